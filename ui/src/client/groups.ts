// A list in groups, by line: each group has a line of its own, and behind it its records unless it is folded. Where a line
// belongs follows from the counts alone; records are asked for in pages of their group, as everywhere.
import { useQueries } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Plural, Query, Row } from "./commands";
import { asFailure, useClient } from "./context";
import type { ListGroup } from "./facets";
import { PAGE, pageOf } from "./pages";
import { Failure } from "./transport";

/** The list that a group is. */
export const queryOfGroup = (query: Query, { filter }: ListGroup): Query => ({
  ...query,
  filter: query.filter ? { and: [query.filter, filter] } : filter,
});

/** A group at its place among the lines. */
export interface PlacedGroup extends ListGroup {
  /** Its own line. */
  line: number;
  open: boolean;
}

/** Where groups stand, each behind the one before it. */
export function placed(groups: ListGroup[], isOpen: (group: ListGroup) => boolean): PlacedGroup[] {
  let line = 0;
  return groups.map((group) => {
    const at = { ...group, line, open: isOpen(group) };
    line += 1 + (at.open ? group.count : 0);
    return at;
  });
}

/** How many lines there are. */
export function linesOf(groups: PlacedGroup[]): number {
  const last = groups.at(-1);
  return last ? last.line + 1 + (last.open ? last.count : 0) : 0;
}

/** The number of the group that a line belongs to; -1 before the first. */
export function groupAt(groups: PlacedGroup[], line: number): number {
  let [from, to] = [0, groups.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (groups[middle]!.line <= line) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

/** The records of an ordered list of groups, by line. */
export function useGroupPages(plural: Plural, query: Query, fields: string[], groups: PlacedGroup[]) {
  const client = useClient();
  const [range, setRange] = useState({ first: 0, last: 0 });
  const wanted: { group: number; page: number }[] = [];
  for (let at = Math.max(0, groupAt(groups, range.first)); at < groups.length; at++) {
    const group = groups[at]!;
    if (group.line > range.last) break;
    if (!group.open) continue;
    const first = Math.max(0, range.first - group.line - 1);
    const last = Math.min(group.count, range.last - group.line) - 1;
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++)
      wanted.push({ group: at, page });
  }
  const answers = useQueries({
    queries: wanted.map(({ group, page }) => {
      const input = pageOf(queryOfGroup(query, groups[group]!), fields, page * PAGE);
      return {
        queryKey: [`${plural}.list`, input],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          asFailure(client.call(`${plural}.list`, input, signal)),
      };
    }),
  });
  const onWindow = useCallback(
    (first: number, last: number) =>
      setRange((old) => (old.first === first && old.last === last ? old : { first, last })),
    [],
  );
  const failed = answers.find(({ error }) => error !== null);
  return {
    rowAt: (line: number): Row | undefined => {
      const at = groupAt(groups, line);
      const group = groups[at];
      if (!group || group.line === line) return undefined;
      const position = line - group.line - 1;
      const page = Math.floor(position / PAGE);
      const found = wanted.findIndex((one) => one.group === at && one.page === page);
      return answers[found]?.data?.rows[position % PAGE];
    },
    onWindow,
    error: failed ? Failure.from(failed.error) : null,
    retry: () => answers.forEach((answer) => void answer.refetch()),
  };
}
