// What was deleted, and the way back, one by one or many at once. Nothing leaves the trash by itself; what is to be
// forgotten is erased for good, which asks first.
import { Link } from "@tanstack/react-router";
import { ArchiveRestore, Eraser, Paperclip, StickyNote, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useClient, usePages, type Row } from "@/client";
import {
  Button,
  type Column,
  EmptyState,
  IconButton,
  Page,
  Table,
  Tabs,
  Unanswered,
  useKeys,
  useNarrow,
  useToast,
} from "@/kit";
import { useFormat } from "@/locales/format";
import { useRestoreRecords } from "@/records/bulk";
import { EraseDialog, type Doomed } from "@/records/EraseDialog";
import { RowFace } from "@/records/Face";
import { ALL_KINDS, isOwnKind, type KindConfig } from "@/records/kinds";
import { useOwnKinds } from "@/records/own";
import { useSelection } from "@/records/selection";
import { first, plain, RecordName } from "@/records/Value";
import { useDone } from "@/shell/undo";
import { TrashBar } from "./TrashBar";

interface Bin {
  plural: KindConfig["plural"] | "notes" | "tasks" | "communications" | "views" | "own_kinds" | "attachments";
  name: KindConfig["name"] | "note" | "task" | "communication" | "view" | "own_kind" | "attachment";
  fields: string[];
}

const BINS: Bin[] = [
  ...ALL_KINDS.map(({ name, plural, extra }) => ({ name, plural, fields: [...extra, "modified_ms"] })),
  { plural: "notes", name: "note", fields: ["body", ...ALL_KINDS.map(({ name }) => `${name}_id`)] },
  { plural: "tasks", name: "task", fields: ["title", "modified_ms"] },
  { plural: "communications", name: "communication", fields: ["title", "modified_ms"] },
  {
    plural: "attachments",
    name: "attachment",
    fields: ["name", ...ALL_KINDS.map(({ name }) => `${name}_id`)],
  },
  { plural: "views", name: "view", fields: ["name", "of", "modified_ms"] },
  { plural: "own_kinds", name: "own_kind", fields: ["many", "modified_ms"] },
];

export function TrashList() {
  const { t } = useTranslation();
  const [tab, setTab] = useState<string>("contacts");
  const own = useOwnKinds().map(({ config: { name, plural } }): Bin => ({
    name,
    plural,
    fields: ["name", "modified_ms"],
  }));
  const bins = [...BINS, ...own];
  return (
    <Page title={t("place.trash")} scroll={false}>
      <Tabs
        label={t("place.trash")}
        value={tab}
        onChange={setTab}
        className="flex-1 [&>:first-child]:mx-0 [&>:first-child]:px-4 md:[&>:first-child]:px-6"
        items={bins.map((bin) => ({
          id: bin.plural,
          label: bin.plural === "notes" ? t("field.any.notes") : t(`kinds.${bin.plural}`),
          content: <Trashed bin={bin} />,
        }))}
      />
    </Page>
  );
}

const QUERY = { trashed: true };

/** A note is called by its first line. */
const titleOf = (row: Row, { name }: Bin): string =>
  name === "note" ? (plain(row["body"] ?? row.title).split("\n", 1)[0] ?? "").slice(0, 160) : row.title;

