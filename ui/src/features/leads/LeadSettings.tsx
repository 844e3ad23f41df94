// Settings of leads: what a score is made of, when a lead qualifies by itself, and which territory it belongs to.
import { useTranslation } from "react-i18next";
import { Page } from "@/kit";
import { QualifyRules } from "./QualifyRules";
import { ScoreRules } from "./ScoreRules";
import { Territories } from "./Territories";

export function LeadSettings() {
  const { t } = useTranslation();
  return (
    <Page narrow title={t("leads.settings")}>
      <p className="pb-4 text-muted">{t("leads.settingsText")}</p>
      <ScoreRules />
      <QualifyRules />
      <Territories />
    </Page>
  );
}
