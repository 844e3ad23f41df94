// Every tag with how many carry it: given another name or colour, joined with another, or taken off everybody.
import { useNavigate } from "@tanstack/react-router";
import { ArrowLeft, Merge, Pencil, Tags, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePages, type Row } from "@/client";
import {
  type Column,
  Dialog,
  EmptyState,
  IconButton,
  Page,
  Table,
  Tag,
  Unanswered,
  useKeys,
  useNarrow,
} from "@/kit";
import { useFormat } from "@/locales/format";
import { KINDS, type KindConfig } from "@/records/kinds";
import { Carriers } from "./Carriers";
import { TagColour } from "./TagColour";
import { JoinTag, RenameTag } from "./TagForms";
import { carrying, colourOf, nameOf, useRemoveTag } from "./tags";

const QUERY = { sort: [{ field: "name" }] };
const FIELDS = ["name", "colour"];

export function TagList() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const pages = usePages("tags", QUERY, FIELDS);
  const remove = useRemoveTag();
  const [cursor, setCursor] = useState(0);
  const [open, setOpen] = useState<{ what: "rename" | "join"; row: Row } | null>(null);
  const close = () => setOpen(null);
  const last = Math.max(0, pages.total - 1);
  const at = Math.min(cursor, last);
  const current = pages.rowAt(at);
  const show = (row: Row) => void navigate({ to: "/contacts", search: carrying(row) });
  const back = () => void navigate({ to: "/settings", hash: "tags" });

  const group = t("tags.title");
  const down = () => setCursor(Math.min(last, at + 1));
  const up = () => setCursor(Math.max(0, at - 1));
  const name = current ? nameOf(current) : "";
  useKeys([
    { keys: "j", label: t("keys.down"), group, run: down },
    { keys: "k", label: t("keys.up"), group, run: up },
    { keys: "ArrowDown", label: t("keys.down"), group, hidden: true, run: down },
    { keys: "ArrowUp", label: t("keys.up"), group, hidden: true, run: up },
    ...(current
      ? [
          {
            keys: "e",
            label: t("tags.rename", { name }),
            group,
            run: () => setOpen({ what: "rename", row: current }),
          },
          {
            keys: "",
            label: t("tags.join", { name }),
            group,
            run: () => setOpen({ what: "join", row: current }),
          },
          { keys: "Delete", label: t("tags.remove", { name }), group, run: () => void remove(current) },
          { keys: "Enter", label: t("keys.open"), group, run: () => show(current) },
        ]
      : []),
    { keys: "Escape", label: t("keys.back"), group, run: back },
  ]);

  const counts = (config: KindConfig): Column<Row> => ({
    id: config.plural,
    label: t(`kinds.${config.plural}`),
    width: narrow ? "72px" : "120px",
    end: true,
    cell: (row) => <Carriers config={config} row={row} />,
  });
  const columns: Column<Row>[] = [
    {
      id: "name",
      label: t("tags.name"),
      width: "minmax(104px, 1fr)",
      cell: (row) => <Tag name={nameOf(row)} colour={colourOf(row)} className="min-w-0" />,
    },
    ...(narrow ? [counts(KINDS.contact)] : [counts(KINDS.contact), counts(KINDS.company)]),
    {
      id: "actions",
      label: t("tags.actions"),
      width: narrow ? "172px" : "208px",
      end: true,
      cell: (row) => (
        <span className="flex">
          <TagColour row={row} />
          <IconButton
            icon={Pencil}
            label={t("tags.rename", { name: nameOf(row) })}
            onClick={() => setOpen({ what: "rename", row })}
          />
          <IconButton
            icon={Merge}
            label={t("tags.join", { name: nameOf(row) })}
            onClick={() => setOpen({ what: "join", row })}
          />
          <IconButton
            icon={Trash2}
            label={t("tags.remove", { name: nameOf(row) })}
            onClick={() => void remove(row)}
          />
        </span>
      ),
    },
  ];
  const title = open ? t(`tags.${open.what}`, { name: nameOf(open.row) }) : "";
  return (
    <Page
      title={t("tags.title")}
      scroll={false}
      {...(pages.known && pages.total > 0 ? { count: format.number(pages.total) } : {})}
      lead={
        <IconButton
          icon={ArrowLeft}
          label={t("tags.back")}
          keys="Escape"
          onClick={back}
          className="flip-rtl -ms-2"
        />
      }
    >
      {pages.error || !pages.known ? (
        <Unanswered of={pages} />
      ) : pages.total === 0 ? (
        <EmptyState icon={Tags} title={t("tags.emptyTitle")}>
          {t("tags.emptyText")}
        </EmptyState>
      ) : (
        <div className="flex min-h-0 flex-1 flex-col bg-surface">
          <Table
            label={t("tags.title")}
            columns={columns}
            count={pages.total}
            rowAt={pages.rowAt}
            rowKey={(row) => row.id}
            onWindow={pages.onWindow}
            cursor={at}
            onCursor={setCursor}
            onOpen={show}
          />
        </div>
      )}
      <Dialog
        open={open !== null}
        onOpenChange={(on) => !on && close()}
        title={title}
        description={
          open?.what === "join"
            ? t("tags.joinText", { name: nameOf(open.row) })
            : open && t("tags.renameText")
        }
      >
        {open?.what === "rename" && <RenameTag row={open.row} done={close} />}
        {open?.what === "join" && <JoinTag row={open.row} done={close} />}
      </Dialog>
    </Page>
  );
}
