// What may be won and when, how deals pass through the stages, and what changed since last week. Every number leads to
// the list behind it.
import { ChartColumn } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { EmptyState, Page, Select, Tabs, Unanswered } from "@/kit";
import { usePaper } from "@/records/paper";
import { ChangedDeals } from "./ChangedDeals";
import { FigureRow, FigureTable, SumCell } from "./FigureTable";
import { CELLS, useFigures } from "./figureWords";
import { ForecastPaper } from "./ForecastPaper";
import { FunnelTable } from "./FunnelTable";
import { usePipelines } from "./queries";
import { SourceTable } from "./SourceTable";
import { ViewSwitch } from "./ViewSwitch";

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

function Months({ pipeline }: { pipeline: string }) {
  const { t } = useTranslation();
  const words = useFigures();
  const answer = useRead("deals.forecast", pipeline ? { pipeline_id: pipeline } : {}, { keep: true });
  if (answer.error || !answer.data) return <Unanswered of={answer} lines={7} />;
  const { periods, home_currency: home } = answer.data;
  if (periods.every((period) => CELLS.every((cell) => period[cell].count === 0)))
    return (
      <EmptyState icon={ChartColumn} title={t("deals.forecastEmpty")}>
        {t("deals.forecastEmptyText")}
      </EmptyState>
    );
  const most = Math.max(1, ...periods.map(({ weighted }) => weighted.total.minor ?? 0));
  return (
    <div className="pt-3">
      <FigureTable
        caption={t("deals.forecastText")}
        rows={t("deals.month")}
        columns={CELLS.map((cell) => t(`deals.cell.${cell}`))}
      >
        {periods.map((period) => (
          <FigureRow key={period.month ?? period.sort} name={words.period(period)}>
            {CELLS.map((cell) => (
              <SumCell key={cell} of={period[cell]} home={home}>
                {cell === "weighted" && (
                  <span
                    aria-hidden
                    className="ms-auto mt-1 block h-1.5 rounded-full bg-fill"
                    style={{ width: `${Math.max(2, (100 * (period[cell].total.minor ?? 0)) / most)}%` }}
                  />
                )}
              </SumCell>
            ))}
          </FigureRow>
        ))}
      </FigureTable>
    </div>
  );
}
