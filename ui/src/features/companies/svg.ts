// A chart as a drawing of its own: text is text, colours are those of paper, and nothing in it refers to anything outside.
import type { Layout, Measures } from "./tidy";

/** What stands in a box. */
export interface BoxText {
  name: string;
  detail: string;
}

const EDGE = 24;
const HEADING = 34;
const FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Characters XML gives a meaning to, and those it has no place for. */
const escaped = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- XML has no place for them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");

/** As much of a text as a line has room for, reckoned by an average width of its letters. */
export function fitting(text: string, width: number, size: number): string {
  const room = Math.floor(width / (size * 0.56));
  const letters = [...text];
  return letters.length <= room
    ? text
    : `${letters
        .slice(0, room - 1)
        .join("")
        .trimEnd()}…`;
}

/** The way from a box to one below it: down, across, down. */
export function wire(
  from: { x: number; y: number },
  to: { x: number; y: number },
  { width, height, down }: Measures,
): string {
  const [x, y] = [from.x + width / 2, from.y + height];
  const middle = y + down / 2;
  return `M${round(x)} ${round(y)}V${round(middle)}H${round(to.x + width / 2)}V${round(to.y)}`;
}

const round = (number: number): number => Math.round(number * 10) / 10;

export function drawing(
  layout: Layout,
  measures: Measures,
  textOf: (id: string) => BoxText,
  title: string,
): string {
  const width = Math.max(layout.width, 260) + 2 * EDGE;
  const height = layout.height + HEADING + 2 * EDGE;
  const at = new Map(layout.boxes.map((box) => [box.id, box]));
  const wires = layout.boxes.flatMap((box) => {
    const above = box.parent ? at.get(box.parent) : undefined;
    return above ? [`<path d="${wire(above, box, measures)}"/>`] : [];
  });
  const room = measures.width - 20;
  const boxes = layout.boxes.map((box) => {
    const { name, detail } = textOf(box.id);
    const [x, y] = [round(box.x), round(box.y)];
    return [
      `<g><title>${escaped(detail ? `${name}, ${detail}` : name)}</title>`,
      `<rect x="${x}" y="${y}" width="${measures.width}" height="${measures.height}" rx="8" fill="#ffffff" stroke="#83838f"/>`,
      `<text x="${x + 10}" y="${y + (detail ? 23 : 33)}" font-size="13" font-weight="600" fill="#17171c">${escaped(fitting(name, room, 13))}</text>`,
      detail &&
        `<text x="${x + 10}" y="${y + 42}" font-size="12" fill="#4a4a55">${escaped(fitting(detail, room, 12))}</text>`,
      "</g>",
    ].join("");
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" font-family="${FONT}">`,
    `<title id="title">${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<text x="${EDGE}" y="${EDGE + 14}" font-size="16" font-weight="600" fill="#17171c">${escaped(title)}</text>`,
    `<g transform="translate(${EDGE} ${EDGE + HEADING})">`,
    `<g fill="none" stroke="#83838f" stroke-width="1.5">${wires.join("")}</g>`,
    ...boxes,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}
