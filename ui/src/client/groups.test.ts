import { expect, test } from "vitest";
import type { ListGroup } from "./facets";
import { groupAt, linesOf, placed } from "./groups";

const group = (key: string, count: number): ListGroup => ({
  key,
  count,
  filter: { is: { field: "tags", op: "equals", value: key } },
});

// covers(SRCH-8)
test("where every line of a long list belongs follows from the counts", () => {
  const counts = Array.from({ length: 500 }, (_, at) => group(String(at), (at * 37) % 401));
  const groups = placed(counts, ({ key }) => Number(key) % 3 !== 0);
  let line = 0;
  for (const [at, { count, open, line: own }] of groups.entries()) {
    expect(own).toBe(line);
    const last = line + (open ? count : 0);
    for (const one of [line, last]) expect(groupAt(groups, one)).toBe(at);
    line = last + 1;
  }
  expect(linesOf(groups)).toBe(line);
  expect(line).toBeGreaterThan(60_000);
  expect([linesOf([]), groupAt([], 0), groupAt(groups, line + 9)]).toEqual([0, -1, 499]);
});
