// What is to be done, in the order of the day: what is late, today, then what is coming and what has no day.
import { useNavigate } from "@tanstack/react-router";
import { CircleCheckBig } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState, Unanswered, useKeys } from "@/kit";
import { nowMs, useFormat } from "@/locales/format";
import { useActing } from "./acting";
import { Beyond } from "./Beyond";
import { useAgenda } from "./queries";
import { TaskLine } from "./TaskLine";
import { groupOf, inOrder, type Group } from "./when";

const GROUPS: Group[] = ["overdue", "today", "upcoming", "someday"];

export function Agenda() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const acting = useActing();
  const { tasks, total, error, retry } = useAgenda();
  const [cursor, setCursor] = useState(0);
  const now = nowMs();
  const groups = GROUPS.map((group) => ({
    group,
    tasks: inOrder((tasks ?? []).filter((task) => groupOf(task, now) === group)),
  })).filter((one) => one.tasks.length > 0);
  const all = groups.flatMap((one) => one.tasks);
  const at = Math.max(0, Math.min(cursor, all.length - 1));
  const current = all[at];
  const move = (to: number) => setCursor(Math.max(0, Math.min(to, all.length - 1)));
  const group = t("place.tasks");
  useKeys([
    { keys: "j", label: t("keys.down"), group, run: () => move(at + 1) },
    { keys: "k", label: t("keys.up"), group, run: () => move(at - 1) },
    { keys: "ArrowDown", label: t("keys.down"), group, hidden: true, run: () => move(at + 1) },
    { keys: "ArrowUp", label: t("keys.up"), group, hidden: true, run: () => move(at - 1) },
    {
      keys: "Enter",
      label: t("keys.open"),
      group,
      run: () => current && void navigate({ to: "/tasks/$id", params: { id: current.id } }),
    },
    { keys: "d", label: t("keys.done"), group, run: () => current && acting.complete(current) },
    { keys: "s", label: t("keys.snooze"), group, run: () => current && acting.snooze(current) },
    {
      keys: "e",
      label: t("keys.edit"),
      group,
      run: () => current && void navigate({ to: "/tasks/$id/edit", params: { id: current.id } }),
    },
  ]);
  const here = current?.id;
  useEffect(() => {
    if (here) document.getElementById(`task-${here}`)?.scrollIntoView({ block: "nearest" });
  }, [here]);

  if (error || !tasks) return <Unanswered of={{ error, retry }} lines={6} />;
  return (
    <>
      {all.length === 0 && (
        <EmptyState icon={CircleCheckBig} title={t("tasks.nothingTitle")}>
          {t("tasks.nothingText")}
        </EmptyState>
      )}
      {groups.map((one) => (
        <section key={one.group} aria-labelledby={`group-${one.group}`} className="pt-5">
          <h2
            id={`group-${one.group}`}
            className={one.group === "overdue" ? "font-semibold text-danger" : "font-semibold"}
          >
            {t(`tasks.group.${one.group}`)}{" "}
            <span className="tabular text-xs font-normal text-muted">{format.number(one.tasks.length)}</span>
          </h2>
          <ul className="mt-1 flex flex-col">
            {one.tasks.map((task) => (
              <TaskLine key={task.id} task={task} acting={acting} current={task.id === here} />
            ))}
          </ul>
        </section>
      ))}
      <Beyond shown={tasks.length} total={total} />
      {acting.dialogs}
    </>
  );
}
