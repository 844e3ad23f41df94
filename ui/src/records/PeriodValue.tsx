// A period seen from today, as the filter bar asks for it and says it: this week, the last 30 days.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json, Period } from "@/client";
import { Field, Input, Select } from "@/kit";

const NAMED = [
  "today",
  "yesterday",
  "tomorrow",
  "this_week",
  "last_week",
  "next_week",
  "this_month",
  "last_month",
  "next_month",
  "this_quarter",
  "last_quarter",
  "next_quarter",
  "this_year",
  "last_year",
  "next_year",
] as const;
const COUNTED = ["last_days", "next_days", "older_than_days"] as const;
type Named = (typeof NAMED)[number];
type Counted = (typeof COUNTED)[number];

/** The most days that are counted. */
const MOST = 36_525;
const USUAL: Record<Counted, number> = { last_days: 30, next_days: 7, older_than_days: 30 };

export const FIRST_PERIOD: Period = "this_week";

/** What a value says of a period; null if it says none. */
export function periodOf(value: Json | undefined): { name: Named } | { name: Counted; count: number } | null {
  const name = NAMED.find((one) => one === value);
  if (name) return { name };
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const counted = COUNTED.find((one) => typeof value[one] === "number");
  return counted ? { name: counted, count: Number(value[counted]) } : null;
}

/** A period in words. */
export function usePeriodWords(): (value: Json | undefined) => string {
  const { t } = useTranslation();
  return (value) => {
    const period = periodOf(value);
    if (!period) return "";
    return "count" in period
      ? t(`period.${period.name}`, { count: period.count })
      : t(`period.${period.name}`);
  };
}

export function PeriodValue({ value, onChange }: { value: Json; onChange: (value: Json) => void }) {
  const { t } = useTranslation();
  const period = periodOf(value) ?? { name: FIRST_PERIOD as Named };
  const [typed, setTyped] = useState<string | null>(null);
  const count = "count" in period ? period.count : null;
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("filter.value")}>
        <Select
          value={period.name}
          onChange={(event) => {
            setTyped(null);
            const counted = COUNTED.find((one) => one === event.target.value);
            onChange(counted ? { [counted]: count ?? USUAL[counted] } : event.target.value);
          }}
        >
          {NAMED.map((one) => (
            <option key={one} value={one}>
              {t(`period.${one}`)}
            </option>
          ))}
          {COUNTED.map((one) => (
            <option key={one} value={one}>
              {t(`period.choose.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {count !== null && (
        <Field label={t("period.days")}>
          <Input
            type="number"
            min={1}
            max={MOST}
            value={typed ?? String(count)}
            onChange={(event) => {
              setTyped(event.target.value);
              const days = event.target.valueAsNumber;
              if (Number.isInteger(days) && days >= 1 && days <= MOST) onChange({ [period.name]: days });
            }}
          />
        </Field>
      )}
    </div>
  );
}
