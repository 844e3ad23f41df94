// One conversation: with whom, when, what came of it and what was said.
import { useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, Pencil, RotateCcw, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Communication } from "@/client";
import { Button, ErrorState, IconButton, PageSkeleton, useKeys, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { Markdown } from "@/records/Markdown";
import { useOpened } from "@/records/opened";
import { RecordHistory } from "@/records/RecordHistory";
import { RecordLink } from "@/records/Value";
import { NotFound } from "@/shell/NotFound";
import { useDone } from "@/shell/undo";
import { CHANNEL_ICONS } from "./channels";
import { useLogging } from "./logging";
import { useCommunication } from "./queries";
import { useLength } from "./words";

export function CommunicationShow() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useCommunication(id);
  useOpened("communication", id, data?.title);
  if (error?.code === "not_found") return <NotFound />;
  if (error) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton title={t("kind.communication")} />;
  return <Shown key={data.id} record={data} />;
}

function Shown({ record }: { record: Communication }) {
  const { t } = useTranslation();
  const format = useFormat();
  const length = useLength();
  const navigate = useNavigate();
  const toast = useToast();
  const done = useDone();
  const { edit } = useLogging();
  const remove = useAct("communications.delete");
  const restore = useAct("communications.restore");
  const back = () => void navigate({ to: "/activity" });
  const toTrash = () =>
    remove.mutate(
      { id: record.id },
      {
        onSuccess: () => {
          done(t("bulk.deleted.communication", { count: 1, shown: "1" }));
          back();
        },
        onError: toast.fail,
      },
    );
  const group = t("kind.communication");
  useKeys([
    { keys: "e", label: t("keys.edit"), group, run: () => edit(record) },
    { keys: "Delete", label: t("keys.delete"), group, run: toTrash },
    { keys: "Escape", label: t("keys.back"), group, run: back },
  ]);
  const Icon = CHANNEL_ICONS[record.channel];
  const lines: [string, ReactNode][] = [];
  const add = (label: string, value: ReactNode) => value && lines.push([label, value]);
  add(t("field.communication.channel"), t(`choice.communication.channel.${record.channel}`));
  add(
    t("field.communication.direction"),
    record.direction !== "none" && t(`choice.communication.direction.${record.direction}`),
  );
  add(t("field.communication.at_ms"), format.moment(record.at_ms));
  add(t("field.communication.duration_s"), record.duration_s !== undefined && length(record.duration_s));
  add(
    t("field.communication.outcome"),
    record.outcome && t(`choice.communication.outcome.${record.outcome as "reached"}`),
  );
  for (const kind of ["contacts", "companies"] as const)
    add(
      t(`kinds.${kind}`),
      record[kind].length > 0 && (
        <span className="flex flex-wrap gap-x-3">
          {record[kind].map((id) => (
            <RecordLink key={id} kind={kind} id={id} className="hit text-accent" />
          ))}
        </span>
      ),
    );
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 pt-3 pb-16 md:px-6">
        <header className="flex flex-wrap items-start gap-3">
          <IconButton
            icon={ArrowLeft}
            label={t("keys.back")}
            keys="Escape"
            onClick={back}
            className="flip-rtl -ms-2"
          />
          <h1 className="flex min-w-0 flex-1 basis-56 items-start gap-2.5 pt-1 text-xl font-semibold tracking-tighter">
            <Icon aria-hidden className="mt-1 size-5 shrink-0 text-muted" />
            <bdi className="wrap-anywhere">{record.title}</bdi>
          </h1>
          <div className="flex items-center gap-2">
            {record.deleted_ms ? (
              <Button
                icon={RotateCcw}
                onClick={() => restore.mutate({ id: record.id }, { onError: toast.fail })}
              >
                {t("trash.restore")}
              </Button>
            ) : (
              <>
                <Button icon={Pencil} onClick={() => edit(record)}>
                  {t("record.edit")}
                </Button>
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
          {lines.map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-muted">{label}</dt>
              <dd className="mb-1.5 min-w-0 sm:mb-0">{value}</dd>
            </div>
          ))}
        </dl>
        {record.body && (
          <section aria-label={t("log.text")} className="rounded-lg border border-line bg-surface px-4 py-3">
            <Markdown text={record.body} />
          </section>
        )}
        <section aria-labelledby="said-history">
          <h2 id="said-history" className="font-semibold">
            {t("record.history")}
          </h2>
          <RecordHistory kind="communication" id={record.id} />
        </section>
      </div>
    </div>
  );
}
