// What is done to one task from wherever it is shown: it is completed, with a word of what came of it, or put away for
// a while. Both can be taken back.
import { AlarmClock, CalendarClock, Coffee, Sun } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/client";
import { beginHere, Button, Dialog, Field, Input, useToast } from "@/kit";
import { nowMs, useFormat } from "@/locales/format";
import { localMoment } from "@/records/moments";
import { useDone } from "@/shell/undo";
import type { TaskRow } from "./queries";
import { addDays, beginOf, dayAt, isClosed, mondayOf } from "./when";
import { useDayWords } from "./words";

type Acted = Pick<TaskRow, "id" | "title" | "status">;

export interface Acting {
  /** Asks what came of it, then completes it; opens one that has ended again. */
  complete: (task: Acted) => void;
  snooze: (task: Acted) => void;
  dialogs: ReactNode;
}

export function useActing(): Acting {
  const { t } = useTranslation();
  const toast = useToast();
  const done = useDone();
  const patch = useAct("tasks.patch");
  const [completed, setCompleted] = useState<Acted | null>(null);
  const [snoozed, setSnoozed] = useState<Acted | null>(null);
  return {
    complete: (task) => {
      if (!isClosed(task)) setCompleted(task);
      else
        patch.mutate(
          { id: task.id, patch: { status: "open" } },
          { onSuccess: () => done(t("tasks.reopened", { title: task.title })), onError: toast.fail },
        );
    },
    snooze: (task) => setSnoozed(task),
    dialogs: (
      <>
        {completed && <CompleteDialog task={completed} onClose={() => setCompleted(null)} />}
        {snoozed && <SnoozeDialog task={snoozed} onClose={() => setSnoozed(null)} />}
      </>
    ),
  };
}

function CompleteDialog({ task, onClose }: { task: Acted; onClose: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const done = useDone();
  const day = useDayWords();
  const complete = useAct("tasks.complete");
  const [outcome, setOutcome] = useState("");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("tasks.completeTitle")}
      description={<bdi>{task.title}</bdi>}
      footer={
        <>
          <Button weight="ghost" onClick={onClose}>
            {t("kit.cancel")}
          </Button>
          <Button type="submit" form="task-complete" weight="primary" busy={complete.isPending}>
            {t("tasks.done")}
          </Button>
        </>
      }
    >
      <form
        id="task-complete"
        onSubmit={(event) => {
          event.preventDefault();
          const word = outcome.trim();
          complete.mutate(
            { id: task.id, ...(word ? { outcome: word } : {}) },
            {
              onSuccess: ({ next }) => {
                onClose();
                done(t("tasks.completed", { title: task.title }), {
                  ...(next?.due ? { detail: t("tasks.nextOne", { day: day(next.due) }) } : {}),
                });
              },
              onError: toast.fail,
            },
          );
        }}
      >
        <Field label={t("tasks.outcome")} hint={t("tasks.outcomeHint")}>
          <Input ref={beginHere} value={outcome} onChange={(event) => setOutcome(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

/** The hour at which a day begins at work. */
const MORNING_MS = 9 * 3_600_000;

function SnoozeDialog({ task, onClose }: { task: Acted; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const toast = useToast();
  const done = useDone();
  const snooze = useAct("tasks.snooze");
  const now = nowMs();
  const today = dayAt(now);
  const [own, setOwn] = useState(localMoment(beginOf(addDays(today, 2)) + MORNING_MS));
  const until = (ms: number) =>
    snooze.mutate(
      { id: task.id, until_ms: ms },
      {
        onSuccess: () => {
          onClose();
          done(t("tasks.snoozed", { title: task.title, when: format.moment(ms) }));
        },
        onError: toast.fail,
      },
    );
  const offers = [
    { id: "later", icon: Coffee, ms: now + 3 * 3_600_000 },
    { id: "tomorrow", icon: Sun, ms: beginOf(addDays(today, 1)) + MORNING_MS },
    { id: "week", icon: CalendarClock, ms: beginOf(addDays(mondayOf(today), 7)) + MORNING_MS },
  ] as const;
  return (
    <Dialog open onOpenChange={onClose} title={t("tasks.snoozeTitle")} description={<bdi>{task.title}</bdi>}>
      <div className="flex flex-col gap-2">
        {offers.map(({ id, icon: Icon, ms }, at) => (
          <button
            key={id}
            type="button"
            ref={at === 0 ? beginHere : null}
            onClick={() => until(ms)}
            className="hit flex min-h-11 items-center gap-3 rounded-md border border-line bg-surface px-3 text-start hover:bg-hover contrast:border-line-strong"
          >
            <Icon aria-hidden className="size-4 text-muted" />
            <span className="flex-1 font-medium">{t(`tasks.snooze.${id}`)}</span>
            <time className="tabular text-xs text-muted">{format.moment(ms)}</time>
          </button>
        ))}
        <form
          className="mt-2 flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            const ms = new Date(own).getTime();
            if (!Number.isNaN(ms)) until(ms);
          }}
        >
          <Field label={t("tasks.snooze.own")} className="flex-1">
            <Input type="datetime-local" value={own} onChange={(event) => setOwn(event.target.value)} />
          </Field>
          <Button type="submit" icon={AlarmClock} busy={snooze.isPending}>
            {t("tasks.snooze.command")}
          </Button>
        </form>
      </div>
    </Dialog>
  );
}
