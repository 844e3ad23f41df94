// A table of records with a cursor, a selection, an order, groups and the trash: all that a list does whose columns are its
// own.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, type Row } from "@/client";
import { useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { useDeleteRecords } from "./bulk";
import type { ListField } from "./catalogue";
import { useLines } from "./groupLines";
import type { COMMUNICATIONS, TASKS } from "./kinds";
import { useSelection } from "./selection";
import { isFiltered, nextSort, toQuery, type ListSearch } from "./view";

const rtl = () => document.documentElement.dir === "rtl";

export function useRows({
  kind,
  group,
  wanted,
  fields,
  search,
  onSearch,
  onOpen,
}: {
  kind: typeof TASKS | typeof COMMUNICATIONS;
  /** What its keys are listed under. */
  group: string;
  /** What is asked for of each record. */
  wanted: string[];
  /** What there is to group them by. */
  fields: ListField[];
  search: ListSearch;
  onSearch: (next: ListSearch) => void;
  onOpen: (row: Row) => void;
}) {
  const { t } = useTranslation();
  const client = useClient();
  const toast = useToast();
  const discard = useDeleteRecords(kind);
  const query = useMemo(() => toQuery(search), [search]);
  const format = useFormat();
  const lines = useLines(kind, query, wanted, fields, search.group);
  const selection = useSelection(kind.plural, query, lines.total);
  const [cursor, setCursor] = useState(0);
  const [anchor, setAnchor] = useState(0);
  const at = Math.max(0, Math.min(cursor, lines.count - 1));
  const current = lines.rowAt(at);
  const head = lines.headAt(at);
  const fold = (open: boolean) => head && lines.setOpen(at, open);
  const select = (row: Row, position: number, range: boolean) => {
    if (range)
      lines
        .choose(selection, client, Math.min(anchor, position), Math.max(anchor, position))
        .catch(toast.fail);
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
    lines,
    selection,
    current,
    remove,
    filtered: isFiltered(search),
    keys: [
      { keys: "j", label: t("keys.down"), group, run: () => setCursor(at + 1) },
      { keys: "k", label: t("keys.up"), group, run: () => setCursor(at - 1) },
      { keys: "ArrowDown", label: t("keys.down"), group, hidden: true, run: () => setCursor(at + 1) },
      { keys: "ArrowUp", label: t("keys.up"), group, hidden: true, run: () => setCursor(at - 1) },
      {
        keys: "Enter",
        label: t("keys.open"),
        group,
        run: () => (head ? fold(!head.open) : current && onOpen(current)),
      },
      {
        keys: "ArrowRight",
        label: t("groups.unfoldOne"),
        group,
        when: () => !!head,
        run: () => fold(!rtl()),
      },
      { keys: "ArrowLeft", label: t("groups.foldOne"), group, when: () => !!head, run: () => fold(rtl()) },
      { keys: "x", label: t("keys.select"), group, run: () => current && select(current, at, false) },
      { keys: "shift+x", label: t("keys.selectTo"), group, run: () => current && select(current, at, true) },
      { keys: "mod+a", label: t("keys.selectAll"), group, run: () => selection.toggleAll() },
      { keys: "Delete", label: t("keys.delete"), group, run: remove },
      { keys: "Escape", label: t("keys.clear"), group, run: () => selection.clear() },
    ],
    /** For the table. */
    table: {
      count: lines.count,
      rowAt: lines.rowAt,
      headAt: (line: number) => {
        const one = lines.headAt(line);
        return one && { ...one, count: format.number(one.count) };
      },
      onHead: lines.setOpen,
      rowKey: lines.keyOf,
      onWindow: lines.onWindow,
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
