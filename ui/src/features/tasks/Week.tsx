// One week, day by day, with what was done in it.
import { clsx } from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, ErrorState, IconButton, PageSkeleton, useKeys } from "@/kit";
import { nowMs, useFormat } from "@/locales/format";
import { useSettings } from "@/features/settings/queries";
import { usePaper } from "@/records/paper";
import { useActing } from "./acting";
import { Beyond } from "./Beyond";
import { useWeek } from "./queries";
import { TaskLine } from "./TaskLine";
import { WeekPaper } from "./WeekPaper";
import { addDays, beginOf, dayAt, dueDay, inOrder, weekOf } from "./when";

export function Week() {
  const { t } = useTranslation();
  const format = useFormat();
  const today = dayAt(nowMs());
  const { first_weekday: begins = "monday" } = useSettings().data ?? {};
  /** Weeks from this one. */
  const [away, setAway] = useState(0);
  const first = addDays(weekOf(today, begins), away * 7);
  const acting = useActing();
  const { tasks, total, error, retry } = useWeek(first);
  usePaper(<WeekPaper first={first} />);
  const group = t("place.tasks");
  const go = (weeks: number) => setAway(away + weeks);
  useKeys([
    { keys: "ArrowLeft", label: t("tasks.weekBefore"), group, run: () => go(-1) },
    { keys: "ArrowRight", label: t("tasks.weekAfter"), group, run: () => go(1) },
  ]);
  if (error) return <ErrorState error={error} onRetry={retry} />;
  const last = addDays(first, 6);
  const range = new Intl.DateTimeFormat(format.locale, { day: "numeric", month: "long", year: "numeric" });
  return (
    <>
      <div className="flex items-center gap-1 pt-4">
        <IconButton
          icon={ChevronLeft}
          label={t("tasks.weekBefore")}
          onClick={() => go(-1)}
          className="flip-rtl -ms-2"
        />
        <IconButton
          icon={ChevronRight}
          label={t("tasks.weekAfter")}
          onClick={() => go(1)}
          className="flip-rtl"
        />
        <h2 className="ms-1 font-semibold" aria-live="polite">
          <time dateTime={first}>{range.formatRange(beginOf(first), beginOf(last))}</time>
        </h2>
        {away !== 0 && (
          <Button small weight="ghost" onClick={() => setAway(0)}>
            {t("tasks.thisWeek")}
          </Button>
        )}
      </div>
      {!tasks ? (
        <PageSkeleton lines={7} />
      ) : (
        <>
          <Beyond shown={tasks.length} total={total} />
          <ol className="flex flex-col pt-2">
            {Array.from({ length: 7 }, (_, at) => addDays(first, at)).map((day) => {
              const those = inOrder(tasks.filter((task) => dueDay(task) === day));
              return (
                <li
                  key={day}
                  className="grid gap-x-4 border-t border-line py-2 first:border-0 sm:grid-cols-[7rem_1fr]"
                >
                  <h3
                    className={clsx(
                      "pt-1.5 text-sm",
                      day === today ? "font-semibold text-accent" : "text-muted",
                    )}
                  >
                    <time dateTime={day}>
                      {new Intl.DateTimeFormat(format.locale, {
                        weekday: "short",
                        day: "numeric",
                        month: "short",
                      }).format(beginOf(day))}
                    </time>
                    {day === today && <span className="sr-only"> {t("tasks.group.today")}</span>}
                  </h3>
                  {those.length > 0 ? (
                    <ul className="flex min-w-0 flex-col">
                      {those.map((task) => (
                        <TaskLine key={task.id} task={task} acting={acting} />
                      ))}
                    </ul>
                  ) : (
                    <p className="py-1.5 text-muted max-sm:hidden">{t("tasks.nothingDue")}</p>
                  )}
                </li>
              );
            })}
          </ol>
        </>
      )}
      {acting.dialogs}
    </>
  );
}
