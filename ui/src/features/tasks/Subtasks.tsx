// What a task is made of, how much of it is done, and the line to type the next part into.
import { useTranslation } from "react-i18next";
import type { Task } from "@/client";
import { useFormat } from "@/locales/format";
import { useActing } from "./acting";
import { useSubtasks } from "./queries";
import { QuickAdd } from "./QuickAdd";
import { TaskLine } from "./TaskLine";
import { inOrder, isClosed } from "./when";

export function Subtasks({ task }: { task: Task }) {
  const { t } = useTranslation();
  const format = useFormat();
  const acting = useActing();
  const tasks = useSubtasks(task.id);
  // What is done and has no parts gets none any more.
  if (isClosed(task) && tasks?.length === 0) return null;
  const ended = (tasks ?? []).filter(isClosed).length;
  return (
    <section aria-labelledby="subtasks" className="flex flex-col gap-2">
      <h2 id="subtasks" className="font-semibold">
        {t("tasks.subtasks")}{" "}
        {tasks && tasks.length > 0 && (
          <span className="tabular text-xs font-normal text-muted">
            {t("tasks.subtasksDone", { done: format.number(ended), all: format.number(tasks.length) })}
          </span>
        )}
      </h2>
      {tasks && tasks.length > 0 && (
        <ul className="flex flex-col">
          {inOrder(tasks).map((one) => (
            <TaskLine key={one.id} task={one} acting={acting} />
          ))}
        </ul>
      )}
      {!isClosed(task) && <QuickAdd parent={task.id} label={t("tasks.newSubtask")} />}
      {acting.dialogs}
    </section>
  );
}
