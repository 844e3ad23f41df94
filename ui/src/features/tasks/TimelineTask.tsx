// A task in a timeline: that it is to be done, or what came of it.
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import type { Task } from "@/client";
import { PinButton } from "@/records/PinButton";
import { isClosed } from "./when";
import { useDueWords } from "./words";

export function TimelineTask({ task, time }: { task: Task; time: string }) {
  const { t } = useTranslation();
  const due = useDueWords();
  const closed = isClosed(task);
  return (
    <div className="pt-1">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-muted">{t(closed ? `choice.task.status.${task.status}` : "kind.task")}</span>
        <Link
          to="/tasks/$id"
          params={{ id: task.id }}
          className={clsx("hit font-medium hover:underline", task.status === "cancelled" && "line-through")}
        >
          <bdi>{task.title}</bdi>
        </Link>
        <time className="tabular text-xs text-muted">{time}</time>
        <span className="ms-auto">
          <PinButton plural="tasks" record={task} />
        </span>
      </p>
      {(task.outcome || (!closed && task.due)) && (
        <p className="text-xs text-muted">
          {task.outcome ? <bdi>{task.outcome}</bdi> : <time dateTime={task.due}>{due(task)}</time>}
        </p>
      )}
    </div>
  );
}
