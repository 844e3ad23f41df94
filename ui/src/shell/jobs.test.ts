import { expect, test } from "vitest";
import { estimate } from "./jobs";

test("an estimate is given only when there is something to go by", () => {
  expect(estimate([{ at: 0, done: 0 }], 0, 100)).toBeNull();
  expect(
    estimate(
      [
        { at: 0, done: 0 },
        { at: 2000, done: 20 },
      ],
      20,
      100,
    ),
  ).toBe(8);
  expect(
    estimate(
      [
        { at: 0, done: 0 },
        { at: 2000, done: 20 },
      ],
      20,
      null,
    ),
  ).toBeNull();
});
