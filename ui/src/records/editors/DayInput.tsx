// A day whose year may be unknown: a birthday is often just that. Day, month by name, year if one has it.
import { useTranslation } from "react-i18next";
import { Input, Select } from "@/kit";
import { useFormat } from "@/locales/format";

interface Parts {
  day: string;
  month: string;
  year: string;
}

/** A day of which only a part was written: `~year-month-day`, any of them empty. It is kept in the draft as it is, so
 *  that nothing typed is lost, and refused before it is sent. */
const OPEN = /^~(\d{0,4})-(\d{0,2})-(\d{0,2})$/;

export const isOpenDay = (value: string): boolean => OPEN.test(value);

export function parseDay(value: string): Parts {
  const [, openYear, openMonth, openDay] = OPEN.exec(value) ?? [];
  if (openYear !== undefined) return { day: openDay ?? "", month: openMonth ?? "", year: openYear };
  const found = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(value);
  if (!found) return { day: "", month: "", year: "" };
  const [, year = "", month = "", day = ""] = found;
  return { day: String(Number(day)), month, year: year === "-" ? "" : year };
}

/** `YYYY-MM-DD`, `--MM-DD`, or the parts there are while it is not a day yet; nothing when there are none. */
export function joinDay({ day, month, year }: Parts): string {
  if (!day && !month && !year) return "";
  const number = Number(day);
  const open = `~${year}-${month}-${day}`;
  if (!month || !Number.isInteger(number) || number < 1 || number > 31) return open;
  const tail = `${month}-${String(number).padStart(2, "0")}`;
  if (!year) return `--${tail}`;
  return /^\d{4}$/.test(year) ? `${year}-${tail}` : open;
}

export function DayInput({
  value,
  onChange,
  name,
  ...wrong
}: {
  value: string;
  onChange: (value: string) => void;
  name: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
}) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const parts = parseDay(value);
  const months = Array.from({ length: 12 }, (_, at) =>
    new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(Date.UTC(2024, at, 1)),
  );
  const change = (part: Partial<Parts>) => onChange(joinDay({ ...parts, ...part }));
  /** What is missing is wrong; a day that is none is wrong as a whole. */
  const mark = (part: keyof Parts) => {
    const missing = part === "year" ? parts.year !== "" && parts.year.length < 4 : parts[part] === "";
    return !isOpenDay(value) || missing ? wrong : {};
  };
  return (
    <div role="group" aria-label={name} className="grid grid-cols-[4rem_1fr_5rem] gap-2">
      <Input
        aria-label={t("edit.day")}
        placeholder={t("edit.day")}
        inputMode="numeric"
        value={parts.day}
        {...mark("day")}
        onChange={(event) => change({ day: event.target.value.replace(/\D/g, "").slice(0, 2) })}
      />
      <Select
        aria-label={t("edit.month")}
        value={parts.month}
        {...mark("month")}
        onChange={(event) => change({ month: event.target.value })}
      >
        <option value="">{t("edit.month")}</option>
        {months.map((month, at) => (
          <option key={month} value={String(at + 1).padStart(2, "0")}>
            {month}
          </option>
        ))}
      </Select>
      <Input
        aria-label={t("edit.year")}
        placeholder={t("edit.year")}
        inputMode="numeric"
        value={parts.year}
        {...mark("year")}
        onChange={(event) => change({ year: event.target.value.replace(/\D/g, "").slice(0, 4) })}
      />
    </div>
  );
}
