// A week on paper: day by day what is due, with its time and whom it concerns; what is done already has its box ticked.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, type Row } from "@/client";
import { useTimeWords } from "@/features/day/words";
import { useFormat } from "@/locales/format";
import { ABOUT_PARTS } from "@/records/about";
import { useListFields } from "@/records/catalogue";
import { namesOf } from "@/records/names";
import { PaperSheet } from "@/records/PaperSheet";
import { useWeek, type TaskRow } from "./queries";
import { addDays, beginOf, dueDay, inOrder, isClosed } from "./when";

export function WeekPaper({ first }: { first: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useClient();
  const { tasks, total, error } = useWeek(first);
  const links = useListFields("task").filter(({ id }) => ABOUT_PARTS.some((part) => part === id));
  const [names, setNames] = useState<Map<string, string> | null>(null);
  const known = tasks !== undefined && links.length > 0;
  useEffect(() => {
    if (!known) return;
    namesOf(client, tasks as unknown as Row[], links).then(setNames, () => setNames(new Map()));
    // A sheet is of one moment.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [known]);
  const day = new Intl.DateTimeFormat(format.locale, { weekday: "long", day: "numeric", month: "long" });
  const range = new Intl.DateTimeFormat(format.locale, { day: "numeric", month: "long", year: "numeric" });
  const shown = tasks?.length ?? 0;
  return (
    <PaperSheet
      title={range.formatRange(beginOf(first), beginOf(addDays(first, 6)))}
      kind={t("tasks.sheet")}
      ready={names !== null}
      error={error}
      lines={[
        total > shown
          ? t("paper.leftOut", { shown: format.number(shown), left: format.number(total - shown) })
          : "",
      ]}
    >
      {Array.from({ length: 7 }, (_, at) => addDays(first, at)).map((one) => {
        const those = inOrder((tasks ?? []).filter((task) => dueDay(task) === one));
        return (
          <section key={one} aria-label={day.format(beginOf(one))}>
            <h2>{day.format(beginOf(one))}</h2>
            {those.length === 0 && <p className="sheet-line">{t("tasks.nothingDue")}</p>}
            {those.map((task) => (
              <Entry key={task.id} task={task} names={names ?? new Map<string, string>()} />
            ))}
          </section>
        );
      })}
    </PaperSheet>
  );
}

function Entry({ task, names }: { task: TaskRow; names: Map<string, string> }) {
  const { t } = useTranslation();
  const time = useTimeWords();
  const about = ABOUT_PARTS.flatMap((part) => task[part].flatMap((id) => names.get(id) ?? []));
  const facts = [
    task.priority === "none" ? "" : t(`choice.task.priority.${task.priority}`),
    ...about,
    task.outcome,
  ].filter(Boolean);
  const closed = isClosed(task);
  return (
    <div className="sheet-entry sheet-whole">
      <span className={closed ? "sheet-box sheet-ticked" : "sheet-box"}>{closed && "✓"}</span>
      <div>
        <p>
          <strong>
            {time(task) && `${time(task)} `}
            <bdi>{task.title}</bdi>
          </strong>
          {task.status !== "open" && ` · ${t(`choice.task.status.${task.status}`)}`}
        </p>
        {facts.length > 0 && <p dir="auto">{facts.join(" · ")}</p>}
      </div>
    </div>
  );
}
