// What is said of tasks: when they are due, how they come again, how long they take.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Task } from "@/client";
import { nowMs, useFormat } from "@/locales/format";
import { addDays, beginOf, dayAt, dueDay } from "./when";

/** A day as people say it: today, tomorrow, the name of one of the next days, else the date. */
export function useDayWords(): (day: string) => string {
  const format = useFormat();
  return useCallback(
    (day) => {
      const today = dayAt(nowMs());
      const at = beginOf(day);
      const relative = new Intl.RelativeTimeFormat(format.locale, { numeric: "auto" });
      for (const away of [-1, 0, 1]) if (day === addDays(today, away)) return relative.format(away, "day");
      const near = day > today && day < addDays(today, 7);
      if (near) return new Intl.DateTimeFormat(format.locale, { weekday: "long" }).format(at);
      const sameYear = day.slice(0, 4) === today.slice(0, 4);
      return new Intl.DateTimeFormat(format.locale, {
        weekday: "short",
        day: "numeric",
        month: "short",
        ...(sameYear ? {} : { year: "numeric" }),
      }).format(at);
    },
    [format.locale],
  );
}

/** When a task is due, here; with a time that was meant elsewhere, that too. */
export function useDueWords(): (
  task: Pick<Task, "due" | "due_ms" | "due_time" | "due_zone" | "status">,
) => string {
  const format = useFormat();
  const words = useDayWords();
  return useCallback(
    (task) => {
      const day = dueDay(task);
      if (!day) return "";
      if (task.due_ms === undefined) return words(day);
      const time = new Intl.DateTimeFormat(format.locale, { timeStyle: "short" });
      return `${words(day)}, ${time.format(task.due_ms)}`;
    },
    [format.locale, words],
  );
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const FREQUENCY = { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" } as const;

/** A rule for coming again, in words; one that is more than they can say as it is written. */
export function useRuleWords(): (rule: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback(
    (rule) => {
      const parts = Object.fromEntries(rule.split(";").map((part) => part.split("=", 2) as [string, string]));
      const { FREQ, INTERVAL, BYDAY, BYMONTHDAY, COUNT, UNTIL, ...rest } = parts;
      const unit = FREQUENCY[FREQ as keyof typeof FREQUENCY];
      if (!unit || Object.keys(rest).length > 0) return rule;
      const count = Number(INTERVAL ?? 1);
      const said = [t(`tasks.every.${unit}`, { count })];
      if (BYDAY) {
        // 5 January 1970 was a Monday.
        const name = (letters: string) =>
          new Intl.DateTimeFormat(format.locale, { weekday: "long", timeZone: "UTC" }).format(
            Date.UTC(1970, 0, 5 + WEEKDAYS.indexOf(letters)),
          );
        const days = BYDAY.split(",").map((one) => /^([+-]?\d)?([A-Z]{2})$/.exec(one));
        if (days.some((one) => !one || !WEEKDAYS.includes(one[2] ?? ""))) return rule;
        const ranks = ["", "first", "second", "third", "fourth", "fifth"] as const;
        const names = days.map((one) => {
          const [, rank, letters = ""] = one ?? [];
          if (!rank) return name(letters);
          const which = rank === "-1" ? "last" : ranks[Number(rank)];
          return which ? t(`tasks.rank.${which}`, { day: name(letters) }) : rule;
        });
        said.push(t("tasks.on", { days: format.list(names) }));
      }
      if (BYMONTHDAY)
        said.push(
          BYMONTHDAY === "-1"
            ? t("tasks.lastDay")
            : t("tasks.onDay", { day: format.number(Number(BYMONTHDAY)) }),
        );
      if (COUNT) said.push(t("tasks.times", { count: Number(COUNT) }));
      if (UNTIL)
        said.push(
          t("tasks.until", { day: format.day(UNTIL.replace(/^(\d{4})(\d\d)(\d\d).*$/, "$1-$2-$3")) }),
        );
      return said.join(", ");
    },
    [t, format],
  );
}

/** A length of time in minutes. */
export function useMinutesWords(): (minutes: number) => string {
  const format = useFormat();
  return useCallback(
    (minutes) => {
      const unit = (value: number, of: "hour" | "minute") =>
        new Intl.NumberFormat(format.locale, { style: "unit", unit: of, unitDisplay: "short" }).format(value);
      const [hours, left] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
      return [hours > 0 ? unit(hours, "hour") : "", left > 0 || hours === 0 ? unit(left, "minute") : ""]
        .filter(Boolean)
        .join(" ");
    },
    [format.locale],
  );
}
