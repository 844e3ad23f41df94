// How deals pass through a pipeline: how many came, how many went on, how long it took, how old they are.
import { ChartColumn } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { EmptyState, ErrorState, PageSkeleton } from "@/kit";
import { useFormat } from "@/locales/format";
import { Behind, TD, TH } from "./ForecastShow";
import { TotalText } from "./figures";
import { AGES, useFigures } from "./figureWords";

export function FunnelTable({ pipeline }: { pipeline: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { days, percent, velocity } = useFigures();
  const answer = useRead("deals.funnel", pipeline ? { pipeline_id: pipeline } : {}, { keep: true });
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <PageSkeleton lines={7} />;
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
      <div className="overflow-x-auto">
        <table className="w-full min-w-[52rem] border-collapse">
          <caption className="pb-2 text-start text-muted">
            <span className="sticky start-0 inline-block max-w-[calc(100vw-2rem)]">
              {t("deals.funnelText")}
            </span>
          </caption>
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className={`${TH} text-start!`}>
                {t("deals.stage")}
              </th>
              {(["entered", "advanced", "wentLost", "conversion", "time", "now"] as const).map((one) => (
                <th key={one} scope="col" className={`${TH} whitespace-normal!`}>
                  {t(`deals.column.${one}`)}
                </th>
              ))}
              {AGES.map((age) => (
                <th key={age} scope="col" className={`${TH} whitespace-normal!`}>
                  {t(`deals.age.${age}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {funnel.stages.map((stage) => (
              <tr key={stage.id} className="border-b border-line last:border-0">
                <th scope="row" className="px-3 py-2 text-start font-medium whitespace-nowrap">
                  <bdi>{stage.name}</bdi>
                </th>
                <td className={TD}>
                  <Behind rules={stage.entered_rules}>{format.number(stage.entered)}</Behind>
                </td>
                <td className={TD}>{stage.outcome === "open" ? format.number(stage.advanced) : "–"}</td>
                <td className={TD}>{stage.outcome === "open" ? format.number(stage.lost) : "–"}</td>
                <td className={TD}>{percent(stage.conversion)}</td>
                <td className={TD}>{days(stage.average_days)}</td>
                <td className={TD}>
                  <Behind rules={stage.rules}>{format.number(stage.here)}</Behind>
                </td>
                {stage.ages.map((count, at) => (
                  <td key={at} className={TD}>
                    {stage.outcome === "open" && count > 0 ? (
                      <Behind rules={stage.age_rules[at] ?? []}>{format.number(count)}</Behind>
                    ) : (
                      <span className="text-muted">–</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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
