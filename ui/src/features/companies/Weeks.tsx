// How much was spoken, week by week: a small drawing, and the same as a table.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EngagementWeek } from "@/client";
import { Button } from "@/kit";
import { useFormat } from "@/locales/format";

const SORTS = ["calls", "meetings", "messages"] as const;
/** Told apart by how they are drawn, too: full, half, outlined. */
const LOOKS = {
  calls: "bg-fill",
  meetings: "bg-success",
  messages: "border border-line-strong bg-surface",
} as const;

export function Weeks({ weeks }: { weeks: EngagementWeek[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [listed, setListed] = useState(false);
  const sum = (week: EngagementWeek) => SORTS.reduce((all, sort) => all + week[sort], 0);
  const most = Math.max(1, ...weeks.map(sum));
  const days = new Intl.DateTimeFormat(format.locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const day = ({ monday }: EngagementWeek) => days.format(Date.parse(monday));
  const spoken = weeks.filter((week) => sum(week) > 0);
  const total = weeks.reduce((all, week) => all + sum(week), 0);
  const [first, last] = [weeks[0], weeks.at(-1)];
  return (
    <section aria-label={t("engagement.weeks")} className="rounded-lg border border-line p-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="font-medium">{t("engagement.sum", { count: total, weeks: weeks.length })}</p>
        {spoken.length > 0 && (
          <Button small weight="ghost" className="ms-auto" onClick={() => setListed(!listed)}>
            {t(listed ? "engagement.draw" : "engagement.list")}
          </Button>
        )}
      </div>
      {listed ? (
        <table className="mt-2 w-full text-xs">
          <thead className="text-muted">
            <tr className="border-b border-line">
              <th scope="col" className="py-1.5 text-start font-medium">
                {t("engagement.week")}
              </th>
              {SORTS.map((sort) => (
                <th key={sort} scope="col" className="py-1.5 text-end font-medium">
                  {t(`engagement.sort.${sort}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {spoken.toReversed().map((week) => (
              <tr key={week.monday} className="border-b border-line last:border-0">
                <th scope="row" className="py-1.5 text-start font-normal">
                  {t("engagement.weekOf", { day: day(week) })}
                </th>
                {SORTS.map((sort) => (
                  <td key={sort} className="tabular py-1.5 text-end">
                    {format.number(week[sort])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        spoken.length > 0 && (
          <>
            <div
              role="img"
              aria-label={t("engagement.picture", {
                count: spoken.length,
                weeks: weeks.length,
                most: format.number(most),
              })}
              className="mt-3 flex h-16 items-end gap-0.5 border-b border-line-strong"
            >
              {weeks.map((week) => (
                <span
                  key={week.monday}
                  title={t("engagement.weekOf", { day: day(week) })}
                  className="flex h-full max-w-6 min-w-1 flex-1 flex-col-reverse"
                >
                  {SORTS.map((sort) => (
                    <span
                      key={sort}
                      className={LOOKS[sort]}
                      style={{
                        height: `${(100 * week[sort]) / most}%`,
                        ...(week[sort] === 0 ? { border: 0 } : {}),
                      }}
                    />
                  ))}
                </span>
              ))}
            </div>
            <div className="mt-1 flex justify-between text-xs text-muted">
              <span>{first && day(first)}</span>
              <span>{last && day(last)}</span>
            </div>
            <ul className="mt-1 flex flex-wrap gap-x-4 text-xs text-muted">
              {SORTS.map((sort) => (
                <li key={sort} className="flex items-center gap-1.5">
                  <span aria-hidden className={`size-2.5 ${LOOKS[sort]}`} />
                  {t(`engagement.sort.${sort}`)}
                </li>
              ))}
            </ul>
          </>
        )
      )}
    </section>
  );
}
