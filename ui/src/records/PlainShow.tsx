// The page of a record that is one column: what it is called and what can be done, its facts, whatever else there is to
// say, and its history. A task and a conversation give it theirs.
import { ArrowLeft, RotateCcw, Trash2, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Id, type Json } from "@/client";
import { Button, IconButton, useKeys, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { ABOUT_PARTS, type About, type AboutPart } from "./about";
import { useDeleteRecords } from "./bulk";
import type { Many } from "./many";
import { useFieldLabel } from "./catalogue";
import { useGroups } from "./layout";
import { Markdown } from "./Markdown";
import { useOwnLines } from "./OwnSection";
import { usePaper } from "./paper";
import { PlainPaper } from "./PlainPaper";
import { RecordHistory } from "./RecordHistory";
import { useRecordSlots } from "./slots";
import { RecordLink } from "./Value";

/** A label and its value; a line without a value is not shown. */
export type FactLine = [label: string, value: ReactNode];

/** Facts that stand together, under a title of the seller's or none. */
export interface FactGroup {
  title: string;
  lines: FactLine[];
}

/** What each field says, in the order and groups the seller arranged; what is not arranged stands at the end. */
export function useArranged(
  kind: "task" | "communication",
  custom: Record<Id, Json> | undefined,
  lines: Record<string, ReactNode>,
  rest: FactLine[] = [],
): FactGroup[] {
  const label = useFieldLabel(kind);
  const { groups } = useGroups(kind);
  const own = new Map(useOwnLines(kind, custom).map(({ id, line }) => [id, line]));
  const arranged = groups.map(({ title, own: named, fields }) => ({
    title: named ? title : "",
    lines: fields.map((field): FactLine => own.get(field) ?? [label(field), lines[field]]),
  }));
  return [...arranged, { title: "", lines: rest }]
    .map(({ title, lines: all }) => ({ title, lines: all.filter(([, value]) => Boolean(value)) }))
    .filter(({ lines: said }) => said.length > 0);
}

export function PlainShow({
  kind,
  record,
  title,
  icon: Icon,
  actions,
  facts,
  text,
  onBack,
  children,
}: {
  kind: Extract<Many, { name: "task" | "communication" }>;
  record: { id: Id; deleted_ms?: number | null };
  title: string;
  icon?: LucideIcon;
  /** What can be done while it is not in the trash, beside throwing it there. */
  actions: ReactNode;
  facts: FactGroup[];
  /** Markdown, and what it is. */
  text: { label: string; body: string | undefined };
  onBack: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const discard = useDeleteRecords(kind);
  const restore = useAct(`${kind.plural}.restore`);
  const group = t(`kind.${kind.name}`);
  const format = useFormat();
  const files = useRecordSlots().useFiles({
    kind: kind.name,
    id: record.id,
    title,
    locked: Boolean(record.deleted_ms),
    among: true,
  });
  const bringBack = () => restore.mutate({ id: record.id }, { onError: toast.fail });
  usePaper(<PlainPaper title={title} kind={group} facts={facts.flatMap(({ lines }) => lines)} text={text} />);
  const toTrash = () => void discard([record.id]).then(onBack);
  useKeys([
    record.deleted_ms
      ? { keys: "r", label: t("trash.restore"), group, run: bringBack }
      : { keys: "Delete", label: t("keys.delete"), group, run: toTrash },
    { keys: "Escape", label: t("keys.back"), group, run: onBack },
  ]);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 pt-3 pb-16 md:px-6">
        <header className="flex flex-wrap items-start gap-3">
          <IconButton
            icon={ArrowLeft}
            label={t("keys.back")}
            keys="Escape"
            onClick={onBack}
            className="flip-rtl -ms-2"
          />
          <h1 className="flex min-w-0 flex-1 basis-56 items-start gap-2.5 pt-1 text-xl font-semibold tracking-tighter">
            {Icon && <Icon aria-hidden className="mt-1 size-5 shrink-0 text-muted" />}
            <bdi className="wrap-anywhere">{title}</bdi>
          </h1>
          <div className="flex flex-wrap items-center gap-2">
            {record.deleted_ms ? (
              <Button icon={RotateCcw} onClick={bringBack}>
                {t("trash.restore")}
              </Button>
            ) : (
              <>
                {actions}
                <IconButton
                  icon={Trash2}
                  weight="secondary"
                  label={t("bulk.delete")}
                  keys="Delete"
                  onClick={toTrash}
                />
              </>
            )}
          </div>
        </header>
        <div className="flex flex-col gap-4">
          {groupsOf(facts).map(({ title: over, lines }, at) => (
            <section key={at} {...(over ? { "aria-label": over } : {})}>
              {over && <h2 className="mb-1.5 font-semibold">{over}</h2>}
              <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[9rem_1fr]">
                {lines.map(([label, value]) => (
                  <div key={label} className="contents">
                    <dt className="text-muted">{label}</dt>
                    <dd className="mb-1.5 min-w-0 sm:mb-0">{value}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        {text.body && (
          <section aria-label={text.label} className="rounded-lg border border-line bg-surface px-4 py-3">
            <Markdown text={text.body} />
          </section>
        )}
        {children}
        {files && (
          <div>
            <h2 className="flex items-baseline gap-2 font-semibold">
              {t("attachments.title")}
              {files.count !== undefined && (
                <span className="tabular text-xs font-normal text-muted">{format.number(files.count)}</span>
              )}
            </h2>
            {files.list}
          </div>
        )}
        <section aria-labelledby="record-history">
          <h2 id="record-history" className="font-semibold">
            {t("record.history")}
          </h2>
          <RecordHistory kind={kind.name} id={record.id} />
        </section>
      </div>
    </div>
  );
}

/** Groups without a title stand together with the one before. */
function groupsOf(facts: FactGroup[]): FactGroup[] {
  const shown: FactGroup[] = [];
  for (const { title, lines } of facts) {
    const last = shown.at(-1);
    if (last && !title) last.lines.push(...lines);
    else shown.push({ title, lines: [...lines] });
  }
  return shown;
}

/** What it is about, by the part that says so. */
export const aboutLines = (record: About): Partial<Record<AboutPart, ReactNode>> =>
  Object.fromEntries(
    ABOUT_PARTS.filter((part) => record[part].length > 0).map((part) => [
      part,
      <span key={part} className="flex flex-wrap gap-x-3">
        {record[part].map((id) => (
          <RecordLink key={id} kind={part} id={id} className="hit text-accent" />
        ))}
      </span>,
    ]),
  );
