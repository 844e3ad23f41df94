// One task in a line: the circle that completes it, what it is, when and about whom.
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import {
  AlarmClock,
  CalendarDays,
  Circle,
  CircleCheck,
  CircleSlash,
  Flag,
  Hourglass,
  Repeat,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton, Tag } from "@/kit";
import { nowMs } from "@/locales/format";
import { ABOUT_PARTS } from "@/records/about";
import { RecordLink, useTagColours } from "@/records/Value";
import type { Acting } from "./acting";
import type { TaskRow } from "./queries";
import { isClosed, isOverdue } from "./when";
import { useDueWords, useRuleWords } from "./words";

export function TaskLine({
  task,
  acting,
  current,
  without,
}: {
  task: TaskRow;
  acting: Acting;
  /** The keyboard is here. */
  current?: boolean;
  /** The record whose page this is: it need not be named. */
  without?: string;
}) {
  const { t } = useTranslation();
  const due = useDueWords();
  const rule = useRuleWords();
  const colour = useTagColours();
  const late = isOverdue(task, nowMs());
  const closed = isClosed(task);
  const Mark = task.status === "done" ? CircleCheck : closed ? CircleSlash : Circle;
  const when = due(task);
  return (
    <li
      id={`task-${task.id}`}
      aria-current={current || undefined}
      className={clsx(
        "group flex items-start gap-2 rounded-md border border-transparent py-1.5 ps-1 pe-2",
        current && "border-focus! bg-hover",
      )}
    >
      <button
        type="button"
        aria-label={t(closed ? "tasks.openAgain" : "tasks.complete", { title: task.title })}
        onClick={() => acting.complete(task)}
        className="hit-square flex size-8 shrink-0 items-center justify-center rounded-full text-muted hover:bg-sunken hover:text-success touch:size-11"
      >
        <Mark
          aria-hidden
          className={clsx("size-5", task.status === "done" && "text-success")}
          strokeWidth={task.priority === "high" && !closed ? 2.6 : 1.7}
        />
      </button>
      <div className="min-w-0 flex-1 pt-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            to="/tasks/$id"
            params={{ id: task.id }}
            className={clsx(
              "hit inline-flex min-h-6 min-w-0 items-center font-medium hover:underline",
              closed && "text-muted line-through",
            )}
          >
            <bdi className="wrap-anywhere">{task.title}</bdi>
          </Link>
          {!closed && task.status !== "open" && (
            <Tag name={t(`choice.task.status.${task.status}`)} colour="grey" />
          )}
          {task.tags.map((name) => (
            <Tag key={name} name={name} colour={colour(name)} />
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-muted">
          {when && (
            <span className={clsx("inline-flex items-center gap-1", late && "font-medium text-danger")}>
              <CalendarDays aria-hidden className="size-3.5" />
              {late && <span>{t("tasks.late")}</span>}
              <time dateTime={task.due}>{when}</time>
            </span>
          )}
          {task.recurrence && (
            <span className="inline-flex items-center gap-1">
              <Repeat aria-hidden className="size-3.5" />
              <span>{rule(task.recurrence)}</span>
            </span>
          )}
          {task.priority !== "none" && (
            <span className={clsx("inline-flex items-center gap-1", task.priority === "high" && "text-text")}>
              <Flag aria-hidden className="size-3.5" />
              {t(`choice.task.priority.${task.priority}`)}
            </span>
          )}
          {task.snoozed_until_ms && task.snoozed_until_ms > nowMs() && (
            <span className="inline-flex items-center gap-1">
              <Hourglass aria-hidden className="size-3.5" />
              {t("tasks.asleep")}
            </span>
          )}
          {ABOUT_PARTS.flatMap((kind) =>
            task[kind]
              .filter((id) => id !== without)
              .map((id) => (
                <RecordLink
                  key={id}
                  kind={kind}
                  id={id}
                  className="hit inline-flex min-h-6 items-center text-accent"
                />
              )),
          )}
          {task.outcome && <bdi className="wrap-anywhere">{task.outcome}</bdi>}
        </div>
      </div>
      {!closed && (
        <IconButton
          icon={AlarmClock}
          small
          label={t("tasks.snoozeOne", { title: task.title })}
          onClick={() => acting.snooze(task)}
          className="mt-0.5"
        />
      )}
    </li>
  );
}
