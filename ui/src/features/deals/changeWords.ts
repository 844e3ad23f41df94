// What changed of a deal in words, on the screen and on paper.
import { useTranslation } from "react-i18next";
import type { ChangedDeal, FieldChange } from "@/client";
import { useFormat } from "@/locales/format";
import { useChoiceWord, useFieldLabel } from "@/records/catalogue";
import { formatValue, plain } from "@/records/Value";

const TYPES: Record<string, string> = { amount: "money", close_date: "date" };

export function useChangeWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useFieldLabel("deal");
  const choice = useChoiceWord("deal");
  return {
    label: (change: FieldChange): string => label(change.field),
    said: (deal: ChangedDeal, change: FieldChange, value: FieldChange["to"]): string => {
      if (value === null || value === undefined) return t("deals.nothing");
      if (change.field === "stage_id") return deal.stages[plain(value)] ?? t("value.gone");
      const type = TYPES[change.field];
      return type ? formatValue(value, type, format) : choice(change.field, plain(value));
    },
  };
}
