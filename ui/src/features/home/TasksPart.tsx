// What is to be done today, what is late before it, and the line to type the next into. A visit stands once: among today's
// visits where they are shown, else here.
import { CircleCheckBig } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDay } from "@/features/day/queries";
import { PageSkeleton } from "@/kit";
import { nowMs, useFormat } from "@/locales/format";
import { useActing } from "../tasks/acting";
import { useAgenda } from "../tasks/queries";
import { QuickAdd } from "../tasks/QuickAdd";
import { TaskLine } from "../tasks/TaskLine";
import { groupOf, inOrder } from "../tasks/when";
import { Nothing, Part, Trouble } from "./Part";
import { useParts } from "./parts";

const SHOWN = 8;

export function TasksPart() {
  const { t } = useTranslation();
  const format = useFormat();
  const acting = useActing();
  const { tasks, error, retry } = useAgenda();
  const plan = useDay();
  const apart = useParts()?.includes("visits") ?? false;
  const now = nowMs();
  const visits = new Set(apart ? plan.data?.visits.map(({ task }) => task.id) : []);
  const due = inOrder(
    (tasks ?? []).filter((task) => !visits.has(task.id) && ["overdue", "today"].includes(groupOf(task, now))),
  );
  const rest = due.length - SHOWN;
  return (
    <Part title={t("home.part.tasks")} icon={CircleCheckBig} to="/tasks" toLabel={t("home.allTasks")}>
      <QuickAdd />
      {error ? (
        <Trouble error={error} retry={retry} />
      ) : !tasks || (apart && plan.isPending) ? (
        <PageSkeleton lines={3} />
      ) : due.length === 0 ? (
        <Nothing>{t(visits.size > 0 ? "home.onlyVisits" : "home.nothingDue")}</Nothing>
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
