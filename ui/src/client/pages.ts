// A list by position: whatever rows are on screen are asked for in pages, kept, and shared between screens, so that
// any position of a list of any length is one short command away.
import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { CommandName, ImportRow, Input, Output, Plural, Query, Row } from "./commands";
import { asFailure, useClient } from "./context";
import { Failure } from "./transport";

export const PAGE = 100;

export interface Pages<R> {
  total: number;
  /** False until the first answer for this query. */
  known: boolean;
  /** undefined while it is on its way. */
  rowAt: (position: number) => R | undefined;
  onWindow: (first: number, last: number) => void;
  error: Failure | null;
  retry: () => void;
}

interface Page<R> {
  rows: R[];
  total: number;
  as_of?: number;
}

function usePositions<R>(
  keyOf: (position: number) => readonly [string, unknown],
  read: (position: number, signal: AbortSignal) => Promise<Page<R>>,
): Pages<R> {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const numbers: number[] = [];
  for (let page = range.first; page <= range.last; page++) numbers.push(page);

  const answers = useQueries({
    queries: numbers.map((page) => ({
      queryKey: keyOf(page * PAGE),
      queryFn: ({ signal }: { signal: AbortSignal }) => asFailure(read(page * PAGE, signal)),
    })),
  });

  const newest = answers
    .flatMap(({ data }) => (data ? [data] : []))
    .reduce<Page<R> | null>(
      (best, one) => (!best || (one.as_of ?? 0) >= (best.as_of ?? 0) ? one : best),
      null,
    );
  // Another sort or filter keeps the old length until the new one is known: the scroll bar does not jump.
  const [last, setLast] = useState<number | null>(null);
  if (newest && newest.total !== last) setLast(newest.total);

  const onWindow = useCallback((first: number, end: number) => {
    const next = { first: Math.floor(first / PAGE), last: Math.floor(Math.max(first, end - 1) / PAGE) };
    setRange((old) => (old.first === next.first && old.last === next.last ? old : next));
  }, []);

  const failed = answers.find(({ error }) => error !== null);
  return {
    total: newest?.total ?? last ?? 0,
    known: newest !== null || last !== null,
    rowAt: (position) => answers[numbers.indexOf(Math.floor(position / PAGE))]?.data?.rows[position % PAGE],
    onWindow,
    error: !newest && failed ? Failure.from(failed.error) : null,
    retry: () => answers.forEach((answer) => void answer.refetch()),
  };
}

/** The question for one page of a list. */
export const pageOf = (query: Query, fields: string[], position: number) => ({
  query,
  position,
  limit: PAGE,
  fields,
});

/** The records a query finds. */
export function usePages(plural: Plural, query: Query, fields: string[]): Pages<Row> {
  const client = useClient();
  const input = (position: number) => pageOf(query, fields, position);
  return usePositions(
    (position) => [`${plural}.list`, input(position)],
    (position, signal) => client.call(`${plural}.list`, input(position), signal),
  );
}

/** The rows of an import's files, with what became of them. */
export function useImportRows(of: Omit<Input<"imports.rows">, "position" | "limit">): Pages<ImportRow> {
  const client = useClient();
  const input = (position: number) => ({ ...of, position, limit: PAGE });
  return usePositions(
    (position) => ["imports.rows", input(position)],
    (position, signal) => client.call("imports.rows", input(position), signal),
  );
}

type Before =
  | "activity.feed"
  | "changes.list"
  | "records.history"
  | "companies.engagement"
  | Extract<CommandName, `${string}.timeline`>
  | "watches.events";

/** A list that goes back in time, page by page. `items` takes the entries out of an answer, `next` where to go on. */
export function useReadBack<N extends Before, T>(
  name: N,
  input: Input<N>,
  items: (answer: Output<N>) => T[],
  next: (answer: Output<N>) => number | string | null | undefined,
) {
  const client = useClient();
  const found = useInfiniteQuery({
    queryKey: [name, input],
    initialPageParam: null as number | string | null,
    queryFn: ({ pageParam, signal }) =>
      asFailure(
        client.call(name, { ...input, ...(pageParam === null ? {} : { before: pageParam }) }, signal),
      ),
    getNextPageParam: (last) => next(last) ?? undefined,
    placeholderData: (previous) => previous,
  });
  return {
    items: found.data?.pages.flatMap(items),
    /** The latest page. */
    first: found.data?.pages[0],
    error: found.error ? Failure.from(found.error) : null,
    retry: () => void found.refetch(),
    more: found.hasNextPage ? () => void found.fetchNextPage() : null,
    busy: found.isFetchingNextPage,
  };
}

/** Hits asked for in one go, and the furthest the program goes. */
const HITS = 50;
export const FURTHEST_HIT = 2_000;

/** What a search finds, page by page, the best first; while words change, what was found for the ones before. */
export function useHits(text: string, kind: string | null) {
  const client = useClient();
  const input: Input<"search.query"> = { text, ...(kind ? { kinds: [kind] } : {}) };
  const found = useInfiniteQuery({
    queryKey: ["search.query", input, "pages"],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      asFailure(client.call("search.query", { ...input, limit: HITS, offset: pageParam }, signal)),
    getNextPageParam: (last, pages) => {
      const known = pages.length * HITS;
      return known < Math.min(last.total, FURTHEST_HIT) ? known : undefined;
    },
    enabled: text.length > 0,
    placeholderData: (previous) => previous,
  });
  const pages = found.data?.pages ?? [];
  // Somebody may have moved up a page since the one before was asked for.
  const hits = new Map(pages.flatMap((page) => page.hits).map((hit) => [`${hit.kind} ${hit.id}`, hit]));
  return {
    hits: [...hits.values()],
    total: pages.at(-1)?.total,
    /** What of the words means nothing; the rest was searched. */
    problems: pages[0]?.problems ?? [],
    error: found.error ? Failure.from(found.error) : null,
    /** Whether the hits are those of this text and not of one before. */
    answered: !found.isPending && !found.isPlaceholderData,
    retry: () => void found.refetch(),
    more: found.hasNextPage ? () => void found.fetchNextPage() : null,
    busy: found.isFetchingNextPage,
  };
}
