import { describe, expect, test } from "vitest";
import { barFor, follow, MAX_PIXELS, pageHeight, realHeight, windowAt, type Geometry } from "./virtual";

const million: Geometry = { count: 1_000_000, rowHeight: 44, view: 700 };
const small: Geometry = { count: 300, rowHeight: 44, view: 700 };

describe("a list of a million rows", () => {
  const reach = pageHeight(million) - million.view;
  const end = realHeight(million) - million.view;

  // covers(CON-12)
  test("is never higher than a browser can show", () => {
    expect(pageHeight(million)).toBe(MAX_PIXELS);
    expect(pageHeight(small)).toBe(300 * 44);
  });

  // covers(CON-12)
  test("is reached anywhere at once by the thumb", () => {
    for (const share of [0, 0.1, 0.5, 0.77, 0.999, 1]) {
      const top = follow(million, 0, 0, share * reach);
      const row = top / million.rowHeight;
      expect(Math.abs(row - (share * end) / million.rowHeight)).toBeLessThan(40);
    }
  });

  test("moves row by row with the wheel, from anywhere", () => {
    const top = follow(million, 0, 0, 0.5 * reach);
    const moved = follow(million, top, 0.5 * reach, 0.5 * reach + 100);
    expect(moved - top).toBeCloseTo(100);
  });

  test("has a first and a last row, whatever drifted on the way", () => {
    expect(follow(million, 5_000, 300, 0)).toBe(0);
    expect(follow(million, 5_000, reach - 50, reach)).toBe(end);
    const shown = windowAt(million, end, reach);
    expect(shown.last).toBe(1_000_000);
  });

  test("puts the bar where the list is", () => {
    for (const top of [0, 12_345, 20_000_000, end]) {
      const bar = barFor(million, top);
      expect(bar).toBeGreaterThanOrEqual(0);
      expect(bar).toBeLessThanOrEqual(reach);
      // The row at the top of the view stands at the top of the view.
      const { base } = windowAt(million, top, bar);
      expect(top + base).toBeCloseTo(bar);
    }
  });

  test("draws only what can be seen, and a little more", () => {
    const { first, last } = windowAt(million, 20_000_000, barFor(million, 20_000_000));
    expect(last - first).toBeLessThan(40);
  });
});

test("a short list scrolls as the browser does", () => {
  expect(follow(small, 0, 0, 1234)).toBe(1234);
  expect(follow(small, 0, 0, 99_999)).toBe(300 * 44 - 700);
  expect(barFor(small, 1234)).toBe(1234);
  expect(windowAt(small, 0, 0)).toEqual({ first: 0, last: 22, base: 0 });
});
