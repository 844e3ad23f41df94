// A table of records with a cursor, a selection, an order and the trash: all that a list does whose columns are its own.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, usePages, type Row } from "@/client";
import { useToast } from "@/kit";
import { useDeleteRecords, type Many } from "./bulk";
import { useSelection } from "./selection";
import { isFiltered, nextSort, toQuery, type ListSearch } from "./view";

export function useRows({
  kind,
  group,
  fields,
  search,
  onSearch,
  onOpen,
}: {
  kind: Extract<Many, { name: "task" | "communication" }>;
  /** What its keys are listed under. */
  group: string;
  /** What is asked for of each record. */
  fields: string[];
  search: ListSearch;
  onSearch: (next: ListSearch) => void;
  onOpen: (row: Row) => void;
}) {
  const { t } = useTranslation();
  const client = useClient();
  const toast = useToast();
  const discard = useDeleteRecords(kind);
  const query = useMemo(() => toQuery(search), [search]);
  const pages = usePages(kind.plural, query, fields);
  const selection = useSelection(kind.plural, query, pages.total);
  const [cursor, setCursor] = useState(0);
  const [anchor, setAnchor] = useState(0);
  const at = Math.max(0, Math.min(cursor, pages.total - 1));
  const current = pages.rowAt(at);
  const select = (row: Row, position: number, range: boolean) => {
    if (range)
      selection.addRange(client, Math.min(anchor, position), Math.max(anchor, position)).catch(toast.fail);
    else {
      selection.toggle(row.id);
      setAnchor(position);
    }
  };
  const remove = () => {
    if (selection.count > 0) void discard(selection);
    else if (current) void discard([current.id]);
  };
  return {
    pages,
    selection,
    current,
    remove,
    filtered: isFiltered(search),
    keys: [
      { keys: "j", label: t("keys.down"), group, run: () => setCursor(at + 1) },
      { keys: "k", label: t("keys.up"), group, run: () => setCursor(at - 1) },
      { keys: "ArrowDown", label: t("keys.down"), group, hidden: true, run: () => setCursor(at + 1) },
      { keys: "ArrowUp", label: t("keys.up"), group, hidden: true, run: () => setCursor(at - 1) },
      { keys: "Enter", label: t("keys.open"), group, run: () => current && onOpen(current) },
      { keys: "x", label: t("keys.select"), group, run: () => current && select(current, at, false) },
      { keys: "shift+x", label: t("keys.selectTo"), group, run: () => current && select(current, at, true) },
      { keys: "mod+a", label: t("keys.selectAll"), group, run: () => selection.toggleAll() },
      { keys: "Delete", label: t("keys.delete"), group, run: remove },
      { keys: "Escape", label: t("keys.clear"), group, run: () => selection.clear() },
    ],
    /** For the table. */
    table: {
      count: pages.total,
      rowAt: pages.rowAt,
      rowKey: (row: Row) => row.id,
      onWindow: pages.onWindow,
      cursor: at,
      onCursor: setCursor,
      onOpen,
      isSelected: (row: Row) => selection.has(row.id),
      onSelect: select,
      allSelected: selection.all,
      onSelectAll: selection.toggleAll,
      ...(search.sort ? { sort: search.sort } : {}),
      onSort: (field: string) => {
        const { sort: _, ...rest } = search;
        const sort = nextSort(search.sort, field);
        onSearch(sort ? { ...rest, sort } : rest);
      },
    },
  };
}
