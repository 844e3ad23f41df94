process.env.TZ = "America/Los_Angeles";
import { expect, test } from "vitest";
import { dayOf, momentOf } from "./moments";

// covers(SRCH-8)
test("a rule about moments means the days of the place where one is", () => {
  const before = momentOf("2026-03-02", "before") as number;
  const after = momentOf("2026-03-02", "afterDay") as number;
  expect(new Date(before)).toEqual(new Date(2026, 2, 2));
  // "After 2 March" begins with the 3rd.
  expect(new Date(after)).toEqual(new Date(2026, 2, 3));
  expect(dayOf(before, "before")).toBe("2026-03-02");
  expect(dayOf(after, "afterDay")).toBe("2026-03-02");
  expect(momentOf("", "before")).toBe("");
});
