// Which rows are chosen: some, or all but some. "All" is the query itself, so it costs the same for ten and a million.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Chosen, Client, Id, Plural, Query } from "@/client";

export interface Selection {
  count: number;
  all: boolean | "mixed";
  has: (id: Id) => boolean;
  toggle: (id: Id) => void;
  /** Chooses every row from one position to another of the list, or of a part of it, whether it was looked at or not. */
  addRange: (client: Client, from: number, to: number, part?: Query) => Promise<void>;
  toggleAll: () => void;
  clear: () => void;
  /** The chosen ids; for "all" they are read page by page. */
  ids: (client: Client) => Promise<Id[]>;
  /** The choice as a command takes it: nothing is read for "all". */
  chosen: Chosen;
  /** Set when everything the query finds is chosen, without exception. */
  query: Query | null;
}

const CHUNK = 500;

interface Marked {
  everything: boolean;
  marked: ReadonlySet<Id>;
}

export function useSelection(plural: Plural, query: Query, total: number): Selection {
  const [state, setState] = useState<Marked & { of: string }>({
    everything: false,
    marked: new Set(),
    of: "",
  });
  const of = JSON.stringify(query.filter ?? null) + String(query.trashed);
  const latest = useRef(of);
  useEffect(() => {
    latest.current = of;
  });
  // Another filter is another list: a choice made on the old one does not carry over unseen.
  const { everything, marked } = state.of === of ? state : { everything: false, marked: new Set<Id>() };
  const set = useCallback(
    (change: (old: Marked) => Marked) =>
      setState((old) => ({
        ...change(old.of === of ? old : { everything: false, marked: new Set() }),
        of,
      })),
    [of],
  );
  const count = everything ? total - marked.size : marked.size;

  return useMemo<Selection>(
    () => ({
      count,
      all: count === 0 ? false : count === total ? true : "mixed",
      has: (id) => marked.has(id) !== everything,
      toggle: (id) =>
        set((old) => {
          const next = new Set(old.marked);
          if (!next.delete(id)) next.add(id);
          return { ...old, marked: next };
        }),
      addRange: async (client, from, to, part = query) => {
        for (let position = from; position <= to; position += CHUNK) {
          const limit = Math.min(CHUNK, to - position + 1);
          const { rows } = await client.call(`${plural}.list`, {
            query: part,
            position,
            limit,
            fields: [],
          });
          // The list has become another one meanwhile.
          if (latest.current !== of) return;
          set((old) => {
            const next = new Set(old.marked);
            rows.forEach(({ id }) => (old.everything ? next.delete(id) : next.add(id)));
            return { ...old, marked: next };
          });
          if (rows.length < limit) return;
        }
      },
      toggleAll: () => set(() => ({ everything: count !== total, marked: new Set() })),
      clear: () => set(() => ({ everything: false, marked: new Set() })),
      ids: async (client) => {
        if (!everything) return [...marked];
        const found: Id[] = [];
        for (let position = 0; ; position += CHUNK) {
          const answer = await client.call(`${plural}.list`, { query, position, limit: CHUNK, fields: [] });
          found.push(...answer.rows.map(({ id }) => id).filter((id) => !marked.has(id)));
          if (position + CHUNK >= answer.total || answer.rows.length === 0) return found;
        }
      },
      chosen: everything
        ? { query, ...(marked.size > 0 ? { without: [...marked] } : {}) }
        : { ids: [...marked] },
      query: everything && marked.size === 0 ? query : null,
    }),
    [count, total, everything, marked, set, plural, query, of],
  );
}
