// The words of a score: why a lead has points. Usual rules have words in the locales, the seller's have their own.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Contribution, EffectiveRule } from "@/client";
import { useFormat } from "@/locales/format";

/** What a rule is called. */
export function useRuleName(): (usual: string | null, name: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (usual, name) => {
      const key = `leads.usual.${usual ?? ""}`;
      return usual && i18n.exists(key) ? t(key as "leads.usual.hot") : name;
    },
    [t, i18n],
  );
}

/** Why there are points, with how many there are of what is counted. */
export function useReasonWords(): (one: Contribution) => string {
  const name = useRuleName();
  const format = useFormat();
  return (one) =>
    one.count === null
      ? name(one.usual, one.reason)
      : `${name(one.usual, one.reason)} (${format.number(one.count)})`;
}

/** What a rule adds, in words: once, or for each. */
export function usePointsWords(): (rule: Pick<EffectiveRule, "points" | "each" | "up_to">) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ points, each, up_to }) => {
    const said = format.signed(points);
    if (!each) return said;
    const what = t(`leads.each.${each as "note_count"}`);
    return up_to === null
      ? t("leads.pointsEach", { points: said, what })
      : t("leads.pointsEachUpTo", { points: said, what, most: format.number(up_to) });
  };
}
