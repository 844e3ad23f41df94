// How deals pass through a pipeline: how many came, how many went on, how long it took, how old they are.
import { ChartColumn } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { EmptyState, Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { Behind, Cell, FigureRow, FigureTable } from "./FigureTable";
import { TotalText } from "./figures";
import { AGES, useFigures } from "./figureWords";

export function FunnelTable({ pipeline }: { pipeline: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { days, percent, velocity } = useFigures();
  const answer = useRead("deals.funnel", pipeline ? { pipeline_id: pipeline } : {}, { keep: true });
  if (answer.error || !answer.data) return <Unanswered of={answer} lines={7} />;
  const funnel = answer.data;
  if (funnel.stages.every(({ entered }) => entered === 0))
    return (
      <EmptyState icon={ChartColumn} title={t("deals.funnelEmpty")}>
        {t("deals.funnelEmptyText")}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-6 pt-4">
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-6">
        <Figure label={t("deals.wonYear")}>
          <Behind rules={funnel.won_rules}>{format.number(funnel.won)}</Behind>
        </Figure>
        <Figure label={t("deals.lostYear")}>
          <Behind rules={funnel.lost_rules}>{format.number(funnel.lost)}</Behind>
        </Figure>
        <Figure label={t("deals.winRate")}>{percent(funnel.win_rate)}</Figure>
        <Figure label={t("deals.wonTotal")}>
          <TotalText total={funnel.won_total} home={funnel.home_currency} />
        </Figure>
        <Figure label={t("deals.cycle")}>{days(funnel.cycle_days)}</Figure>
        <Figure label={t("deals.velocity")}>{velocity(funnel)}</Figure>
      </dl>
      <FigureTable
        caption={t("deals.funnelText")}
        rows={t("deals.stage")}
        columns={[
          ...(["entered", "advanced", "wentLost", "conversion", "time", "now"] as const).map((one) =>
            t(`deals.column.${one}`),
          ),
          ...AGES.map((age) => t(`deals.age.${age}`)),
        ]}
        className="min-w-[52rem]"
        tight
      >
        {funnel.stages.map((stage) => (
          <FigureRow key={stage.id} name={<bdi>{stage.name}</bdi>}>
            <Cell>
              <Behind rules={stage.entered_rules}>{format.number(stage.entered)}</Behind>
            </Cell>
            <Cell>{stage.outcome === "open" ? format.number(stage.advanced) : "–"}</Cell>
            <Cell>{stage.outcome === "open" ? format.number(stage.lost) : "–"}</Cell>
            <Cell>{percent(stage.conversion)}</Cell>
            <Cell>{days(stage.average_days)}</Cell>
            <Cell>
              <Behind rules={stage.rules}>{format.number(stage.here)}</Behind>
            </Cell>
            {stage.ages.map((count, at) => (
              <Cell key={at}>
                {stage.outcome === "open" && count > 0 ? (
                  <Behind rules={stage.age_rules[at] ?? []}>{format.number(count)}</Behind>
                ) : (
                  <span className="text-muted">–</span>
                )}
              </Cell>
            ))}
          </FigureRow>
        ))}
      </FigureTable>
    </div>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="rounded-lg border border-line p-3 contrast:border-line-strong">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="mt-1 text-lg font-semibold tracking-tight">{children}</dd>
    </div>
  );
}
