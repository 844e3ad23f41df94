// What is to be done about the record whose page this is, and the line to type the next into.
import type { Id } from "@/client";
import type { AboutPart } from "@/records/about";
import { useActing } from "./acting";
import { useOpenTasks } from "./queries";
import { QuickAdd } from "./QuickAdd";
import { TaskLine } from "./TaskLine";
import { inOrder } from "./when";
import { useTranslation } from "react-i18next";

export function OpenTasks({ part, id }: { part: AboutPart; id: Id }) {
  const { t } = useTranslation();
  const acting = useActing();
  const tasks = useOpenTasks(part, id);
  return (
    <section aria-label={t("tasks.openHere")} className="flex flex-col gap-2 pt-5">
      <QuickAdd about={{ [part]: [id] }} label={t("list.new.task")} />
      {tasks && tasks.length > 0 && (
        <ul className="flex flex-col">
          {inOrder(tasks).map((task) => (
            <TaskLine key={task.id} task={task} acting={acting} without={id} />
          ))}
        </ul>
      )}
      {acting.dialogs}
    </section>
  );
}
