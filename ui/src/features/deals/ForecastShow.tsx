// What may be won and when, how deals pass through the stages, and what changed since last week. Every number leads to
// the list behind it.
import { Link } from "@tanstack/react-router";
import { ChartColumn } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Condition } from "@/client";
import { EmptyState, ErrorState, Page, PageSkeleton, Select, Tabs } from "@/kit";
import { useFormat } from "@/locales/format";
import { usePaper } from "@/records/paper";
import { ChangedDeals } from "./ChangedDeals";
import { TotalText } from "./figures";
import { CELLS, useFigures } from "./figureWords";
import { ForecastPaper } from "./ForecastPaper";
import { FunnelTable } from "./FunnelTable";
import { usePipelines } from "./queries";
import { SourceTable } from "./SourceTable";
import { ViewSwitch } from "./ViewSwitch";

export const TH = "px-3 py-2 text-end text-xs font-medium text-muted whitespace-nowrap";
export const TD = "tabular px-3 py-2 text-end align-top";

export function ForecastShow() {
  const { t } = useTranslation();
  const pipelines = usePipelines();
  const [pipeline, setPipeline] = useState("");
  const [tab, setTab] = useState("months");
  // Stages are those of one pipeline.
  const first = pipelines?.[0]?.id ?? "";
  const onlyOne = tab === "funnel";
  usePaper(<ForecastPaper pipeline={pipeline} />);
  return (
    <Page
      title={t("deals.forecast")}
      scroll={false}
      toolbar={
        <div className="flex flex-wrap items-center gap-2">
          {(pipelines?.length ?? 0) > 1 && (
            <Select
              aria-label={t("deals.pipeline")}
              className="w-auto!"
              value={pipeline || (onlyOne ? first : "")}
              onChange={(event) => setPipeline(event.target.value)}
            >
              {!onlyOne && <option value="">{t("deals.allPipelines")}</option>}
              {pipelines?.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
          <div className="ms-auto">
            <ViewSwitch view="forecast" />
          </div>
        </div>
      }
    >
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line bg-surface px-4 pb-10 md:px-6">
        <Tabs
          label={t("deals.forecast")}
          value={tab}
          onChange={setTab}
          items={[
            { id: "months", label: t("deals.months"), content: <Months pipeline={pipeline} /> },
            { id: "funnel", label: t("deals.funnel"), content: <FunnelTable pipeline={pipeline || first} /> },
            { id: "sources", label: t("deals.sources"), content: <SourceTable pipeline={pipeline} /> },
            { id: "changed", label: t("deals.changed"), content: <ChangedDeals pipeline={pipeline} /> },
          ]}
        />
      </div>
    </Page>
  );
}

/** A number that leads to its list. */
export function Behind({ rules, children }: { rules: Condition[]; children: ReactNode }) {
  return (
    <Link
      to="/deals"
      search={{ view: "list", rules }}
      className="hit text-accent underline-offset-2 hover:underline"
    >
      {children}
    </Link>
  );
}

function Months({ pipeline }: { pipeline: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigures();
  const answer = useRead("deals.forecast", pipeline ? { pipeline_id: pipeline } : {}, { keep: true });
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <PageSkeleton lines={7} />;
  const { periods, home_currency: home } = answer.data;
  if (periods.every((period) => CELLS.every((cell) => period[cell].count === 0)))
    return (
      <EmptyState icon={ChartColumn} title={t("deals.forecastEmpty")}>
        {t("deals.forecastEmptyText")}
      </EmptyState>
    );
  const most = Math.max(1, ...periods.map(({ weighted }) => weighted.total.minor ?? 0));
  return (
    <div className="overflow-x-auto pt-3">
      <table className="w-full min-w-[44rem] border-collapse">
        <caption className="pb-2 text-start text-muted">
          <span className="sticky start-0 inline-block max-w-[calc(100vw-2rem)]">
            {t("deals.forecastText")}
          </span>
        </caption>
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={`${TH} text-start!`}>
              {t("deals.month")}
            </th>
            {CELLS.map((cell) => (
              <th key={cell} scope="col" className={TH}>
                {t(`deals.cell.${cell}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods.map((period) => (
            <tr key={period.month ?? period.sort} className="border-b border-line last:border-0">
              <th scope="row" className="px-3 py-2 text-start align-top font-medium whitespace-nowrap">
                {words.period(period)}
              </th>
              {CELLS.map((cell) => {
                const { count, total, rules } = period[cell];
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
                    {cell === "weighted" && count > 0 && (
                      <span
                        aria-hidden
                        className="ms-auto mt-1 block h-1.5 rounded-full bg-fill"
                        style={{ width: `${Math.max(2, (100 * (total.minor ?? 0)) / most)}%` }}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
