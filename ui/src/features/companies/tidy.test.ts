import { expect, test } from "vitest";
import { grow, tidy, type Placed, type Twig } from "./tidy";

const SIZE = { width: 100, height: 40, across: 20, down: 30 };

/** A tree of a number of boxes, always the same one for a seed. */
function random(seed: number, count: number): Twig[] {
  let state = seed;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const nodes = Array.from({ length: count }, (_, at) => ({
    id: String(at),
    above: at === 0 || next() < 0.08 ? null : String(Math.floor(next() * at)),
  }));
  return grow(nodes, ({ above }) => above);
}

const inside = (roots: Twig[]): Twig[] => roots.flatMap((twig) => [twig, ...inside(twig.children)]);

// covers(CON-19)
test("no two boxes overlap, and a parent stands over the middle of its children, whatever the tree", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const roots = random(seed, 2 + seed * 2);
    const { boxes, width, height } = tidy(roots, SIZE);
    const at = new Map(boxes.map((box) => [box.id, box]));
    expect(boxes).toHaveLength(2 + seed * 2);
    for (const y of new Set(boxes.map((box) => box.y))) {
      const level = boxes.filter((box) => box.y === y);
      const row = level.toSorted((a, b) => a.x - b.x);
      row.slice(1).forEach((box, before) => {
        expect(box.x - row[before]!.x, `seed ${seed}`).toBeGreaterThanOrEqual(120 - 1e-6);
      });
    }
    for (const twig of inside(roots)) {
      const children = twig.children.map(({ id }) => at.get(id)!);
      if (children.length === 0) continue;
      const middle = (children[0]!.x + children.at(-1)!.x) / 2;
      expect(at.get(twig.id)!.x, `seed ${seed}`).toBeCloseTo(middle, 6);
      children.forEach((child) => expect(child.y).toBe(at.get(twig.id)!.y + 70));
    }
    expect(Math.min(...boxes.map(({ x }) => x))).toBeCloseTo(0, 6);
    expect(width).toBeCloseTo(Math.max(...boxes.map(({ x }) => x)) + 100, 6);
    expect(height).toBe(Math.max(...boxes.map(({ y }) => y)) + 40);
  }
});

// covers(CON-19)
test("what is mirrored is drawn mirrored", () => {
  const mirror = (twigs: Twig[]): Twig[] =>
    twigs.toReversed().map(({ id, children }) => ({ id, children: mirror(children) }));
  const roots = random(7, 30);
  const [one, other] = [tidy(roots, SIZE), tidy(mirror(roots), SIZE)];
  expect(other.width).toBeCloseTo(one.width, 6);
  const at = (boxes: Placed[], id: string) => boxes.find((box) => box.id === id)!.x;
  // A subtree between two large ones may lean to either side; the outline is the same.
  for (const { id } of [...roots, roots[0]!.children[0]!])
    expect(at(one.boxes, id) + at(other.boxes, id)).toBeCloseTo(one.width - SIZE.width, 0);
});

// covers(CON-19)
test("who names nobody that is there stands on top, and nothing is drawn of nothing", () => {
  const roots = grow(
    [
      { id: "a", above: "gone" },
      { id: "b", above: "a" },
    ],
    ({ above }) => above,
  );
  expect(roots).toEqual([{ id: "a", children: [{ id: "b", children: [] }] }]);
  expect(tidy([], SIZE)).toEqual({ boxes: [], width: 0, height: 0 });
});
