// Which rows are chosen: some, or all but some. "All" is the query itself, so it costs the same for ten and a million.
import { useCallback, useMemo, useState } from "react";
import type { Chosen, Client, Id, Plural, Query } from "@/client";

export interface Selection {
  count: number;
  all: boolean | "mixed";
  has: (id: Id) => boolean;
  toggle: (id: Id) => void;
  add: (ids: Id[]) => void;
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

export function useSelection(plural: Plural, query: Query, total: number): Selection {
  const [state, setState] = useState<{ everything: boolean; marked: ReadonlySet<Id>; of: string }>({
    everything: false,
    marked: new Set(),
    of: "",
  });
  const of = JSON.stringify(query.filter ?? null) + String(query.trashed);
  // Another filter is another list: a choice made on the old one does not carry over unseen.
  const { everything, marked } = state.of === of ? state : { everything: false, marked: new Set<Id>() };
  const set = useCallback(
    (next: { everything: boolean; marked: ReadonlySet<Id> }) => setState({ ...next, of }),
    [of],
  );
  const count = everything ? total - marked.size : marked.size;

  return useMemo<Selection>(
    () => ({
      count,
      all: count === 0 ? false : count === total ? true : "mixed",
      has: (id) => marked.has(id) !== everything,
      toggle: (id) => {
        const next = new Set(marked);
        if (!next.delete(id)) next.add(id);
        set({ everything, marked: next });
      },
      add: (ids) => {
        const next = new Set(marked);
        ids.forEach((id) => (everything ? next.delete(id) : next.add(id)));
        set({ everything, marked: next });
      },
      toggleAll: () => set({ everything: count !== total, marked: new Set() }),
      clear: () => set({ everything: false, marked: new Set() }),
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
    [count, total, everything, marked, set, plural, query],
  );
}
