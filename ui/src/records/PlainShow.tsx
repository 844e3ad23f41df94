// The page of a record that is one column: what it is called and what can be done, its facts, whatever else there is to
// say, and its history. A task and a conversation give it theirs.
import { ArrowLeft, RotateCcw, Trash2, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Id } from "@/client";
import { Button, IconButton, useKeys, useToast } from "@/kit";
import { ABOUT_PARTS, type About } from "./about";
import { useDeleteRecords, type Many } from "./bulk";
import { Markdown } from "./Markdown";
import { usePaper } from "./paper";
import { PlainPaper } from "./PlainPaper";
import { RecordHistory } from "./RecordHistory";
import { RecordLink } from "./Value";

/** A label and its value; a line without a value is not shown. */
export type FactLine = [label: string, value: ReactNode];

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
  facts: FactLine[];
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
  const bringBack = () => restore.mutate({ id: record.id }, { onError: toast.fail });
  usePaper(<PlainPaper title={title} kind={group} facts={facts} text={text} />);
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
        <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[9rem_1fr]">
          {facts
            .filter(([, value]) => Boolean(value))
            .map(([label, value]) => (
              <div key={label} className="contents">
                <dt className="text-muted">{label}</dt>
                <dd className="mb-1.5 min-w-0 sm:mb-0">{value}</dd>
              </div>
            ))}
        </dl>
        {text.body && (
          <section aria-label={text.label} className="rounded-lg border border-line bg-surface px-4 py-3">
            <Markdown text={text.body} />
          </section>
        )}
        {children}
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

/** What it is about, a line per kind. */
export function useAbout(record: About): FactLine[] {
  const { t } = useTranslation();
  return ABOUT_PARTS.map((plural) => [
    t(`kinds.${plural}`),
    record[plural].length > 0 && (
      <span className="flex flex-wrap gap-x-3">
        {record[plural].map((id) => (
          <RecordLink key={id} kind={plural} id={id} className="hit text-accent" />
        ))}
      </span>
    ),
  ]);
}
