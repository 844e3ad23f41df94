// Saved views as the screens see them: the record and its own verb.
import type { Id, Query, Sort } from "./commands";

export type Layout = "table" | "cards" | "board";

/** A list as the seller wants to see it again. */
export interface View {
  id: Id;
  kind: string;
  version: number;
  created_ms: number;
  modified_ms: number;
  deleted_ms?: number | null;
  name: string;
  /** The kind it lists. */
  of: string;
  /** The query value, as JSON. */
  query: string;
  columns?: string[] | null;
  layout: Layout;
  /** A field's id, `:letter` behind it for the first letter. */
  group_by?: string | null;
  icon?: string | null;
  colour?: string | null;
  pinned?: boolean | null;
  /** Whether the seller is told who enters it and leaves it. */
  watched?: boolean | null;
  position: number;
}

export interface ViewCommands {
  "views.move": { input: { id: Id; after?: Id }; output: View };
}

/** A period seen from today, the value of `within`. */
export type Period =
  | "today"
  | "yesterday"
  | "tomorrow"
  | `${"this" | "last" | "next"}_${"week" | "month" | "quarter" | "year"}`
  | { last_days: number }
  | { next_days: number }
  | { older_than_days: number };

/** What a view asks for; nothing it can be read as asks for everything. */
export function queryOf({ query }: Pick<View, "query">): Query {
  try {
    const read: unknown = JSON.parse(query || "{}");
    if (typeof read !== "object" || read === null) return {};
    const { filter, sort, trashed } = read as Query;
    return {
      ...(filter ? { filter } : {}),
      ...(sort && sort.length > 0 ? { sort: sort.map(plain) } : {}),
      ...(trashed ? { trashed } : {}),
    };
  } catch {
    return {};
  }
}

const plain = ({ field, descending }: Sort): Sort => ({ field, ...(descending ? { descending } : {}) });
