// What comes from where: what is open from each source, what was won and lost, how often and how soon.
import { ChartColumn } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { EmptyState, Unanswered } from "@/kit";
import { Cell, FigureRow, FigureTable, SumCell } from "./FigureTable";
import { SOURCE_CELLS, useFigures } from "./figureWords";

export function SourceTable({ pipeline }: { pipeline: string }) {
  const { t } = useTranslation();
  const { days, percent } = useFigures();
  const answer = useRead("deals.sources", pipeline ? { pipeline_id: pipeline } : {}, { keep: true });
  if (answer.error || !answer.data) return <Unanswered of={answer} lines={7} />;
  const { sources, home_currency: home, more } = answer.data;
  if (sources.length === 0)
    return (
      <EmptyState icon={ChartColumn} title={t("deals.sourcesEmpty")}>
        {t("deals.sourcesEmptyText")}
      </EmptyState>
    );
  const columns = [...SOURCE_CELLS, "rate" as const, "cycle" as const];
  return (
    <div className="pt-3">
      <FigureTable
        caption={t("deals.sourcesText")}
        rows={t("deals.source")}
        columns={columns.map((one) => t(`deals.sourceColumn.${one}`))}
      >
        {sources.map((source) => (
          <FigureRow
            key={source.name ?? ""}
            wrap
            name={
              source.name === null ? (
                <span className="text-muted">{t("deals.noSource")}</span>
              ) : (
                <bdi>{source.name}</bdi>
              )
            }
          >
            {SOURCE_CELLS.map((cell) => (
              <SumCell key={cell} of={source[cell]} home={home} />
            ))}
            <Cell>{percent(source.win_rate)}</Cell>
            <Cell>{days(source.cycle_days)}</Cell>
          </FigureRow>
        ))}
      </FigureTable>
      {more > 0 && <p className="pt-2 text-muted">{t("deals.moreSources", { count: more })}</p>}
    </div>
  );
}
