// What was done this week, beside the week before.
import { Link } from "@tanstack/react-router";
import { CalendarRange } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type WeekFigure } from "@/client";
import { PageSkeleton } from "@/kit";
import { useFormat } from "@/locales/format";
import { zoneHere } from "../tasks/queries";
import { Bar } from "./Bar";
import { Part, Trouble } from "./Part";

export function WeekPart() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useRead("home.week", { zone: zoneHere() });
  return (
    <Part title={t("home.part.week")} icon={CalendarRange} to="/activity" toLabel={t("home.allActivity")}>
      {error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : !data ? (
        <PageSkeleton lines={5} />
      ) : (
        <table className="w-full border-collapse">
          <caption className="sr-only">{t("home.part.week")}</caption>
          <thead>
            <tr className="text-xs text-muted">
              <th scope="col">
                <span className="sr-only">{t("home.what")}</span>
              </th>
              <th scope="col" className="ps-3 text-end font-medium">
                {t("home.thisWeek")}
              </th>
              <th scope="col" className="ps-3 text-end font-medium">
                {t("home.lastWeek")}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.figures.map((figure) => (
              <tr key={figure.name} className="border-b border-line last:border-0">
                <th scope="row" className="py-2 text-start align-top font-normal">
                  {t(`home.figure.${figure.name}`)}
                  <Compared {...figure} />
                </th>
                <td className="tabular py-2 ps-3 text-end align-top">
                  {figure.this_week > 0 ? (
                    <ListOf figure={figure}>{format.number(figure.this_week)}</ListOf>
                  ) : (
                    <span className="text-muted">{format.number(0)}</span>
                  )}
                </td>
                <td className="tabular py-2 ps-3 text-end align-top text-muted">
                  {format.number(figure.last_week)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  );
}

/** This week as a bar, the last one as a mark on it; each figure on a scale of its own. */
function Compared({ this_week, last_week }: WeekFigure) {
  const most = Math.max(this_week, last_week, 1);
  return <Bar share={this_week / most} mark={last_week > 0 ? last_week / most : null} />;
}

/** A number that leads to the records it counts. */
function ListOf({ figure: { plural, rules }, children }: { figure: WeekFigure; children: ReactNode }) {
  const look = "hit text-accent underline-offset-2 hover:underline";
  if (plural === "tasks")
    return (
      <Link to="/tasks" search={{ view: "all", rules }} className={look}>
        {children}
      </Link>
    );
  if (plural === "deals")
    return (
      <Link to="/deals" search={{ view: "list", rules }} className={look}>
        {children}
      </Link>
    );
  return (
    <Link to={plural === "contacts" ? "/contacts" : "/activity"} search={{ rules }} className={look}>
      {children}
    </Link>
  );
}
