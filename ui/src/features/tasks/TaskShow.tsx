// One task: what it is, when and about whom, its notes and subtasks, and what became of it.
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { AlarmClock, Check, Pencil, RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Task } from "@/client";
import { Button, IconButton, Tag, Unanswered, useKeys } from "@/kit";
import { nowMs, useFormat } from "@/locales/format";
import { useChoiceWord } from "@/records/catalogue";
import { useOpened } from "@/records/opened";
import { aboutLines, PlainShow, useArranged, type FactGroup } from "@/records/PlainShow";
import { PagePin } from "@/records/PinButton";
import { useTagColours } from "@/records/Value";
import { NotFound } from "@/shell/NotFound";
import { useActing } from "./acting";
import { useTask, zoneHere } from "./queries";
import { Subtasks } from "./Subtasks";
import { isClosed, isOverdue } from "./when";
import { useDueWords, useMinutesWords, useRuleWords } from "./words";

export function TaskShow() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useTask(id);
  useOpened("task", id, data?.title);
  if (error?.code === "not_found") return <NotFound />;
  if (error || !data) return <Unanswered of={{ error, refetch }} whole title={t("kind.task")} />;
  return <Shown key={data.id} task={data} />;
}

function Shown({ task }: { task: Task }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const acting = useActing();
  const facts = useFacts(task);
  const closed = isClosed(task);
  const edit = () => void navigate({ to: "/tasks/$id/edit", params: { id: task.id } });
  const group = t("kind.task");
  useKeys([
    { keys: "e", label: t("keys.edit"), group, run: edit },
    { keys: "d", label: t("keys.done"), group, run: () => acting.complete(task) },
    { keys: "s", label: t("keys.snooze"), group, run: () => !closed && acting.snooze(task) },
  ]);
  return (
    <PlainShow
      kind={{ name: "task", plural: "tasks" }}
      record={task}
      title={task.title}
      onBack={() => void navigate({ to: "/tasks" })}
      actions={
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
          <PagePin plural="tasks" record={task} group={group} />
          <IconButton icon={Pencil} weight="secondary" label={t("record.edit")} keys="e" onClick={edit} />
        </>
      }
      facts={facts}
      text={{ label: t("field.task.notes"), body: task.notes }}
    >
      <Subtasks task={task} />
      {acting.dialogs}
    </PlainShow>
  );
}

function useFacts(task: Task): FactGroup[] {
  const { t } = useTranslation();
  const format = useFormat();
  const due = useDueWords();
  const rule = useRuleWords();
  const minutes = useMinutesWords();
  const colour = useTagColours();
  const choice = useChoiceWord("task");
  const late = isOverdue(task, nowMs());
  const reminders = task.reminders.map((one) =>
    one.minutes > 0 ? t("tasks.before", { time: minutes(one.minutes) }) : t("tasks.atDue"),
  );
  return useArranged(
    "task",
    task.custom,
    {
      status: choice("status", task.status),
      due: task.due && (
        <span className={late ? "text-danger" : ""}>
          {late && `${t("tasks.late")} `}
          {due(task)}
          {task.due_zone && task.due_zone !== zoneHere() && (
            <span className="text-muted">
              {" "}
              {t("tasks.inZone", { time: task.due_time ?? "", zone: task.due_zone })}
            </span>
          )}
        </span>
      ),
      recurrence: task.recurrence && rule(task.recurrence),
      type: task.type && choice("type", task.type),
      priority: task.priority !== "none" && choice("priority", task.priority),
      duration_min: task.duration_min !== undefined && minutes(task.duration_min),
      reminders: reminders.length > 0 && format.list(reminders),
      outcome: task.outcome && <bdi>{task.outcome}</bdi>,
      tags: task.tags.length > 0 && (
        <span className="flex flex-wrap gap-1">
          {task.tags.map((name) => (
            <Tag key={name} name={name} colour={colour(name)} />
          ))}
        </span>
      ),
      ...aboutLines(task),
    },
    [
      [
        t("field.task.snoozed_until_ms"),
        task.snoozed_until_ms && task.snoozed_until_ms > nowMs() && format.moment(task.snoozed_until_ms),
      ],
      [t("field.task.completed_ms"), task.completed_ms && format.moment(task.completed_ms)],
      [t("field.task.parent_id"), task.parent_id && <Parent id={task.parent_id} />],
    ],
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
