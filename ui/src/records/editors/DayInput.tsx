// A day whose year may be unknown: a birthday is often just that. Day, month by name, year if one has it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Input, Select } from "@/kit";
import { useFormat } from "@/locales/format";

interface Parts {
  day: string;
  month: string;
  year: string;
}

export function parseDay(value: string): Parts {
  const found = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(value);
  if (!found) return { day: "", month: "", year: "" };
  const [, year = "", month = "", day = ""] = found;
  return { day: String(Number(day)), month, year: year === "-" ? "" : year };
}

/** `YYYY-MM-DD`, `--MM-DD`, or nothing while it is not a day yet. */
export function joinDay({ day, month, year }: Parts): string {
  const number = Number(day);
  if (!month || !Number.isInteger(number) || number < 1 || number > 31) return "";
  const tail = `${month}-${String(number).padStart(2, "0")}`;
  if (!year) return `--${tail}`;
  return /^\d{4}$/.test(year) ? `${year}-${tail}` : "";
}

export function DayInput({
  value,
  onChange,
  name,
}: {
  value: string;
  onChange: (value: string) => void;
  name: string;
}) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const [parts, setParts] = useState(() => parseDay(value));
  const months = Array.from({ length: 12 }, (_, at) =>
    new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(Date.UTC(2024, at, 1)),
  );
  const change = (part: Partial<Parts>) => {
    const next = { ...parts, ...part };
    setParts(next);
    onChange(joinDay(next));
  };
  return (
    <div role="group" aria-label={name} className="grid grid-cols-[4rem_1fr_5rem] gap-2">
      <Input
        aria-label={t("edit.day")}
        placeholder={t("edit.day")}
        inputMode="numeric"
        value={parts.day}
        onChange={(event) => change({ day: event.target.value.replace(/\D/g, "").slice(0, 2) })}
      />
      <Select
        aria-label={t("edit.month")}
        value={parts.month}
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
        onChange={(event) => change({ year: event.target.value.replace(/\D/g, "").slice(0, 4) })}
      />
    </div>
  );
}