function Trashed({ bin }: { bin: Bin }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useClient();
  const toast = useToast();
  const done = useDone();
  const pages = usePages(bin.plural, QUERY, bin.fields);
  const selection = useSelection(bin.plural, QUERY, pages.total);
  const restore = useAct(`${bin.plural}.restore`);
  const restoreMany = useRestoreRecords(bin.name, bin.plural);
  const [doomed, setDoomed] = useState<Doomed | null>(null);
  const [cursor, setCursor] = useState(0);
  const [anchor, setAnchor] = useState(0);
  const narrow = useNarrow();
  const last = Math.max(0, pages.total - 1);
  const at = Math.min(cursor, last);
  const current = pages.rowAt(at);
  const bringBack = (row: Row) =>
    restore.mutate(
      { id: row.id },
      {
        onSuccess: () => done(t("trash.restored", { name: titleOf(row, bin) })),
        onError: toast.fail,
      },
    );
  const select = (row: Row, position: number, range: boolean) => {
    if (range)
      selection.addRange(client, Math.min(anchor, position), Math.max(anchor, position)).catch(toast.fail);
    else {
      selection.toggle(row.id);
      setAnchor(position);
    }
  };
  const askErase = (row: Row) => setDoomed({ plural: bin.plural, ids: [row.id], name: titleOf(row, bin) });
  const askEraseChosen = () => {
    // One that is chosen is asked for by its name like any other.
    const only = selection.count === 1 && current && selection.has(current.id);
    if (only) return askErase(current);
    selection.ids(client).then((ids) => setDoomed({ plural: bin.plural, ids }), toast.fail);
  };
  const group = t("place.trash");
  useKeys([
    { keys: "j", label: t("keys.down"), group, run: () => setCursor(Math.min(last, at + 1)) },
    { keys: "k", label: t("keys.up"), group, run: () => setCursor(Math.max(0, at - 1)) },
    { keys: "x", label: t("keys.select"), group, run: () => current && select(current, at, false) },
    { keys: "shift+x", label: t("keys.selectTo"), group, run: () => current && select(current, at, true) },
    { keys: "mod+a", label: t("keys.selectAll"), group, run: selection.toggleAll },
    {
      keys: "r",
      label: t("trash.restore"),
      group,
      run: () => {
        if (selection.count > 0) void restoreMany(selection);
        else if (current) bringBack(current);
      },
    },
    {
      keys: "Delete",
      label: selection.count > 0 ? t("erase.chosen") : t("erase.command"),
      group,
      run: () => {
        if (selection.count > 0) askEraseChosen();
        else if (current) askErase(current);
      },
    },
    { keys: "Escape", label: t("keys.clear"), group, run: selection.clear },
  ]);
  if (pages.error || !pages.known) return <Unanswered of={pages} />;
  const dialog = <EraseDialog doomed={doomed} onClose={() => setDoomed(null)} onErased={selection.clear} />;
  if (pages.total === 0)
    return (
      <>
        <EmptyState icon={Trash2} title={t("trash.emptyTitle")}>
          {t("trash.emptyText")}
        </EmptyState>
        {dialog}
      </>
    );
  const all: Column<Row>[] = [
    {
      id: "title",
      label: bin.name === "note" ? t("kind.note") : t("field.any.name"),
      width: narrow ? "minmax(0, 1fr)" : "minmax(200px, 2fr)",
      cell: (row) => <TitleCell bin={bin} row={row} />,
    },
    {
      id: "what",
      label: bin.name === "note" || bin.name === "attachment" ? t("trash.of") : t("record.facts"),
      width: "minmax(160px, 2fr)",
      cell: (row) => <span className="truncate text-muted">{about(bin, row)}</span>,
    },
    {
      id: "deleted_ms",
      label: t("field.any.deleted_ms"),
      width: "120px",
      cell: (row) => {
        const when = row["deleted_ms"] ?? row["modified_ms"];
        return (
          <span className="tabular text-muted">{typeof when === "number" ? format.brief(when) : ""}</span>
        );
      },
    },
    {
      id: "restore",
      label: t("trash.action"),
      width: narrow ? "108px" : "216px",
      end: true,
      cell: (row) => (
        <span className="flex items-center gap-1">
          <Button
            small
            icon={ArchiveRestore}
            aria-label={t("trash.restoreName", { name: titleOf(row, bin) })}
            onClick={() => bringBack(row)}
          >
            <span className="max-md:hidden">{t("trash.restore")}</span>
          </Button>
          <IconButton
            small
            icon={Eraser}
            label={t("erase.name", { name: titleOf(row, bin) })}
            onClick={() => askErase(row)}
            className="text-danger"
          />
        </span>
      ),
    },
  ];
  const columns = narrow ? all.filter(({ id }) => id === "title" || id === "restore") : all;
  return (
    <div className="flex h-full flex-col bg-surface">
      <Table
        label={t("place.trash")}
        columns={columns}
        count={pages.total}
        rowAt={pages.rowAt}
        rowKey={(row) => row.id}
        onWindow={pages.onWindow}
        cursor={at}
        onCursor={setCursor}
        isSelected={(row) => selection.has(row.id)}
        onSelect={select}
        allSelected={selection.all}
        onSelectAll={selection.toggleAll}
      />
      <TrashBar
        selection={selection}
        onRestore={() => void restoreMany(selection)}
        onErase={askEraseChosen}
      />
      {dialog}
    </div>
  );
}

function TitleCell({ bin, row }: { bin: Bin; row: Row }) {
  const title = <bdi className="truncate font-medium">{titleOf(row, bin)}</bdi>;
  if (bin.plural === "notes")
    return (
      <span className="flex min-w-0 items-center gap-2.5">
        <StickyNote aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.9} />
        {title}
      </span>
    );
  if (bin.plural === "tasks" || bin.plural === "communications")
    return (
      <Link
        to={bin.plural === "tasks" ? "/tasks/$id" : "/activity/$id"}
        params={{ id: row.id }}
        tabIndex={-1}
        className="flex min-w-0 items-center hover:underline"
      >
        {title}
      </Link>
    );
  if (bin.plural === "attachments")
    return (
      <span className="flex min-w-0 items-center gap-2.5">
        <Paperclip aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.9} />
        {title}
      </span>
    );
  if (bin.plural === "own_kinds") return <span className="flex min-w-0 items-center">{title}</span>;
  return (
    <Link
      to={`/${bin.plural}/$id`}
      params={{ id: row.id }}
      tabIndex={-1}
      className="flex min-w-0 items-center gap-2.5 hover:underline"
    >
      {!isOwnKind(bin.name) && <RowFace row={row} company={bin.name === "company"} />}
      {title}
    </Link>
  );
}

/** Of a note or a file: whom it is about. */
function about(bin: Bin, row: Row): ReactNode {
  if (bin.name !== "note" && bin.name !== "attachment")
    return [row.subtitle, first(row["emails"] ?? row["domains"])].filter(Boolean).join(" · ");
  const of = ALL_KINDS.find(({ name }) => plain(row[`${name}_id`]));
  return of && <RecordName kind={of.plural} id={plain(row[`${of.name}_id`])} />;
}
