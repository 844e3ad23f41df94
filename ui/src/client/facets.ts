// Facets and groups: how many records of a list have which value.
import type { Eventful, Filter, Json, Query } from "./commands";

export interface Facet {
  field: string;
  values: { value: Json; label?: string; count: number }[];
  /** How many further values there are. */
  more: number;
  /** How many records have none. */
  absent: number;
}

type Facets = {
  input: { query?: Query; fields?: string[]; limit?: number };
  output: { facets: Facet[] };
};

/** Records of a list that have something in common. */
export interface ListGroup {
  /** A value, a letter, a month like `2026-11` or `--11`, a day, which of a week is its first; absent where they have none. */
  key?: string;
  /** What the value is called, where the key does not say it all. */
  label?: string;
  count: number;
  /** Beside the filter of the list, this finds them. */
  filter: Filter;
}

type Groups = {
  /** `by` is a field's id, behind it `:letter` for the first letter, `:week` or `:day` for days instead of their months. */
  input: { query?: Query; by: string };
  output: { groups: ListGroup[]; total: number };
};

/** Lists that are counted and grouped. */
export type Countable = Eventful | "tasks" | "communications";

export type FacetCommands = { [P in Countable as `${P}.groups`]: Groups } & {
  [P in Countable as `${P}.facets`]: Facets;
};
