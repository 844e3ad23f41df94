// What was deleted, and the way back. Nothing leaves the trash by itself.
import { Link } from "@tanstack/react-router";
import { ArchiveRestore, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, usePages, type Row } from "@/client";
import {
  Avatar,
  Button,
  EmptyState,
  ErrorState,
  Page,
  PageSkeleton,
  Table,
  Tabs,
  useKeys,
  useNarrow,
  useToast,
  type Column,
} from "@/kit";
import { useFormat } from "@/locales/format";
import { KINDS, type KindConfig } from "@/records/kinds";
import { first } from "@/records/Value";
import { useUndo } from "@/shell/undo";

export function TrashList() {
  const { t } = useTranslation();
  const [tab, setTab] = useState("contacts");
  return (
    <Page title={t("place.trash")} scroll={false}>
      <Tabs
        label={t("place.trash")}
        value={tab}
        onChange={setTab}
        className="flex-1 [&>[role=tablist]]:mx-0 [&>[role=tablist]]:px-4 md:[&>[role=tablist]]:px-6"
        items={Object.values(KINDS).map((config) => ({
          id: config.plural,
          label: t(`kinds.${config.plural}`),
          content: <Trashed config={config} />,
        }))}
      />
    </Page>
  );
}

const QUERY = { trashed: true };

function Trashed({ config }: { config: KindConfig }) {
  const { t } = useTranslation();
  const format = useFormat();
  const toast = useToast();
  const undo = useUndo();
  const pages = usePages(
    config.plural,
    QUERY,
    config.name === "contact"
      ? ["display_name", "company", "emails", "modified_ms"]
      : ["name", "domains", "modified_ms"],
  );
  const restore = useAct(`${config.plural}.restore`);
  const [cursor, setCursor] = useState(0);
  const narrow = useNarrow();
  const last = Math.max(0, pages.total - 1);
  const bringBack = (row: Row) =>
    restore.mutate(
      { id: row.id },
      {
        onSuccess: () =>
          toast.show({
            text: t("trash.restored", { name: row.title }),
            action: { label: t("undo.action"), run: () => void undo.last() },
          }),
        onError: toast.fail,
      },
    );
  const current = pages.rowAt(Math.min(cursor, last));
  const group = t("place.trash");
  useKeys([
    { keys: "j", label: t("keys.down"), group, run: () => setCursor((at) => Math.min(last, at + 1)) },
    { keys: "k", label: t("keys.up"), group, run: () => setCursor((at) => Math.max(0, at - 1)) },
    { keys: "r", label: t("trash.restore"), group, run: () => current && bringBack(current) },
  ]);
  if (pages.error) return <ErrorState error={pages.error} onRetry={pages.retry} />;
  if (!pages.known) return <PageSkeleton />;
  if (pages.total === 0)
    return (
      <EmptyState icon={Trash2} title={t("trash.emptyTitle")}>
        {t("trash.emptyText")}
      </EmptyState>
    );
  const all: Column<Row>[] = [
    {
      id: "title",
      label: t("field.any.name"),
      width: narrow ? "minmax(0, 1fr)" : "minmax(200px, 2fr)",
      cell: (row) => (
        <Link
          to={`/${config.plural}/$id`}
          params={{ id: row.id }}
          tabIndex={-1}
          className="flex min-w-0 items-center gap-2.5"
        >
          <Avatar name={row.title} company={config.name === "company"} />
          <bdi className="truncate font-medium hover:underline">{row.title}</bdi>
        </Link>
      ),
    },
    {
      id: "what",
      label: t("record.facts"),
      width: "minmax(160px, 2fr)",
      cell: (row) => (
        <span className="truncate text-muted">
          {[row.subtitle, first(row["emails"] ?? row["domains"])].filter(Boolean).join(" · ")}
        </span>
      ),
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
      width: "150px",
      end: true,
      cell: (row) => (
        <Button
          small
          icon={ArchiveRestore}
          aria-label={t("trash.restoreName", { name: row.title })}
          onClick={() => bringBack(row)}
        >
          {t("trash.restore")}
        </Button>
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
        cursor={Math.min(cursor, last)}
        onCursor={setCursor}
      />
    </div>
  );
}
