// Where the boxes around a contact stand: half of them to each side, one below the other, and the contact between at half
// height. Nothing overlaps, however many there are.

export interface HubMeasures {
  width: number;
  height: number;
  /** Between two boxes of a side. */
  gap: number;
  /** Between the contact and a side. */
  reach: number;
}

const WIDE: HubMeasures = { width: 208, height: 56, gap: 12, reach: 72 };
/** Narrower boxes have names of two lines, and are closer to the contact. */
const TIGHT = { height: 76, gap: 10, reach: 28, least: 152 };

/** How large boxes are that three abreast fit a column; where even small ones do not, the drawing is wider than it. */
export function measuresFor(room: number): HubMeasures {
  if (room === 0 || room >= 3 * WIDE.width + 2 * WIDE.reach) return WIDE;
  const { height, gap, reach, least } = TIGHT;
  const width = Math.floor((room - 2 * reach) / 3);
  return { width: Math.min(WIDE.width, Math.max(least, width)), height, gap, reach };
}

export interface HubBox {
  id: string;
  x: number;
  y: number;
  side: "before" | "after";
}

export interface Hub {
  boxes: HubBox[];
  centre: { x: number; y: number };
  width: number;
  height: number;
}

export function hub(ids: string[], { width, height, gap, reach }: HubMeasures): Hub {
  const before = Math.ceil(ids.length / 2);
  const rows = Math.max(before, 1);
  const tall = rows * (height + gap) - gap;
  const far = 2 * (width + reach);
  const column = (some: string[], side: HubBox["side"]): HubBox[] => {
    const top = (tall - (some.length * (height + gap) - gap)) / 2;
    return some.map((id, at) => ({
      id,
      side,
      x: side === "before" ? 0 : far,
      y: top + at * (height + gap),
    }));
  };
  return {
    boxes: [...column(ids.slice(0, before), "before"), ...column(ids.slice(before), "after")],
    centre: { x: width + reach, y: (tall - height) / 2 },
    width: far + width,
    height: tall,
  };
}

/** The line from the contact to a box. */
export function tieLine({ centre }: Hub, box: HubBox, { width, height }: HubMeasures): string {
  const outward = box.side === "after";
  const from = { x: centre.x + (outward ? width : 0), y: centre.y + height / 2 };
  const to = { x: box.x + (outward ? 0 : width), y: box.y + height / 2 };
  const middle = (from.x + to.x) / 2;
  return `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}
