// Where the boxes of a tree stand, so that none overlaps another, a parent stands over the middle of its children, and
// equal parts look equal. The linear-time form of Walker's algorithm: C. Buchheim, M. Jünger, S. Leipert, "Improving
// Walker's Algorithm to Run in Linear Time", Graph Drawing 2002.

/** A tree without its looks. */
export interface Twig {
  id: string;
  children: Twig[];
}

export interface Measures {
  width: number;
  height: number;
  /** Between boxes of one level. */
  across: number;
  /** Between two levels. */
  down: number;
}

/** A box: its left and upper edge. */
export interface Placed {
  id: string;
  parent: string | null;
  x: number;
  y: number;
}

export interface Layout {
  boxes: Placed[];
  width: number;
  height: number;
}

class Vertex {
  readonly children: Vertex[];
  prelim = 0;
  mod = 0;
  shift = 0;
  change = 0;
  thread: Vertex | null = null;
  ancestor: Vertex = this;

  constructor(
    readonly id: string,
    children: Twig[],
    readonly parent: Vertex | null,
    /** Its place among its siblings. */
    readonly at: number,
  ) {
    this.children = children.map((child, place) => new Vertex(child.id, child.children, this, place));
  }

  get before(): Vertex | null {
    return this.parent?.children[this.at - 1] ?? null;
  }

  /** The next one on the left outline. */
  get left(): Vertex | null {
    return this.children[0] ?? this.thread;
  }

  /** The next one on the right outline. */
  get right(): Vertex | null {
    return this.children.at(-1) ?? this.thread;
  }
}

function first(v: Vertex): void {
  const [one, last] = [v.children[0], v.children.at(-1)];
  const beside = v.before ? v.before.prelim + 1 : 0;
  if (!one || !last) {
    v.prelim = beside;
    return;
  }
  let usual = one;
  for (const child of v.children) {
    first(child);
    usual = apportion(child, usual);
  }
  spread(v);
  const middle = (one.prelim + last.prelim) / 2;
  v.prelim = v.before ? beside : middle;
  v.mod = v.prelim - middle;
}

/** Moves a subtree to the right until it is free of those before it, and shares the room among those between. */
function apportion(v: Vertex, usual: Vertex): Vertex {
  const w = v.before;
  if (!w) return usual;
  let [insideRight, outsideRight, insideLeft] = [v, v, w];
  let outsideLeft = v.parent?.children[0] ?? v;
  let [sumInRight, sumOutRight, sumInLeft, sumOutLeft] = [v.mod, v.mod, w.mod, outsideLeft.mod];
  let [left, right] = [insideLeft.right, insideRight.left];
  while (left && right) {
    insideLeft = left;
    insideRight = right;
    outsideLeft = outsideLeft.left ?? outsideLeft;
    outsideRight = outsideRight.right ?? outsideRight;
    outsideRight.ancestor = v;
    const shift = insideLeft.prelim + sumInLeft - (insideRight.prelim + sumInRight) + 1;
    if (shift > 0) {
      const from = insideLeft.ancestor.parent === v.parent ? insideLeft.ancestor : usual;
      const share = shift / (v.at - from.at);
      v.change -= share;
      v.shift += shift;
      from.change += share;
      v.prelim += shift;
      v.mod += shift;
      sumInRight += shift;
      sumOutRight += shift;
    }
    sumInLeft += insideLeft.mod;
    sumInRight += insideRight.mod;
    sumOutLeft += outsideLeft.mod;
    sumOutRight += outsideRight.mod;
    [left, right] = [insideLeft.right, insideRight.left];
  }
  if (left && !outsideRight.right) {
    outsideRight.thread = left;
    outsideRight.mod += sumInLeft - sumOutRight;
  }
  if (right && !outsideLeft.left) {
    outsideLeft.thread = right;
    outsideLeft.mod += sumInRight - sumOutLeft;
    return v;
  }
  return usual;
}

function spread(v: Vertex): void {
  let [shift, change] = [0, 0];
  for (const child of [...v.children].reverse()) {
    child.prelim += shift;
    child.mod += shift;
    change += child.change;
    shift += child.shift + change;
  }
}

/** The boxes of a forest, each tree beside the one before it, from the upper left corner on. */
export function tidy(roots: Twig[], { width, height, across, down }: Measures): Layout {
  const top = new Vertex("", roots, null, 0);
  first(top);
  const boxes: Placed[] = [];
  const second = (v: Vertex, sum: number, level: number) => {
    if (v.parent)
      boxes.push({
        id: v.id,
        parent: v.parent.parent ? v.parent.id : null,
        x: (v.prelim + sum) * (width + across),
        y: level * (height + down),
      });
    for (const child of v.children) second(child, sum + v.mod, level + 1);
  };
  second(top, 0, -1);
  const left = Math.min(...boxes.map(({ x }) => x), Infinity);
  for (const box of boxes) box.x -= left;
  return {
    boxes,
    width: Math.max(...boxes.map(({ x }) => x + width), 0),
    height: Math.max(...boxes.map(({ y }) => y + height), 0),
  };
}

/** Records that name the one above them, as trees in their own order; what names nobody who is there stands on top. */
export function grow<T extends { id: string }>(nodes: T[], above: (node: T) => string | null): Twig[] {
  const twigs = new Map(nodes.map(({ id }): [string, Twig] => [id, { id, children: [] }]));
  const roots: Twig[] = [];
  for (const node of nodes) {
    const twig = twigs.get(node.id);
    if (twig) (twigs.get(above(node) ?? "")?.children ?? roots).push(twig);
  }
  return roots;
}
