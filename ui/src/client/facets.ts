// Facets: how many records of a list have which value.
import type { Json, Query } from "./commands";

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

export interface FacetCommands {
  "contacts.facets": Facets;
  "companies.facets": Facets;
  "deals.facets": Facets;
  "leads.facets": Facets;
}
