// The figures of the forecast in words, on the screen and on paper.
import { useTranslation } from "react-i18next";
import type { Output } from "@/client";
import { useFormat } from "@/locales/format";

export const CELLS = ["won", "commit", "best_case", "pipeline", "weighted"] as const;
export const SOURCE_CELLS = ["open", "weighted", "won", "lost"] as const;
export const AGES = ["week", "month", "quarter", "older"] as const;

type Period = Output<"deals.forecast">["periods"][number];

export function useFigures() {
  const { t } = useTranslation();
  const format = useFormat();
  const month = new Intl.DateTimeFormat(format.locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const tenth = (value: number) => format.number(Math.round(value * 10) / 10);
  return {
    period: (one: Period): string =>
      one.month
        ? month.format(Date.parse(`${one.month}-01T00:00:00Z`))
        : t(`deals.period.${one.sort as "later"}`),
    days: (value: number | null): string =>
      value === null ? "–" : t("deals.inDays", { days: tenth(value) }),
    percent: (value: number | null): string =>
      value === null ? "–" : t("deals.percent", { percent: tenth(value) }),
    velocity: (funnel: Output<"deals.funnel">): string =>
      funnel.velocity_minor === null
        ? "–"
        : t("deals.aDay", { amount: format.money(funnel.velocity_minor, funnel.home_currency) }),
  };
}
