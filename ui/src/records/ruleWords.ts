// A condition of a list in words: on chips, on paper.
import { useTranslation } from "react-i18next";
import type { Json } from "@/client";
import { useFormat } from "@/locales/format";
import type { ListField } from "./catalogue";
import { choiceOf } from "./choices";
import { dayOf } from "./moments";
import { ANY_KM, nearOf } from "./near";
import { useNearWords } from "./NearValue";
import { usePeriodWords } from "./PeriodValue";
import { formatValue } from "./Value";
import type { Rule } from "./view";

export interface RuleWords {
  /** The name of the field; empty where the value says it. */
  label: string;
  /** How it is asked for, behind the name of the field; empty where the value says it. */
  condition: string;
  /** What it is compared with: words, ids where the field points at records; none where there is nothing to compare. */
  values: string[];
}

export function useRuleWords(): (rule: Rule, field: ListField) => RuleWords {
  const { t } = useTranslation();
  const format = useFormat();
  const period = usePeriodWords();
  const near = useNearWords();
  return (rule, field) => {
    const choice = choiceOf(rule, field);
    const say = (one: Json | undefined): string => {
      if (rule.op === "within") return period(one);
      if (rule.op === "near") return near(one);
      if (field.type === "record") return String(one);
      if (field.type === "bool") return one === true ? t("value.yes") : t("value.no");
      if (field.type === "instant") return format.day(dayOf(one, choice));
      return field.type === "choice" ? field.words(String(one)) : formatValue(one, field.type, format);
    };
    // However far something is, there is only an order left to speak of.
    const ordered = choice === "near" && (nearOf(rule.value)?.km ?? 0) >= ANY_KM;
    const several = rule.op === "one_of" && Array.isArray(rule.value) ? rule.value : [rule.value];
    return {
      label: ordered ? "" : field.label,
      condition: ordered ? "" : t(`filter.op.${choice}`),
      values: rule.op === "empty" ? [] : several.map(say),
    };
  };
}
