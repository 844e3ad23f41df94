// What a list shows, as the address bar carries it, and what this device remembers about it (columns, cards, panel).
import { useCallback, useState } from "react";
import type { Condition, Filter, Query, Sort } from "@/client";

/** One line of the filter bar. */
export interface Rule extends Condition {
  not?: boolean;
}

/** The part of a list's state that a link can carry. */
export interface ListSearch {
  rules?: Rule[];
  any?: boolean;
  sort?: Sort[];
  trashed?: boolean;
}

const OPS = [
  "equals",
  "one_of",
  "contains",
  "starts_with",
  "less",
  "at_most",
  "greater",
  "at_least",
  "empty",
];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

export function parseListSearch(raw: Record<string, unknown>): ListSearch {
  const search: ListSearch = {};
  if (Array.isArray(raw["rules"])) {
    const rules = raw["rules"].filter(
      (one: unknown): one is Rule =>
        isObject(one) && typeof one["field"] === "string" && OPS.includes(String(one["op"])),
    );
    if (rules.length > 0) search.rules = rules;
  }
  if (raw["any"] === true) search.any = true;
  if (raw["trashed"] === true) search.trashed = true;
  if (Array.isArray(raw["sort"])) {
    const sort = raw["sort"].filter(
      (one: unknown): one is Sort => isObject(one) && typeof one["field"] === "string",
    );
    if (sort.length > 0) search.sort = sort.slice(0, 4);
  }
  return search;
}

/** A list that can be shown in several ways. */
export interface ViewSearch extends ListSearch {
  view?: string;
}

export function parseViewSearch(raw: Record<string, unknown>): ViewSearch {
  const view = raw["view"];
  return { ...parseListSearch(raw), ...(typeof view === "string" ? { view } : {}) };
}

export function toQuery(search: ListSearch): Query {
  const conditions = (search.rules ?? []).map(({ not, ...is }): Filter => (not ? { not: { is } } : { is }));
  const query: Query = {};
  if (conditions.length === 1 && conditions[0]) query.filter = conditions[0];
  else if (conditions.length > 1) query.filter = search.any ? { or: conditions } : { and: conditions };
  if (search.sort) query.sort = search.sort;
  if (search.trashed) query.trashed = true;
  return query;
}

/** A click on a column: up, down, back to the list's own order. */
export function nextSort(sort: Sort[] | undefined, field: string): Sort[] | undefined {
  const now = sort?.[0]?.field === field ? sort[0] : undefined;
  if (!now) return [{ field }];
  return now.descending ? undefined : [{ field, descending: true }];
}

export interface ListPreferences {
  columns: string[] | null;
  /** Widths of columns in pixels; null is the usual ones. */
  widths: Record<string, number> | null;
  cards: boolean;
  panel: boolean;
}

const key = (kind: string) => `satchel-list-${kind}`;

export function useListPreferences(
  kind: string,
): [ListPreferences, (change: Partial<ListPreferences>) => void] {
  const [held, setHeld] = useState<ListPreferences>(() => {
    const plain: ListPreferences = { columns: null, widths: null, cards: false, panel: false };
    try {
      return {
        ...plain,
        ...(JSON.parse(localStorage.getItem(key(kind)) ?? "{}") as Partial<ListPreferences>),
      };
    } catch {
      return plain;
    }
  });
  const change = useCallback(
    (part: Partial<ListPreferences>) =>
      setHeld((old) => {
        const next = { ...old, ...part };
        try {
          localStorage.setItem(key(kind), JSON.stringify(next));
        } catch {
          // No storage: the choice lasts as long as the window.
        }
        return next;
      }),
    [kind],
  );
  return [held, change];
}
