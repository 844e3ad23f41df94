// What comes from where: what is open from each source, what was won and lost, how often and how soon.
import { ChartColumn } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { EmptyState, ErrorState, PageSkeleton } from "@/kit";
import { useFormat } from "@/locales/format";
import { Behind, TD, TH } from "./ForecastShow";
import { TotalText } from "./figures";
import { SOURCE_CELLS, useFigures } from "./figureWords";

export function SourceTable({ pipeline }: { pipeline: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { days, percent } = useFigures();
  const answer = useRead("deals.sources", pipeline ? { pipeline_id: pipeline } : {}, { keep: true });
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <PageSkeleton lines={7} />;
  const { sources, home_currency: home, more } = answer.data;
  if (sources.length === 0)
    return (
      <EmptyState icon={ChartColumn} title={t("deals.sourcesEmpty")}>
        {t("deals.sourcesEmptyText")}
      </EmptyState>
    );
  return (
    <div className="overflow-x-auto pt-3">
      <table className="w-full min-w-[44rem] border-collapse">
        <caption className="pb-2 text-start text-muted">
          <span className="sticky start-0 inline-block max-w-[calc(100vw-2rem)]">
            {t("deals.sourcesText")}
          </span>
        </caption>
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={`${TH} text-start!`}>
              {t("deals.source")}
            </th>
            {[...SOURCE_CELLS, "rate" as const, "cycle" as const].map((one) => (
              <th key={one} scope="col" className={TH}>
                {t(`deals.sourceColumn.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source.name ?? ""} className="border-b border-line last:border-0">
              <th
                scope="row"
                className="max-w-64 min-w-36 px-3 py-2 text-start align-top font-medium wrap-anywhere"
              >
                {source.name === null ? (
                  <span className="text-muted">{t("deals.noSource")}</span>
                ) : (
                  <bdi>{source.name}</bdi>
                )}
              </th>
              {SOURCE_CELLS.map((cell) => {
                const { count, total, rules } = source[cell];
                return (
                  <td key={cell} className={TD}>
                    {count > 0 ? (
                      <>
                        <Behind rules={rules}>
                          <TotalText total={total} home={home} />
                        </Behind>
                        <span className="block text-xs text-muted">
                          {t("deals.count", { count, shown: format.number(count) })}
                        </span>
                      </>
                    ) : (
                      <span className="text-muted" aria-label={t("deals.count", { count: 0, shown: "0" })}>
                        –
                      </span>
                    )}
                  </td>
                );
              })}
              <td className={TD}>{percent(source.win_rate)}</td>
              <td className={TD}>{days(source.cycle_days)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="pt-2 text-muted">{t("deals.moreSources", { count: more })}</p>}
    </div>
  );
}
