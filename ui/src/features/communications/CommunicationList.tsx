// Everybody who was spoken with, the latest first: a table of any length with filters.
import { useNavigate } from "@tanstack/react-router";
import { MessagesSquare, Phone, SearchX, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, usePages, type Channel, type Row } from "@/client";
import {
  Button,
  EmptyState,
  ErrorState,
  Page,
  PageSkeleton,
  Table,
  useKeys,
  useNarrow,
  useToast,
  type Column,
} from "@/kit";
import { useFormat } from "@/locales/format";
import { useMany } from "@/records/bulk";
import { useListFields } from "@/records/catalogue";
import { FilterBar } from "@/records/FilterBar";
import { SelectionBar } from "@/records/SelectionBar";
import { useSelection } from "@/records/selection";
import { Value } from "@/records/Value";
import { nextSort, toQuery } from "@/records/view";
import { CHANNEL_ICONS } from "./channels";
import { useLogging } from "./logging";
import { useActivitySearch } from "./queries";
import { useLength } from "./words";

const COLUMNS: [id: string, width: string][] = [
  ["title", "minmax(220px, 2.4fr)"],
  ["contacts", "minmax(140px, 1fr)"],
  ["companies", "minmax(140px, 1fr)"],
  ["outcome", "minmax(120px, 0.8fr)"],
  ["duration_s", "minmax(112px, 0.5fr)"],
  ["at_ms", "minmax(120px, 0.7fr)"],
];

export function CommunicationList() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const client = useClient();
  const toast = useToast();
  const length = useLength();
  const many = useMany("communication");
  const { log } = useLogging();
  const [search, setSearch] = useActivitySearch();
  const query = useMemo(() => toQuery(search), [search]);
  const fields = useListFields("communication");
  const pages = usePages("communications", query, [...COLUMNS.map(([id]) => id), "channel", "direction"]);
  const selection = useSelection("communications", query, pages.total);
  const narrow = useNarrow();
  const [cursor, setCursor] = useState(0);
  const [anchor, setAnchor] = useState(0);
  const at = Math.max(0, Math.min(cursor, pages.total - 1));
  const current = pages.rowAt(at);
  const open = (row: Row) => void navigate({ to: "/activity/$id", params: { id: row.id } });
  const select = (row: Row, position: number, range: boolean) => {
    if (range)
      selection.addRange(client, Math.min(anchor, position), Math.max(anchor, position)).catch(toast.fail);
    else {
      selection.toggle(row.id);
      setAnchor(position);
    }
  };
  const remove = async () => {
    const which = selection.count > 0 ? selection.chosen : current ? { ids: [current.id] } : null;
    if (!which) return;
    const done = await many(
      (one) => one.call("communications.delete_many", which),
      (outcome, shown) =>
        t("bulk.deleted.communication", { count: outcome.selected - outcome.refused, shown }),
    );
    if (done) selection.clear();
  };
  const group = t("place.activity");
  useKeys([
    { keys: "c", label: t("keys.create"), group, run: () => log("call") },
    { keys: "j", label: t("keys.down"), group, run: () => setCursor(at + 1) },
    { keys: "k", label: t("keys.up"), group, run: () => setCursor(at - 1) },
    { keys: "ArrowDown", label: t("keys.down"), group, hidden: true, run: () => setCursor(at + 1) },
    { keys: "ArrowUp", label: t("keys.up"), group, hidden: true, run: () => setCursor(at - 1) },
    { keys: "Enter", label: t("keys.open"), group, run: () => current && open(current) },
    { keys: "x", label: t("keys.select"), group, run: () => current && select(current, at, false) },
    { keys: "shift+x", label: t("keys.selectTo"), group, run: () => current && select(current, at, true) },
    { keys: "mod+a", label: t("keys.selectAll"), group, run: () => selection.toggleAll() },
    { keys: "Delete", label: t("keys.delete"), group, run: () => void remove() },
    { keys: "Escape", label: t("keys.clear"), group, run: () => selection.clear() },
  ]);

  const columns = COLUMNS.filter(([id]) => !narrow || id === "title").flatMap(
    ([id, width]): Column<Row>[] => {
      const field = fields.find((one) => one.id === id);
      if (!field) return [];
      const cell = (row: Row) => {
        const channel = row["channel"] as Channel;
        const Icon = CHANNEL_ICONS[channel];
        if (id === "title")
          return (
            <span className="flex min-w-0 items-center gap-2.5">
              <Icon
                aria-label={t(`choice.communication.channel.${channel}`)}
                className="size-4 shrink-0 text-muted"
              />
              <span className="min-w-0">
                <bdi className="block truncate font-medium">{row.title}</bdi>
                {narrow && (
                  <span className="block truncate text-xs text-muted">
                    {format.moment(Number(row["at_ms"]))}
                  </span>
                )}
              </span>
            </span>
          );
        if (id === "duration_s" && typeof row[id] === "number")
          return <span className="tabular truncate text-muted">{length(row[id])}</span>;
        return <Value field={field} row={row} />;
      };
      return [
        { id, label: field.label, width: narrow ? "minmax(0, 1fr)" : width, sortable: field.sortable, cell },
      ];
    },
  );
  const filtered = (search.rules?.length ?? 0) > 0;

  return (
    <Page
      title={group}
      count={pages.known && pages.total > 0 ? format.number(pages.total) : undefined}
      scroll={false}
      actions={
        <Button weight="primary" icon={Phone} onClick={() => log("call")}>
          {t("log.command.call")}
        </Button>
      }
      toolbar={<FilterBar fields={fields} search={search} onSearch={setSearch} kind="communication" />}
    >
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={pages.retry} />
      ) : pages.known && pages.total === 0 ? (
        filtered ? (
          <EmptyState
            icon={SearchX}
            title={t("activity.noneTitle")}
            actions={<Button onClick={() => setSearch({})}>{t("list.clearFilter")}</Button>}
          >
            {t("list.noneText")}
          </EmptyState>
        ) : (
          <EmptyState icon={MessagesSquare} title={t("activity.emptyTitle")}>
            {t("activity.emptyText")}
          </EmptyState>
        )
      ) : !pages.known || columns.length === 0 ? (
        <PageSkeleton lines={10} />
      ) : (
        <div className="flex min-h-0 flex-1 border-t border-line bg-surface">
          <Table
            label={group}
            columns={columns}
            count={pages.total}
            rowAt={pages.rowAt}
            rowKey={(row) => row.id}
            onWindow={pages.onWindow}
            cursor={at}
            onCursor={setCursor}
            onOpen={open}
            isSelected={(row) => selection.has(row.id)}
            onSelect={select}
            allSelected={selection.all}
            onSelectAll={selection.toggleAll}
            {...(narrow ? { rowHeight: 56 } : {})}
            {...(search.sort ? { sort: search.sort } : {})}
            onSort={(field) => {
              const { sort: _, ...rest } = search;
              const sort = nextSort(search.sort, field);
              setSearch(sort ? { ...rest, sort } : rest);
            }}
          />
        </div>
      )}
      {selection.count > 0 && (
        <SelectionBar selection={selection}>
          <Button weight="ghost" icon={Trash2} className="text-danger" onClick={() => void remove()}>
            {t("bulk.delete")}
          </Button>
        </SelectionBar>
      )}
    </Page>
  );
}
