import { expect, test } from "vitest";
import { drawing, fitting } from "./svg";
import { grow, tidy } from "./tidy";

const SIZE = { width: 180, height: 56, across: 20, down: 40 };
const NODES = [
  { id: "a", above: null, name: 'Ada & "Bob" <Weiß>', detail: "CEO" },
  { id: "b", above: "a", name: "美咲 田中", detail: "" },
  {
    id: "c",
    above: "a",
    name: "Somebody with a name that is a good deal longer than a box",
    detail: "Head of\u0007 Sales",
  },
];

// covers(CON-19)
test("the drawing is sound XML whose text is text, and refers to nothing outside", () => {
  const layout = tidy(
    grow(NODES, ({ above }) => above),
    SIZE,
  );
  const svg = drawing(layout, SIZE, (id) => NODES.find((one) => one.id === id)!, "Acme & Sons");
  const read = new DOMParser().parseFromString(svg, "image/svg+xml");
  expect(read.querySelector("parsererror")).toBeNull();
  const texts = [...read.querySelectorAll("text")].map(({ textContent }) => textContent);
  expect(texts).toContain("Acme & Sons");
  expect(texts).toContain('Ada & "Bob" <Weiß>');
  expect(texts).toContain("美咲 田中");
  expect(texts).toContain("Head of Sales");
  expect(texts.find((text) => text?.startsWith("Somebody"))).toMatch(/…$/);
  expect(read.querySelectorAll("path")).toHaveLength(2);
  expect(read.querySelectorAll("image, use, style, script, foreignObject, a")).toHaveLength(0);
  const outside = [...read.querySelectorAll("*")].flatMap((node) =>
    [...node.attributes].filter(
      ({ name, value }) => /href|src/.test(name) || (/url\(|https?:/.test(value) && name !== "xmlns"),
    ),
  );
  expect(outside).toEqual([]);
  const boxes = [...read.querySelectorAll("g > rect")].map((box) => Number(box.getAttribute("width")));
  expect(boxes).toEqual([180, 180, 180]);
  expect(Number(read.documentElement.getAttribute("width"))).toBe(180 * 2 + 20 + 48);
});

// covers(CON-19)
test("a text that fits stays whole", () => {
  expect(fitting("Ada", 160, 13)).toBe("Ada");
  expect([...fitting("a".repeat(99), 160, 13)]).toHaveLength(21);
});
