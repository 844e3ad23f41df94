// What stands where a list's rows do: what is wrong with its filter, a failure, nothing, the wait for it, or the rows.
import type { ReactNode } from "react";
import type { Failure } from "@/client";
import { Unanswered } from "@/kit";
import { GoneFields } from "./GoneFields";
import type { ListSearch } from "./view";

export function ListBody<S extends ListSearch>({
  gone,
  search,
  onSearch,
  lines,
  ready,
  none,
  children,
}: {
  /** Fields of the filter that are no more. */
  gone: string[];
  search: S;
  onSearch: (next: ListSearch) => void;
  lines: { error: Failure | null; retry: () => void; known: boolean; total: number };
  /** Whether its columns are known. */
  ready: boolean;
  /** Instead of rows, where there are none. */
  none: ReactNode;
  children: ReactNode;
}) {
  if (gone.length > 0) return <GoneFields fields={gone} search={search} onSearch={onSearch} />;
  if (!lines.error && lines.known && lines.total === 0) return none;
  if (lines.error || !lines.known || !ready) return <Unanswered of={lines} lines={12} />;
  return <div className="flex min-h-0 flex-1 border-t border-line bg-surface">{children}</div>;
}
