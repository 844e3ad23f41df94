// How numbers and dates are written, and on which day weeks begin.
import { useTranslation } from "react-i18next";
import type { Settings } from "@/client";
import { Field, Select } from "@/kit";
import { FORMATS } from "@/locales";
import { makeFormat, nowMs } from "@/locales/format";
import { usePatchSettings } from "./queries";

const WEEKDAYS = ["monday", "saturday", "sunday"] as const;
/** A Sunday, for the names of the days. */
const SUNDAY = Date.UTC(2026, 0, 4);
const DAYS: Record<string, number> = { sunday: 0, monday: 1, friday: 5, saturday: 6 };

export function Formats({ settings }: { settings: Settings }) {
  const { t, i18n } = useTranslation();
  const patch = usePatchSettings();
  const names = new Intl.DisplayNames(i18n.language, { type: "region" });
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" });
  const example = (locale: string) => {
    const format = makeFormat(locale, nowMs);
    return `${new Intl.DateTimeFormat(locale, { dateStyle: "short" }).format(nowMs())} · ${format.number(1234.5)}`;
  };
  const begins = settings.first_weekday;
  const days = WEEKDAYS.some((day) => day === begins) ? WEEKDAYS : [...WEEKDAYS, begins];
  return (
    <>
      <Field label={t("settings.formats")} hint={t("settings.formatsHint")}>
        <Select
          value={settings.formats ?? ""}
          onChange={({ target }) => patch({ formats: target.value || null })}
          className="w-full max-w-xs"
        >
          <option value="">{t("settings.system")}</option>
          {FORMATS.filter((locale) => locale.startsWith(`${i18n.language}-`)).map((locale) => (
            <option key={locale} value={locale}>
              {`${names.of(locale.slice(3)) ?? locale}: ${example(locale)}`}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("settings.firstWeekday")} hint={t("settings.firstWeekdayHint")}>
        <Select
          value={begins}
          onChange={({ target }) => patch({ first_weekday: target.value })}
          className="w-full max-w-xs"
        >
          {days.map((day) => (
            <option key={day} value={day}>
              {weekday.format(SUNDAY + (DAYS[day] ?? 0) * 86_400_000)}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
