// What a list shows, as the address bar carries it, and what this device remembers about it (columns, cards, panel).
import { useCallback, useState } from "react";
import type { Condition, Filter, Id, Layout, Query, Sort } from "@/client";
import { nearIn, PLACE } from "./near";

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
  /** A filter that is no row of rules, as a program may have saved it: it is asked as it is. */
  filter?: Filter;
  /** The saved view it began as. */
  saved?: Id;
  /** How this list looks; else as this device remembers. */
  columns?: string[];
  layout?: Layout;
  /** What it is grouped by: a field's id, `:letter` behind it for the first letter. */
  group?: string;
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
  "within",
  "near",
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
  if (isObject(raw["filter"])) search.filter = raw["filter"] as Filter;
  if (typeof raw["saved"] === "string") search.saved = raw["saved"];
  if (Array.isArray(raw["columns"])) {
    const columns = raw["columns"].filter((one: unknown): one is string => typeof one === "string");
    if (columns.length > 0) search.columns = columns;
  }
  const layout = LAYOUTS.find((one) => one === raw["layout"]);
  if (layout) search.layout = layout;
  if (typeof raw["group"] === "string") search.group = raw["group"];
  return search;
}

const LAYOUTS: Layout[] = ["table", "cards", "board"];

/** The same list without its conditions. */
export function withoutRules<S extends ListSearch>({ rules: _, any: __, filter: ___, ...rest }: S) {
  return rest;
}

/** Whether something is asked for beside the order. */
export const isFiltered = ({ rules, filter }: ListSearch): boolean =>
  (rules?.length ?? 0) > 0 || filter !== undefined;

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
  if (search.filter) conditions.push(search.filter);
  if (search.filter && search.any && conditions.length > 2)
    return toQuery({
      ...search,
      any: false,
      rules: [],
      filter: { and: [{ or: conditions.slice(0, -1) }, search.filter] },
    });
  if (conditions.length === 1 && conditions[0]) query.filter = conditions[0];
  else if (conditions.length > 1) query.filter = search.any ? { or: conditions } : { and: conditions };
  const near = nearIn(search.rules);
  if (near) query.from = near.from;
  // What is asked for by nearness comes in that order; without a place there is none to come in.
  const sort = near
    ? (search.sort ?? [{ field: PLACE }])
    : search.sort?.filter(({ field }) => field !== PLACE);
  if (sort?.length) query.sort = sort;
  if (search.trashed) query.trashed = true;
  return query;
}

/** One condition as a rule, if it is one. */
function ruleOf(filter: Filter): Rule | null {
  if ("is" in filter) return filter.is;
  if ("not" in filter && "is" in filter.not) return { ...filter.not.is, not: true };
  return null;
}

/** A query as the filter bar shows it: a row of rules where it is one, else the filter as it is. */
export function fromQuery({ filter, sort: by, from, trashed }: Query): ListSearch {
  // The order that follows from nearness is not said again.
  const sort = from && by?.length === 1 && by[0]?.field === PLACE && !by[0].descending ? undefined : by;
  const rest: ListSearch = { ...(sort ? { sort } : {}), ...(trashed ? { trashed } : {}) };
  if (!filter) return rest;
  const [list, any] =
    "and" in filter ? [filter.and, false] : "or" in filter ? [filter.or, true] : [[filter], false];
  const rules = list.map(ruleOf);
  const flat = rules.filter((rule) => rule !== null);
  // A list of one or none would not come out as it went in.
  if (flat.length < list.length || (list.length < 2 && !("is" in filter || "not" in filter)))
    return { ...rest, filter };
  return { ...rest, rules: flat, ...(any ? { any } : {}) };
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
  /** Whether the values stand beside the list. */
  facets: boolean;
}

const key = (kind: string) => `satchel-list-${kind}`;

export function useListPreferences(
  kind: string,
): [ListPreferences, (change: Partial<ListPreferences>) => void] {
  const [held, setHeld] = useState<ListPreferences>(() => {
    const plain: ListPreferences = { columns: null, widths: null, cards: false, panel: false, facets: false };
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
