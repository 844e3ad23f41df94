// A list by position: whatever rows are on screen are asked for in pages, kept, and shared between screens, so that
// any position of a list of any length is one short command away.
import { useQueries } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Plural, Query, Row } from "./commands";
import { asFailure, useClient } from "./context";
import type { Failure } from "./transport";

export const PAGE = 100;

export interface Pages {
  total: number;
  /** False until the first answer for this query. */
  known: boolean;
  rowAt: (position: number) => Row | undefined;
  onWindow: (first: number, last: number) => void;
  error: Failure | null;
  retry: () => void;
  asOf: number;
}

export function usePages(plural: Plural, query: Query, fields: string[] | undefined): Pages {
  const client = useClient();
  const [range, setRange] = useState({ first: 0, last: 1 });
  const numbers: number[] = [];
  for (let page = range.first; page <= range.last; page++) numbers.push(page);

  const answers = useQueries({
    queries: numbers.map((page) => {
      const input = { query, position: page * PAGE, limit: PAGE, ...(fields ? { fields } : {}) };
      return {
        queryKey: [`${plural}.list`, input],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          asFailure(client.call(`${plural}.list`, input, signal)),
      };
    }),
  });

  const newest = answers
    .flatMap(({ data }) => (data ? [data] : []))
    .reduce<{ total: number; as_of: number } | null>(
      (best, one) => (!best || one.as_of >= best.as_of ? one : best),
      null,
    );
  // Another sort or filter keeps the old length until the new one is known: the scroll bar does not jump.
  const last = useRef({ total: 0, as_of: 0 });
  useEffect(() => {
    if (newest) last.current = newest;
  }, [newest]);

  const onWindow = useCallback((first: number, end: number) => {
    const next = { first: Math.floor(first / PAGE), last: Math.floor(Math.max(first, end - 1) / PAGE) };
    setRange((old) => (old.first === next.first && old.last === next.last ? old : next));
  }, []);

  const rowAt = (position: number): Row | undefined => {
    const at = numbers.indexOf(Math.floor(position / PAGE));
    return answers[at]?.data?.rows[position % PAGE];
  };

  const failed = answers.find(({ error }) => error !== null);
  return {
    total: (newest ?? last.current).total,
    known: newest !== null || last.current.total > 0,
    rowAt,
    onWindow,
    error: newest ? null : ((failed?.error as Failure | undefined) ?? null),
    retry: () => answers.forEach((answer) => void answer.refetch()),
    asOf: newest?.as_of ?? 0,
  };
}
