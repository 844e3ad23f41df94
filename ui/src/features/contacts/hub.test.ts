import { expect, test } from "vitest";
import { hub, measuresFor, tieLine } from "./hub";

const SIZE = { width: 180, height: 50, gap: 10, reach: 80 };

// covers(CON-13)
test("nothing overlaps, the sides are even, and the contact stands at half height", () => {
  for (let count = 0; count <= 40; count++) {
    const ids = Array.from({ length: count }, (_, at) => String(at));
    const drawn = hub(ids, SIZE);
    const all = [...drawn.boxes, { ...drawn.centre, id: "centre", side: "before" as const }];
    expect(drawn.boxes.map(({ id }) => id)).toEqual(ids);
    for (const [at, one] of all.entries())
      for (const other of all.slice(at + 1)) {
        const apart = Math.abs(one.x - other.x) >= SIZE.width || Math.abs(one.y - other.y) >= SIZE.height;
        expect(apart, `${one.id} and ${other.id} of ${count}`).toBe(true);
      }
    const before = drawn.boxes.filter(({ side }) => side === "before");
    expect(Math.abs(count - 2 * before.length)).toBeLessThanOrEqual(1);
    expect(drawn.centre.y + SIZE.height / 2).toBe(drawn.height / 2);
    all.forEach(({ x, y }) => {
      expect(x >= 0 && x + SIZE.width <= drawn.width).toBe(true);
      expect(y >= 0 && y + SIZE.height <= drawn.height).toBe(true);
    });
  }
});

// covers(CON-13)
test("a line leads from the contact's edge to the box's", () => {
  const drawn = hub(["a", "b"], SIZE);
  expect(tieLine(drawn, drawn.boxes[0]!, SIZE)).toBe("M260 25C220 25 220 25 180 25");
  expect(tieLine(drawn, drawn.boxes[1]!, SIZE)).toBe("M440 25C480 25 480 25 520 25");
});

// covers(CON-13)
test("boxes are as narrow as the column asks, and no narrower than a name can be read", () => {
  for (let room = 512; room <= 1400; room++) {
    const size = measuresFor(room);
    expect(hub(["a", "b"], size).width, `in ${room}`).toBeLessThanOrEqual(room);
    expect(size.width).toBeGreaterThanOrEqual(152);
  }
  expect(measuresFor(300).width).toBe(152);
  expect(measuresFor(768)).toEqual(measuresFor(1200));
});
