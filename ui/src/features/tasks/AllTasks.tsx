// Every task in a table of any length, filtered and sorted, with what is done to many of them at once.
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Check, SearchX, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Row, TaskStatus } from "@/client";
import { Button, EmptyState, Table, useKeys, useNarrow, type Column } from "@/kit";
import { useBeside } from "@/records/beside";
import { useMany } from "@/records/many";
import { useListFields } from "@/records/catalogue";
import { ViewBar } from "@/features/views/ViewBar";
import { FilterBar } from "@/records/FilterBar";
import { TASKS } from "@/records/kinds";
import { ListPaper } from "@/records/ListPaper";
import { usePaper } from "@/records/paper";
import { isFiltered, toQuery, useListPreferences, type ListSearch } from "@/records/view";
import { useGoneFields } from "@/records/GoneFields";
import { ListBody } from "@/records/ListBody";
import { useRows } from "@/records/rows";
import { SelectionBar } from "@/records/SelectionBar";
import { Value } from "@/records/Value";
import { useActing } from "./acting";
import { useTaskSearch, type TaskRow } from "./queries";
import { useDueWords } from "./words";

const COLUMNS: [id: string, width: string][] = [
  ["title", "minmax(220px, 2.4fr)"],
  ["due", "minmax(150px, 1fr)"],
  ["status", "minmax(110px, 0.7fr)"],
  ["priority", "minmax(100px, 0.6fr)"],
  ["contacts", "minmax(140px, 1fr)"],
  ["companies", "minmax(140px, 1fr)"],
  ["tags", "minmax(120px, 0.9fr)"],
];

const ASKED = [...COLUMNS.map(([id]) => id), "due_ms", "due_time", "snoozed_until_ms", "completed_ms"];

const taskOf = (row: Row) => row as unknown as TaskRow;

export function AllTasks() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const many = useMany("task");
  const due = useDueWords();
  const [search, setSearch] = useTaskSearch();
  const fields = useListFields("task");
  const acting = useActing();
  const gone = useGoneFields("task", search);
  const narrow = useNarrow();
  const group = t("place.tasks");
  const onSearch = (next: ListSearch) => setSearch({ ...next, view: "all" });
  const { lines, selection, current, remove, keys, table } = useRows({
    kind: TASKS,
    group,
    wanted: ASKED,
    fields,
    search,
    onSearch,
    onOpen: (row) => void navigate({ to: "/tasks/$id", params: { id: row.id } }),
  });
  const preferences = useListPreferences(TASKS.name);
  const beside = useBeside({
    kind: TASKS,
    group,
    fields,
    preferences,
    search,
    onSearch,
    onFold: lines.foldAll,
  });
  const settle = async (status: TaskStatus) => {
    const done = await many(
      (one) => one.call("tasks.patch_many", { ...selection.chosen, patch: { status } }),
      (outcome, shown) => t("bulk.completed.task", { count: outcome.selected - outcome.refused, shown }),
    );
    if (done) selection.clear();
  };
  useKeys([
    ...keys,
    beside.key,
    {
      keys: "d",
      label: t("keys.done"),
      group,
      run: () => (selection.count > 0 ? void settle("done") : current && acting.complete(taskOf(current))),
    },
    { keys: "s", label: t("keys.snooze"), group, run: () => current && acting.snooze(taskOf(current)) },
    {
      keys: "e",
      label: t("keys.edit"),
      group,
      run: () => current && void navigate({ to: "/tasks/$id/edit", params: { id: current.id } }),
    },
  ]);

  usePaper(
    gone.length === 0 && (
      <ListPaper
        title={group}
        plural="tasks"
        grouped={search.group ? { plural: "tasks", by: search.group, isFolded: lines.isFolded } : undefined}
        search={search}
        query={toQuery(search)}
        wanted={ASKED}
        columns={COLUMNS.flatMap(([id]) => fields.find((one) => one.id === id) ?? [])}
        fields={fields}
        text={(row, { id }) =>
          id === "due" ? due(taskOf(row)) : id === "priority" && row[id] === "none" ? "" : null
        }
      />
    ),
  );

  const columns = COLUMNS.filter(([id]) => !narrow || id === "title" || id === "due").flatMap(
    ([id, width]): Column<Row>[] => {
      const field = fields.find((one) => one.id === id);
      if (!field) return [];
      const cell = (row: Row) =>
        id === "title" ? (
          <bdi className="truncate font-medium">{row.title}</bdi>
        ) : id === "due" ? (
          <span className="tabular truncate text-muted">{due(taskOf(row))}</span>
        ) : id === "priority" && row["priority"] === "none" ? null : (
          <Value field={field} row={row} />
        );
      return [
        {
          id,
          label: field.label,
          width: narrow ? (id === "title" ? "minmax(0, 1.8fr)" : "minmax(0, 1fr)") : width,
          sortable: field.sortable,
          cell,
        },
      ];
    },
  );

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-col gap-2 px-4 py-2.5 md:px-6">
        <ViewBar of="task" all={t("views.all.task")} search={search} onSearch={onSearch} />
        <div className="flex flex-wrap items-start gap-2">
          <div className={clsx("min-w-0 flex-1", isFiltered(search) ? "basis-64" : "basis-20")}>
            <FilterBar keyed fields={fields} search={search} kind="task" onSearch={onSearch} />
          </div>
          <div className="ms-auto flex items-center gap-1 sm:gap-2.5">{beside.tools}</div>
        </div>
      </div>
      {beside.frame(
        <ListBody
          gone={gone}
          search={search}
          onSearch={onSearch}
          lines={lines}
          ready={columns.length > 0}
          none={
            <EmptyState icon={SearchX} title={t("tasks.noneTitle")}>
              {t("tasks.noneText")}
            </EmptyState>
          }
        >
          <Table label={group} columns={columns} {...table} />
        </ListBody>,
      )}
      {selection.count > 0 && (
        <SelectionBar selection={selection}>
          <Button weight="ghost" icon={Check} onClick={() => void settle("done")}>
            {t("tasks.done")}
          </Button>
          <Button weight="ghost" icon={Trash2} className="text-danger" onClick={remove}>
            {t("bulk.delete")}
          </Button>
        </SelectionBar>
      )}
      {acting.dialogs}
    </div>
  );
}
