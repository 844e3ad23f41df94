// The frame of a record's page, whatever its kind: what it is called and what can be done with it, its facts, and beside
// them everything that happened and what belongs to it.
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { ArchiveRestore, ArrowLeft, Ellipsis, Eraser, Pencil, Printer, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Id } from "@/client";
import {
  Banner,
  Button,
  IconButton,
  Menu,
  MenuItem,
  MenuLine,
  Tabs,
  Tag,
  useKeys,
  useToast,
  type Binding,
} from "@/kit";
import { useFormat } from "@/locales/format";
import { useDeleteRecords } from "./bulk";
import { EraseDialog, type Doomed } from "./EraseDialog";
import { FILES_HASH } from "./filesHash";
import type { KindConfig } from "./kinds";
import { LinkedHere, useLinking } from "./LinkedHere";
import { RecordHistory } from "./RecordHistory";
import { usePaper, usePrint } from "./paper";
import { useRecordSlots } from "./slots";
import { Timeline } from "./Timeline";
import { useTagColours } from "./Value";

export interface RecordTab {
  id: string;
  label: string;
  count?: string;
  content: ReactNode;
}

export function RecordFrame({
  config,
  record,
  title,
  face,
  subtitle,
  actions,
  menu,
  keys = [],
  children,
  facts,
  tabs = [],
}: {
  config: KindConfig;
  record: { id: Id; deleted_ms?: number | null; tags: string[] };
  title: string;
  face: ReactNode;
  subtitle?: ReactNode;
  /** In the header, before editing. */
  actions?: ReactNode;
  /** In the header's menu, before throwing it away. */
  menu?: ReactNode;
  /** Beside those that every record's page has. */
  keys?: Binding[];
  /** Between the header and the rest. */
  children?: ReactNode;
  facts: ReactNode;
  /** Between the timeline and the history. */
  tabs?: RecordTab[];
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const colour = useTagColours();
  const remove = useDeleteRecords(config);
  const forFiles = useLocation({ select: ({ hash }) => hash === FILES_HASH });
  const [tab, setTab] = useState(forFiles ? "files" : "timeline");
  const [opened, setOpened] = useState(forFiles);
  if (opened !== forFiles) {
    setOpened(forFiles);
    if (forFiles) setTab("files");
  }
  const [doomed, setDoomed] = useState<Doomed | null>(null);
  const linking = useLinking(config.name);
  const slots = useRecordSlots();
  const print = usePrint();
  usePaper(slots.paper(config, record, title));
  const format = useFormat();
  const trashed = Boolean(record.deleted_ms);
  const files = slots.useFiles({ kind: config.name, id: record.id, title, locked: trashed }, () =>
    setTab("files"),
  );
  const group = t(`kind.${config.name}`);
  const edit = () => void navigate({ to: `/${config.plural}/$id/edit`, params: { id: record.id } });
  const back = () => void navigate({ to: `/${config.plural}` });
  const toTrash = () => void remove([record.id]).then(back);
  const toast = useToast();
  const restore = useAct(`${config.plural}.restore`);
  const bringBack = () => restore.mutate({ id: record.id }, { onError: toast.fail });
  const askErase = () => setDoomed({ plural: config.plural, ids: [record.id], name: title });
  useKeys([
    { keys: "e", label: t("keys.edit"), group, run: edit },
    {
      keys: "n",
      label: t("keys.note"),
      group,
      hidden: !config.noted,
      when: () => config.noted,
      run: () => {
        setTab("timeline");
        requestAnimationFrame(() => document.getElementById("note-text")?.focus());
      },
    },
    ...keys,
    { keys: "Escape", label: t("keys.back"), group, run: back },
    ...(trashed ? [{ keys: "r", label: t("trash.restore"), group, run: bringBack }] : []),
    trashed
      ? { keys: "Delete", label: t("erase.command"), group, run: askErase }
      : { keys: "Delete", label: t("keys.delete"), group, run: toTrash },
  ]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 pt-3 pb-4 md:px-6">
        <IconButton
          icon={ArrowLeft}
          label={t("keys.back")}
          keys="Escape"
          onClick={back}
          className="flip-rtl -ms-2"
        />
        {face}
        <div className="min-w-0 flex-1 basis-48">
          <h1 className="line-clamp-2 text-xl wrap-anywhere font-semibold tracking-tighter">
            <bdi>{title}</bdi>
          </h1>
          {subtitle && <p className="flex flex-wrap gap-x-2 text-base text-muted">{subtitle}</p>}
          {record.tags.length > 0 && (
            <div className="mt-1.5 flex flex-wrap gap-1">
              {record.tags.map((name) => (
                <Tag key={name} name={name} colour={colour(name)} />
              ))}
            </div>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {actions}
          <Button icon={Pencil} onClick={edit} className="max-sm:px-2.5">
            <span className="max-sm:sr-only">{t("record.edit")}</span>
          </Button>
          <Menu
            label={t("kit.more")}
            trigger={<IconButton icon={Ellipsis} label={t("kit.more")} weight="secondary" />}
          >
            {menu}
            <MenuItem icon={Printer} keys="mod+p" onSelect={print}>
              {t("paper.item")}
            </MenuItem>
            <MenuLine />
            {trashed ? (
              <MenuItem icon={Eraser} danger asks keys="Delete" onSelect={askErase}>
                {t("erase.command")}
              </MenuItem>
            ) : (
              <MenuItem icon={Trash2} danger keys="Delete" onSelect={toTrash}>
                {t("bulk.delete")}
              </MenuItem>
            )}
          </Menu>
        </div>
      </header>
      {trashed && (
        <TrashedBanner record={record} busy={restore.isPending} onRestore={bringBack} onErase={askErase} />
      )}
      <EraseDialog
        doomed={doomed}
        onClose={() => setDoomed(null)}
        onErased={() => void navigate({ to: "/trash", replace: true })}
      />
      {children}
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line bg-surface lg:flex-row lg:overflow-hidden">
        <section
          aria-label={t("record.facts")}
          className="shrink-0 border-line p-4 md:p-6 lg:w-[24rem] lg:overflow-y-auto lg:border-e xl:w-[27rem]"
        >
          {facts}
        </section>
        <section
          aria-label={t("record.events")}
          className="min-w-0 flex-1 px-4 pb-10 md:px-6 lg:overflow-y-auto"
        >
          <Tabs
            label={t("record.events")}
            value={tab}
            onChange={setTab}
            items={[
              {
                id: "timeline",
                label: t("record.timeline"),
                content: <Timeline config={config} id={record.id} />,
              },
              ...tabs,
              ...(files
                ? [
                    {
                      id: "files",
                      label: t("attachments.title"),
                      ...(files.count === undefined ? {} : { count: format.number(files.count) }),
                      content: files.list,
                    },
                  ]
                : []),
              ...(linking.length > 0
                ? [
                    {
                      id: "links",
                      label: t("links.title"),
                      content: <LinkedHere linking={linking} id={record.id} />,
                    },
                  ]
                : []),
              {
                id: "history",
                label: t("record.history"),
                content: <RecordHistory kind={config.name} id={record.id} />,
              },
            ]}
          />
        </section>
      </div>
    </div>
  );
}

function TrashedBanner({
  record,
  busy,
  onRestore,
  onErase,
}: {
  record: { deleted_ms?: number | null };
  busy: boolean;
  onRestore: () => void;
  onErase: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Banner
      look="warn"
      action={
        <>
          <Button small icon={ArchiveRestore} busy={busy} onClick={onRestore}>
            {t("trash.restore")}
          </Button>
          <Button small weight="ghost" icon={Eraser} data-erase="" onClick={onErase}>
            {t("erase.command")}
          </Button>
          <Link
            to="/trash"
            className="hit inline-flex h-8 items-center px-2 text-accent underline underline-offset-2"
          >
            {t("place.trash")}
          </Link>
        </>
      }
    >
      {t("trash.here", { when: format.moment(record.deleted_ms ?? 0) })}
    </Banner>
  );
}
