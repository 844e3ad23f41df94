// Everybody who was spoken with, the latest first: a table of any length with filters.
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { GalleryVerticalEnd, MessagesSquare, Phone, Rows3, SearchX, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Channel, Row } from "@/client";
import { Button, EmptyState, IconButton, Page, Table, useKeys, useNarrow, type Column } from "@/kit";
import { useFormat } from "@/locales/format";
import { useBeside } from "@/records/beside";
import { useListFields } from "@/records/catalogue";
import { ViewBar } from "@/features/views/ViewBar";
import { FilterBar } from "@/records/FilterBar";
import { COMMUNICATIONS } from "@/records/kinds";
import { ListPaper } from "@/records/ListPaper";
import { usePaper } from "@/records/paper";
import { useGoneFields } from "@/records/GoneFields";
import { ListBody } from "@/records/ListBody";
import { useRows } from "@/records/rows";
import { SelectionBar } from "@/records/SelectionBar";
import { Value } from "@/records/Value";
import { ActivityFeed } from "./ActivityFeed";
import { isFiltered, toQuery, useListPreferences, withoutRules } from "@/records/view";
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

const ASKED = [...COLUMNS.map(([id]) => id), "channel", "direction"];

export function CommunicationList() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const length = useLength();
  const { log } = useLogging();
  const [search, setSearch] = useActivitySearch();
  const feed = search.view === "feed";
  const fields = useListFields("communication");
  const narrow = useNarrow();
  const gone = useGoneFields("communication", search);
  const group = t("place.activity");
  const { lines, selection, filtered, remove, keys, table } = useRows({
    kind: COMMUNICATIONS,
    group,
    wanted: ASKED,
    fields,
    search,
    onSearch: setSearch,
    onOpen: (row) => void navigate({ to: "/activity/$id", params: { id: row.id } }),
  });
  const preferences = useListPreferences(COMMUNICATIONS.name);
  const beside = useBeside({
    kind: COMMUNICATIONS,
    group,
    fields,
    preferences,
    search,
    onSearch: setSearch,
    onFold: lines.foldAll,
  });
  useKeys([
    { keys: "c", label: t("keys.create"), group, run: () => log("call") },
    ...keys,
    ...(feed ? [] : [beside.key]),
  ]);

  usePaper(
    !feed && gone.length === 0 && (
      <ListPaper
        title={group}
        plural="communications"
        grouped={
          search.group ? { plural: "communications", by: search.group, isFolded: lines.isFolded } : undefined
        }
        search={search}
        query={toQuery(search)}
        wanted={ASKED}
        columns={COLUMNS.flatMap(([id]) => fields.find((one) => one.id === id) ?? [])}
        fields={fields}
        text={(row, { id }) => (id === "duration_s" && typeof row[id] === "number" ? length(row[id]) : null)}
      />
    ),
  );

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

  return (
    <Page
      title={group}
      count={!feed && lines.known && lines.total > 0 ? format.number(lines.total) : undefined}
      scroll={false}
      actions={
        <>
          <div role="group" aria-label={t("activity.views")} className="flex gap-2.5">
            {(["list", "feed"] as const).map((view) => (
              <IconButton
                key={view}
                icon={view === "list" ? Rows3 : GalleryVerticalEnd}
                label={t(`activity.view.${view}`)}
                aria-pressed={feed === (view === "feed")}
                onClick={() => setSearch(view === "feed" ? { view } : {})}
                className="aria-pressed:bg-selected aria-pressed:text-text"
              />
            ))}
          </div>
          <Button weight="primary" icon={Phone} onClick={() => log("call")} className="max-sm:px-2.5">
            <span className="max-sm:sr-only">{t("log.command.call")}</span>
          </Button>
        </>
      }
      toolbar={
        !feed && (
          <div className="flex flex-col gap-2">
            <ViewBar
              of="communication"
              all={t("views.all.communication")}
              search={search}
              onSearch={setSearch}
            />
            <div className="flex flex-wrap items-start gap-2">
              <div className={clsx("min-w-0 flex-1", isFiltered(search) ? "basis-64" : "basis-20")}>
                <FilterBar keyed fields={fields} search={search} onSearch={setSearch} kind="communication" />
              </div>
              <div className="ms-auto flex items-center gap-1 sm:gap-2.5">{beside.tools}</div>
            </div>
          </div>
        )
      }
    >
      {feed ? (
        <ActivityFeed />
      ) : (
        beside.frame(
          <ListBody
            gone={gone}
            search={search}
            onSearch={setSearch}
            lines={lines}
            ready={columns.length > 0}
            none={
              filtered ? (
                <EmptyState
                  icon={SearchX}
                  title={t("activity.noneTitle")}
                  actions={
                    <Button onClick={() => setSearch(withoutRules(search))}>{t("list.clearFilter")}</Button>
                  }
                >
                  {t("list.noneText")}
                </EmptyState>
              ) : (
                <EmptyState icon={MessagesSquare} title={t("activity.emptyTitle")}>
                  {t("activity.emptyText")}
                </EmptyState>
              )
            }
          >
            <Table label={group} columns={columns} {...(narrow ? { rowHeight: 56 } : {})} {...table} />
          </ListBody>,
        )
      )}
      {!feed && selection.count > 0 && (
        <SelectionBar selection={selection}>
          <Button weight="ghost" icon={Trash2} className="text-danger" onClick={remove}>
            {t("bulk.delete")}
          </Button>
        </SelectionBar>
      )}
    </Page>
  );
}
