// One import from its start to its receipt: progress with an estimate while it runs; afterwards what became of every
// row and every column, and the way to take all of it back at once.
import { useNavigate, useParams } from "@tanstack/react-router";
import type { CircleX } from "lucide-react";
import { ArrowLeft, CircleCheck, CirclePause, Combine, FileCheck2, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type Import } from "@/client";
import { Banner, Button, IconButton, Page, Progress, Tabs, Unanswered, useToast } from "@/kit";
import { useWords } from "@/locales";
import { useFormat } from "@/locales/format";
import { parseDuplicateSearch } from "@/features/duplicates/DuplicateList";
import { useJobs } from "@/shell/jobs";
import { useUndo } from "@/shell/undo";
import { ImportColumns } from "./ImportColumns";
import { ImportRows } from "./ImportRows";
import { useChangeColumns } from "./intake";
import { MadeBefore, MadeList, madeOf } from "./MadeBefore";
import { OutcomeTiles } from "./Outcomes";
import { isRunning, totals, useImport, useImportTitle } from "./queries";
import { useKindWord } from "./tableKinds";

export function ImportShow() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const navigate = useNavigate();
  const title = useImportTitle();
  const found = useImport(id);
  if (found.error || !found.data) return <Unanswered of={found} whole title={t("place.imports")} />;
  const one = found.data;
  return (
    <Page
      title={title(one) || t("place.imports")}
      lead={
        <IconButton
          icon={ArrowLeft}
          label={t("place.imports")}
          onClick={() => void navigate({ to: "/imports" })}
          className="flip-rtl -ms-2"
        />
      }
      actions={<Actions one={one} />}
      scroll={false}
    >
      {isRunning(one) ? <Running one={one} /> : <Receipt one={one} />}
    </Page>
  );
}

function Actions({ one }: { one: Import }) {
  const { t } = useTranslation();
  const toast = useToast();
  const undo = useUndo();
  const [busy, setBusy] = useState(false);
  const apply = useAct("imports.apply");
  const cancel = useAct("imports.cancel");
  const change = useChangeColumns(one.id);
  if (isRunning(one)) return null;
  const checked = one.state === "staged" && one.dry_run;
  const undoable = one.state === "done" && one.change_set && one.set_state !== "undone";
  // Rows that were corrected since go back with it.
  const takeBack = () => undo.set(one.change_set ?? "");
  // What this import did is taken back first: the same rows shall not be there twice.
  const changeColumns = async () => {
    setBusy(true);
    try {
      if (checked) await cancel.mutateAsync({ id: one.id });
      else if (undoable) await takeBack();
      await change?.();
    } catch (thrown) {
      toast.fail(thrown);
    }
    setBusy(false);
  };
  return (
    <>
      {change && one.files.some(({ format }) => format === "csv") && (
        <Button weight="ghost" busy={busy} onClick={() => void changeColumns()}>
          {undoable ? t("import.undoAndChange") : t("import.changeColumns")}
        </Button>
      )}
      {checked && (
        <>
          <Button weight="ghost" onClick={() => cancel.mutate({ id: one.id }, { onError: toast.fail })}>
            {t("import.discard")}
          </Button>
          <Button
            weight="primary"
            icon={FileCheck2}
            busy={apply.isPending}
            onClick={() => apply.mutate({ id: one.id }, { onError: toast.fail })}
          >
            {t("import.apply")}
          </Button>
        </>
      )}
      {undoable && (
        <Button
          icon={Undo2}
          busy={busy}
          onClick={() => {
            setBusy(true);
            void takeBack().finally(() => setBusy(false));
          }}
        >
          {t("import.undo")}
        </Button>
      )}
    </>
  );
}

