// What is done to one task from wherever it is shown: it is completed, with a word of what came of it, or put away for
// a while. Both can be taken back.
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/client";
import { beginHere, Button, Dialog, Field, Input, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { useDone } from "@/shell/undo";
import type { TaskRow } from "./queries";
import { SnoozeDialog } from "./SnoozeDialog";
import { isClosed } from "./when";
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
        {snoozed && <SnoozeTask task={snoozed} onClose={() => setSnoozed(null)} />}
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

function SnoozeTask({ task, onClose }: { task: Acted; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const toast = useToast();
  const done = useDone();
  const snooze = useAct("tasks.snooze");
  return (
    <SnoozeDialog
      title={t("tasks.snoozeTitle")}
      name={task.title}
      busy={snooze.isPending}
      onClose={onClose}
      onChoose={(ms) =>
        snooze.mutate(
          { id: task.id, until_ms: ms },
          {
            onSuccess: () => {
              onClose();
              done(t("tasks.snoozed", { title: task.title, when: format.moment(ms) }));
            },
            onError: toast.fail,
          },
        )
      }
    />
  );
}
