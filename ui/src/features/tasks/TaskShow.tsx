// One task: what it is, when and about whom, its notes and subtasks, and what became of it.
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { AlarmClock, ArrowLeft, Check, Pencil, RotateCcw, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Task } from "@/client";
import { Button, ErrorState, IconButton, PageSkeleton, Tag, useKeys, useToast } from "@/kit";
import { nowMs, useFormat } from "@/locales/format";
import { Markdown } from "@/records/Markdown";
import { useOpened } from "@/records/opened";
import { RecordHistory } from "@/records/RecordHistory";
import { RecordLink, useTagColours } from "@/records/Value";
import { NotFound } from "@/shell/NotFound";
import { useDone } from "@/shell/undo";
import { useActing } from "./acting";
import { useTask } from "./queries";
import { Subtasks } from "./Subtasks";
import { isClosed, isOverdue } from "./when";
import { useDueWords, useMinutesWords, useRuleWords } from "./words";

export function TaskShow() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useTask(id);
  useOpened("task", id, data?.title);
  if (error?.code === "not_found") return <NotFound />;
  if (error) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton title={t("kind.task")} />;
  return <Shown key={data.id} task={data} />;
}

function Shown({ task }: { task: Task }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const toast = useToast();
  const done = useDone();
  const acting = useActing();
  const remove = useAct("tasks.delete");
  const restore = useAct("tasks.restore");
  const closed = isClosed(task);
  const edit = () => void navigate({ to: "/tasks/$id/edit", params: { id: task.id } });
  const back = () => void navigate({ to: "/tasks" });
  const toTrash = () =>
    remove.mutate(
      { id: task.id },
      {
        onSuccess: () => {
          done(t("bulk.deleted.task", { count: 1, shown: "1" }));
          back();
        },
        onError: toast.fail,
      },
    );
  const group = t("kind.task");
  useKeys([
    { keys: "e", label: t("keys.edit"), group, run: edit },
    { keys: "d", label: t("keys.done"), group, run: () => acting.complete(task) },
    { keys: "s", label: t("keys.snooze"), group, run: () => !closed && acting.snooze(task) },
    { keys: "Delete", label: t("keys.delete"), group, run: toTrash },
    { keys: "Escape", label: t("keys.back"), group, run: back },
  ]);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 pt-3 pb-16 md:px-6">
        <header className="flex flex-wrap items-start gap-x-3 gap-y-3">
          <IconButton
            icon={ArrowLeft}
            label={t("keys.back")}
            keys="Escape"
            onClick={back}
            className="flip-rtl -ms-2"
          />
          <h1 className="min-w-0 flex-1 basis-56 pt-1 text-xl wrap-anywhere font-semibold tracking-tighter">
            <bdi>{task.title}</bdi>
          </h1>
          <div className="flex flex-wrap items-center gap-2">
            {task.deleted_ms ? (
              <Button
                icon={RotateCcw}
                onClick={() => restore.mutate({ id: task.id }, { onError: toast.fail })}
              >
                {t("trash.restore")}
              </Button>
            ) : (
              <>
                <Button
                  weight={closed ? "secondary" : "primary"}
                  icon={closed ? RotateCcw : Check}
                  onClick={() => acting.complete(task)}
                >
                  {t(closed ? "tasks.reopen" : "tasks.done")}
                </Button>
                {!closed && (
                  <IconButton
                    icon={AlarmClock}
                    weight="secondary"
                    label={t("keys.snooze")}
                    keys="s"
                    onClick={() => acting.snooze(task)}
                  />
                )}
                <IconButton
                  icon={Pencil}
                  weight="secondary"
                  label={t("record.edit")}
                  keys="e"
                  onClick={edit}
                />
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
        <Facts task={task} />
        {task.notes && (
          <section
            aria-label={t("field.task.notes")}
            className="rounded-lg border border-line bg-surface px-4 py-3"
          >
            <Markdown text={task.notes} />
          </section>
        )}
        <Subtasks task={task} />
        <section aria-labelledby="task-history">
          <h2 id="task-history" className="font-semibold">
            {t("record.history")}
          </h2>
          <RecordHistory kind="task" id={task.id} />
        </section>
      </div>
      {acting.dialogs}
    </div>
  );
}

function Facts({ task }: { task: Task }) {
  const { t } = useTranslation();
  const format = useFormat();
  const due = useDueWords();
  const rule = useRuleWords();
  const minutes = useMinutesWords();
  const colour = useTagColours();
  const lines: [string, ReactNode][] = [];
  const add = (label: string, value: ReactNode) => value && lines.push([label, value]);
  add(t("field.task.status"), t(`choice.task.status.${task.status}`));
  add(
    t("field.task.due"),
    task.due && (
      <span className={isOverdue(task, nowMs()) ? "text-danger" : ""}>
        {isOverdue(task, nowMs()) && `${t("tasks.late")} `}
        {due(task)}
        {task.due_zone && task.due_zone !== Intl.DateTimeFormat().resolvedOptions().timeZone && (
          <span className="text-muted">
            {" "}
            {t("tasks.inZone", { time: task.due_time ?? "", zone: task.due_zone })}
          </span>
        )}
      </span>
    ),
  );
  add(t("field.task.recurrence"), task.recurrence && rule(task.recurrence));
  add(t("field.task.priority"), task.priority !== "none" && t(`choice.task.priority.${task.priority}`));
  add(t("field.task.duration_min"), task.duration_min !== undefined && minutes(task.duration_min));
  add(
    t("field.task.reminders"),
    task.reminders.length > 0 &&
      format.list(
        task.reminders.map((one) =>
          one.minutes > 0 ? t("tasks.before", { time: minutes(one.minutes) }) : t("tasks.atDue"),
        ),
      ),
  );
  add(
    t("field.task.snoozed_until_ms"),
    task.snoozed_until_ms && task.snoozed_until_ms > nowMs() && format.moment(task.snoozed_until_ms),
  );
  add(t("field.task.outcome"), task.outcome && <bdi>{task.outcome}</bdi>);
  add(t("field.task.completed_ms"), task.completed_ms && format.moment(task.completed_ms));
  for (const kind of ["contacts", "companies"] as const)
    add(
      t(`kinds.${kind}`),
      task[kind].length > 0 && (
        <span className="flex flex-wrap gap-x-3">
          {task[kind].map((id) => (
            <RecordLink key={id} kind={kind} id={id} className="hit text-accent" />
          ))}
        </span>
      ),
    );
  add(
    t("field.any.tags"),
    task.tags.length > 0 && (
      <span className="flex flex-wrap gap-1">
        {task.tags.map((name) => (
          <Tag key={name} name={name} colour={colour(name)} />
        ))}
      </span>
    ),
  );
  add(t("field.task.parent_id"), task.parent_id && <Parent id={task.parent_id} />);
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[9rem_1fr]">
      {lines.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="mb-1.5 min-w-0 sm:mb-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Parent({ id }: { id: string }) {
  const parent = useTask(id).data;
  return (
    <Link to="/tasks/$id" params={{ id }} className="hit text-accent hover:underline">
      <bdi>{parent?.title ?? "…"}</bdi>
    </Link>
  );
}