function Running({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const toast = useToast();
  const cancel = useAct("imports.cancel");
  const title = useImportTitle();
  const jobs = useJobs();
  const job = jobs.find(({ id }) => id === one.job) ?? jobs.find(({ kind }) => kind.startsWith("import"));
  const sum = totals(one);
  const done = job?.done ?? sum.rows;
  const total = job?.total ?? null;
  return (
    <div className="mx-auto flex w-full max-w-xl flex-col gap-4 px-6 pt-[12vh]">
      <h2 className="text-lg font-semibold tracking-tight">
        {one.state === "staging" ? t("import.reading") : t("import.writing")}
      </h2>
      <Progress done={done} total={total} label={title(one)} />
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <span className="tabular text-base" role="status">
          {total
            ? t("status.of", { done: format.number(done), total: format.number(total) })
            : t("import.rows", { count: done, shown: format.number(done) })}
        </span>
        <span className="text-muted">
          {job?.left != null ? t("status.left", { time: format.seconds(job.left) }) : (job?.note ?? "")}
        </span>
      </div>
      <p className="text-muted">{t("import.goOn")}</p>
      <Button
        className="self-start"
        busy={cancel.isPending}
        onClick={() => cancel.mutate({ id: one.id }, { onError: toast.fail })}
      >
        {t("import.cancel")}
      </Button>
    </div>
  );
}

function Receipt({ one }: { one: Import }) {
  const { t } = useTranslation();
  const words = useWords();
  const kindWord = useKindWord();
  const format = useFormat();
  const [tab, setTab] = useState("rows");
  const sum = totals(one);
  const dry = one.dry_run && one.state !== "cancelled";
  const stages = madeOf(one).filter(({ kind }) => kind === "stage").length;
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="flex flex-col gap-4 px-4 pb-4 md:px-6">
        {one.state === "failed" ? (
          <Banner look="error" className="rounded-lg">
            {one.error ? words(one.error) : t("import.failed")}{" "}
            {one.error && <code className="font-mono text-xs">{one.error.code}</code>}
          </Banner>
        ) : one.state === "cancelled" ? (
          <Headline icon={CirclePause} text={t("import.cancelled")} />
        ) : one.set_state === "undone" ? (
          <Headline icon={Undo2} text={t("import.undone")} />
        ) : one.state === "staged" ? (
          <Headline icon={FileCheck2} text={t("import.wouldHappen")} accent />
        ) : (
          <Headline
            icon={CircleCheck}
            text={
              one.kind
                ? t("import.finishedAs", {
                    kinds: kindWord(one.kind),
                    when: format.moment(one.started_ms),
                  })
                : t("import.finished", { when: format.moment(one.started_ms) })
            }
            good
          />
        )}
        <OutcomeTiles sum={sum} dry={dry && one.state === "staged"} />
        {one.state === "done" &&
          one.change_set &&
          one.set_state !== "undone" &&
          (!one.kind || one.kind === "lead") && <Probable id={one.id} of={one.kind ? "leads" : "contacts"} />}
        <MadeBefore one={one} />
        <p className="text-muted">
          {t("import.cells", {
            total: format.number(sum.cells.total),
            mapped: format.number(sum.cells.mapped),
            raw: format.number(sum.cells.raw),
            rejected: format.number(sum.cells.rejected),
          })}
        </p>
      </div>
      <Tabs
        label={t("import.receipt")}
        value={tab}
        onChange={setTab}
        className="min-h-[28rem] flex-1 [&>:first-child]:mx-0 [&>:first-child]:px-4 md:[&>:first-child]:px-6"
        items={[
          {
            id: "rows",
            label: t("import.tabRows"),
            count: format.number(sum.rows),
            content: <ImportRows one={one} />,
          },
          {
            id: "columns",
            label: t("import.tabColumns"),
            count: format.number(one.files.reduce((all, { columns }) => all + columns.length, 0)),
            content: <ImportColumns one={one} />,
          },
          ...(stages > 0
            ? [
                {
                  id: "stages",
                  label: t("import.stages.tab"),
                  count: format.number(stages),
                  content: <MadeList one={one} />,
                },
              ]
            : []),
        ]}
      />
    </div>
  );
}

/** Who came with the import and may be there twice: what is only probable is not joined but waits to be looked at. */
function Probable({ id, of }: { id: string; of: "contacts" | "leads" }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { data } = useRead(`${of}.duplicates`, { import: id, limit: 1 });
  if (!data?.total) return null;
  return (
    <Banner
      className="rounded-lg"
      action={
        <Button
          icon={Combine}
          onClick={() =>
            void navigate({ to: "/duplicates", search: parseDuplicateSearch({ import: id, of }) })
          }
        >
          {t("import.seeProbable")}
        </Button>
      }
    >
      {t("import.probable", { count: data.total, shown: format.number(data.total) })}
    </Banner>
  );
}

function Headline({
  icon: Icon,
  text,
  good,
  accent,
}: {
  icon: typeof CircleX;
  text: string;
  good?: boolean;
  accent?: boolean;
}) {
  return (
    <p className="flex items-center gap-2.5 text-base">
      <Icon
        aria-hidden
        className={good ? "size-5 text-success" : accent ? "size-5 text-accent" : "size-5 text-muted"}
      />
      {text}
    </p>
  );
}
