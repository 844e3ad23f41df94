// The contrast of every colour a text can have on every ground it can stand on, computed from the tokens themselves.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

function theme(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("}", start));
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((found) => [found[1]!, found[2]!]));
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["bg", "surface", "raised", "sunken", "hover", "selected"];
const TEXTS = ["text", "muted", "accent", "danger", "warn", "success"];
const PAIRS: [string, string][] = [
  ...GROUNDS.flatMap((ground) => TEXTS.map((text): [string, string] => [text, ground])),
  ["on-fill", "fill"],
  ["on-fill", "fill-hover"],
  ["text", "accent-soft"],
  ["accent", "accent-soft"],
  ["text", "warn-soft"],
  ["warn", "warn-soft"],
  ["text", "danger-soft"],
  ["danger", "danger-soft"],
  ["text", "success-soft"],
  ["text", "mark"],
];

describe.each([
  ["light", '[data-theme="light"]'],
  ["dark", '[data-theme="dark"]'],
  ["contrast", '[data-theme="contrast"]'],
])("%s", (_, selector) => {
  const tokens = theme(selector);
  const ratio = (one: string, other: string) => contrast(tokens.get(one)!, tokens.get(other)!);

  // covers(UX-3, UX-5, QA-15)
  test("texts reach 7:1", () => {
    const low = PAIRS.filter(([text, ground]) => ratio(text, ground) < 7).map(
      ([text, ground]) => `${text} on ${ground}: ${ratio(text, ground).toFixed(2)}`,
    );
    expect(low).toEqual([]);
  });

  // covers(UX-3, UX-5)
  test("tags reach 7:1", () => {
    const names = [...tokens.keys()].filter((key) => /^tag-\w+$/.test(key));
    expect(names).toHaveLength(10);
    for (const name of names) expect(ratio(`${name}-text`, name), name).toBeGreaterThanOrEqual(7);
  });

  // covers(UX-5)
  test("edges of controls and the focus ring reach 3:1", () => {
    for (const ground of GROUNDS) {
      expect(ratio("line-strong", ground), ground).toBeGreaterThanOrEqual(3);
      expect(ratio("focus", ground), ground).toBeGreaterThanOrEqual(3);
    }
  });
});
