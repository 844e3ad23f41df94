// What is to be done today, what is late before it, and the line to type the next into.
import { CircleCheckBig } from "lucide-react";
import { useTranslation } from "react-i18next";
import { PageSkeleton } from "@/kit";
import { nowMs, useFormat } from "@/locales/format";
import { useActing } from "../tasks/acting";
import { useAgenda } from "../tasks/queries";
import { QuickAdd } from "../tasks/QuickAdd";
import { TaskLine } from "../tasks/TaskLine";
import { groupOf, inOrder } from "../tasks/when";
import { Nothing, Part, Trouble } from "./Part";

const SHOWN = 8;

export function TasksPart() {
  const { t } = useTranslation();
  const format = useFormat();
  const acting = useActing();
  const { tasks, error, retry } = useAgenda();
  const now = nowMs();
  const due = inOrder((tasks ?? []).filter((task) => ["overdue", "today"].includes(groupOf(task, now))));
  const rest = due.length - SHOWN;
  return (
    <Part title={t("home.part.tasks")} icon={CircleCheckBig} to="/tasks" toLabel={t("home.allTasks")}>
      <QuickAdd />
      {error ? (
        <Trouble error={error} retry={retry} />
      ) : !tasks ? (
        <PageSkeleton lines={3} />
      ) : due.length === 0 ? (
        <Nothing>{t("home.nothingDue")}</Nothing>
      ) : (
        <ul className="mt-2 flex flex-col">
          {due.slice(0, SHOWN).map((task) => (
            <TaskLine key={task.id} task={task} acting={acting} />
          ))}
        </ul>
      )}
      {rest > 0 && (
        <p className="mt-1 text-xs text-muted">
          {t("home.more", { count: rest, shown: format.number(rest) })}
        </p>
      )}
      {acting.dialogs}
    </Part>
  );
}
