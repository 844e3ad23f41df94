// Today on paper: the visits in their order, calls, everything else that is due, birthdays; with times, addresses, numbers
// and what was written down last.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type DayEntry } from "@/client";
import { zoneHere } from "@/features/tasks/queries";
import { dayAt, isOverdue } from "@/features/tasks/when";
import { useDueWords } from "@/features/tasks/words";
import { nowMs, useFormat } from "@/locales/format";
import { useLabelWord } from "@/records/FactGroup";
import { Markdown } from "@/records/Markdown";
import { PaperSheet } from "@/records/PaperSheet";
import { useDay } from "./queries";
import { useAddressLine, useTimeWords, useWay } from "./words";

export function DayPaper() {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useLabelWord();
  const way = useWay();
  const { data, error } = useDay();
  const dates = useRead("home.occasions", { zone: zoneHere(), days: 0 });
  const today = new Intl.DateTimeFormat(format.locale, { dateStyle: "full" }).format(nowMs());
  const calls = data?.tasks.filter(({ task }) => task.type === "call") ?? [];
  const others = data?.tasks.filter(({ task }) => task.type !== "call") ?? [];
  const born = dates.data?.occasions.filter(({ in_days }) => in_days === 0) ?? [];
  const visits = data?.visits ?? [];
  const nothing = visits.length + calls.length + others.length + born.length === 0;
  return (
    <PaperSheet
      title={today}
      kind={t("day.sheet")}
      ready={data !== undefined && (dates.data !== undefined || dates.error !== null)}
      error={error}
      lines={[nothing ? t("home.nothingDue") : ""]}
    >
      {visits.length > 0 && data && (
        <Part title={t("day.visits")}>
          <p className="sheet-line">
            {[
              data.start ? `${t("day.from")} ${data.start.name}` : "",
              data.km > 0 ? t("day.total", { distance: format.distance(data.km) }) : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
          {visits.map((visit, at) => {
            const far = way(visit);
            return (
              <Entry key={visit.task.id} entry={visit} late={visit.late} mark={format.number(at + 1)}>
                {far ? t("day.further", { distance: far }) : ""}
              </Entry>
            );
          })}
        </Part>
      )}
      {calls.length > 0 && (
        <Part title={t("day.calls")}>
          {calls.map((entry) => (
            <Entry key={entry.task.id} entry={entry} />
          ))}
        </Part>
      )}
      {others.length > 0 && (
        <Part title={t("paper.tasks")}>
          {others.map((entry) => (
            <Entry key={entry.task.id} entry={entry} />
          ))}
        </Part>
      )}
      {born.length > 0 && (
        <Part title={t("home.part.occasions")}>
          <ul>
            {born.map((one) => (
              <li key={`${one.contact_id} ${one.label}`} className="sheet-whole">
                <bdi>
                  <strong>{one.name}</strong>
                </bdi>{" "}
                {[
                  word(one.label) || t("field.contact.dates"),
                  one.years ? t("home.years", { count: one.years, shown: format.number(one.years) }) : "",
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </PaperSheet>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Something to be done: a box to tick or a number, when, what, whom, where, and the last note. */
function Entry({
  entry,
  mark,
  late: isLate,
  children,
}: {
  entry: DayEntry;
  mark?: string;
  late?: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const line = useAddressLine();
  const time = useTimeWords();
  const due = useDueWords();
  const format = useFormat();
  const { task, who, company, phone, note } = entry;
  const late = isLate ?? (isOverdue(task, nowMs()) && task.due !== dayAt(nowMs()));
  const facts = [who?.name === task.title ? "" : who?.name, company, phone, line(entry)].filter(Boolean);
  return (
    <div className="sheet-entry sheet-whole">
      {mark ? <span className="sheet-mark">{mark}</span> : <span className="sheet-box" />}
      <div>
        <p>
          <strong>
            {time(task) && !late && `${time(task)} `}
            <bdi>{task.title}</bdi>
          </strong>
          {late && ` · ${t("tasks.late")} ${due(task)}`}
        </p>
        {facts.length > 0 && <p dir="auto">{facts.join(" · ")}</p>}
        {children && <p className="sheet-line">{children}</p>}
        {note && (
          <div className="sheet-note">
            <span>{format.day(dayAt(note.at_ms))}: </span>
            <Markdown text={note.body} />
          </div>
        )}
      </div>
    </div>
  );
}
