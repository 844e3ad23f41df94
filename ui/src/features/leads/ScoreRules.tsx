// The rules of scores by what they are about. The usual ones are in the program until the seller begins to change them.
import { Pencil, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type EffectiveRule, type Row } from "@/client";
import { Button, Dialog, Unanswered, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { plain } from "@/records/Value";
import { usePointsWords, useRuleName } from "./reasons";
import { RuleLines, RuleSection, useRemoveRule, type RuleLine } from "./RuleLines";
import { ScoreRuleForm } from "./ScoreRuleForm";

export function ScoreRules() {
  const { t, i18n } = useTranslation();
  const toast = useToast();
  const format = useFormat();
  const name = useRuleName();
  const points = usePointsWords();
  const effective = useRead("score_rules.effective", {});
  const kept = useRead("score_rules.list", {
    limit: 500,
    fields: ["name", "dimension", "filter", "points", "each", "up_to", "paused", "position"],
  }).data?.rows;
  const begin = useAct("score_rules.begin");
  const rescore = useAct("leads.rescore");
  const remove = useRemoveRule(useAct("score_rules.delete"));
  const [editing, setEditing] = useState<Row | "new" | null>(null);
  if (effective.error || !effective.data) return <Unanswered of={effective} lines={6} />;
  const { begun, rules } = effective.data;
  const usual = (rule: EffectiveRule): RuleLine => ({
    key: rule.usual ?? rule.name,
    name: name(rule.usual, rule.name),
    text: t(`leads.dimension.${rule.dimension}`),
    figure: points(rule),
  });
  const own = (row: Row): RuleLine => ({
    key: row.id,
    name: row.title,
    text: [
      t(`leads.dimension.${plain(row["dimension"]) as "fit"}`),
      row["paused"] === true ? t("leads.paused") : "",
    ]
      .filter(Boolean)
      .join(" · "),
    figure: points({
      points: Number(row["points"]),
      each: plain(row["each"]) || null,
      up_to: typeof row["up_to"] === "number" ? row["up_to"] : null,
    }),
    onEdit: () => setEditing(row),
    onRemove: () => remove(row),
  });
  return (
    <RuleSection
      title={t("leads.rules")}
      text={t("leads.rulesText")}
      {...(begun ? { add: t("leads.newRule"), onAdd: () => setEditing("new") } : {})}
    >
      <RuleLines lines={begun ? (kept ?? []).map(own) : rules.map(usual)} empty={t("leads.noRules")} />
      <div className="mt-3 flex flex-wrap gap-2">
        {!begun && (
          <Button
            icon={Pencil}
            busy={begin.isPending}
            onClick={() => begin.mutate({ language: i18n.language }, { onError: toast.fail })}
          >
            {t("leads.changeRules")}
          </Button>
        )}
        <Button
          icon={RefreshCw}
          busy={rescore.isPending}
          onClick={() =>
            rescore.mutate(
              {},
              {
                onSuccess: ({ changed }) =>
                  toast.show({
                    text: t("leads.rescored", { count: changed, shown: format.number(changed) }),
                  }),
                onError: toast.fail,
              },
            )
          }
        >
          {t("leads.rescore")}
        </Button>
      </div>
      <Dialog
        open={editing !== null}
        wide
        onOpenChange={(open) => !open && setEditing(null)}
        title={editing === null || editing === "new" ? t("leads.newRule") : editing.title}
      >
        {editing && <ScoreRuleForm rule={editing === "new" ? null : editing} done={() => setEditing(null)} />}
      </Dialog>
    </RuleSection>
  );
}
