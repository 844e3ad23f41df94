// The forecast on paper: what may be won and when, how deals pass through the stages, and what changed since last week.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { useFormat } from "@/locales/format";
import { PaperSheet } from "@/records/PaperSheet";
import { AGES, CELLS, SOURCE_CELLS, useFigures } from "./figureWords";
import { useChangeWords } from "./changeWords";
import { TotalText } from "./figures";
import { usePipelines } from "./queries";

export function ForecastPaper({ pipeline }: { pipeline: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFigures();
  const change = useChangeWords();
  const of = pipeline ? { pipeline_id: pipeline } : {};
  const forecast = useRead("deals.forecast", of);
  const pipelines = usePipelines();
  // Stages are those of one pipeline, which is named where the sheet is about all.
  const staged = pipelines?.find(({ id }) => id === pipeline) ?? pipelines?.[0];
  const funnel = useRead("deals.funnel", staged ? { pipeline_id: staged.id } : {});
  const changed = useRead("deals.changed", of);
  const sources = useRead("deals.sources", of);
  const named = pipelines?.find(({ id }) => id === pipeline)?.name;
  const { periods = [], home_currency: home = "" } = forecast.data ?? {};
  const passed = funnel.data;
  const deals = changed.data?.deals ?? [];
  return (
    <PaperSheet
      title={named ?? t("deals.allPipelines")}
      kind={t("deals.forecast")}
      wide
      ready={Boolean(forecast.data && passed && changed.data && sources.data && pipelines)}
      error={forecast.error ?? funnel.error ?? changed.error ?? sources.error}
      lines={[t("deals.sheetText", { currency: home })]}
    >
      <Part title={t("deals.months")}>
        <Head first={t("deals.month")} others={CELLS.map((cell) => t(`deals.cell.${cell}`))}>
          {periods.map((period) => (
            <tr key={period.month ?? period.sort}>
              <th scope="row">{words.period(period)}</th>
              {CELLS.map((cell) => {
                const { count, total } = period[cell];
                return (
                  <td key={cell} className="sheet-figure">
                    {count > 0 ? (
                      <>
                        <TotalText total={total} home={home} />{" "}
                        <span className="sheet-line">
                          {t("deals.count", { count, shown: format.number(count) })}
                        </span>
                      </>
                    ) : (
                      "–"
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </Head>
      </Part>
      {passed && (
        <Part
          title={[t("deals.funnel"), ...(!named && (pipelines?.length ?? 0) > 1 ? [staged?.name] : [])].join(
            ": ",
          )}
        >
          <p className="sheet-line">
            {[
              [t("deals.wonYear"), format.number(passed.won)],
              [t("deals.lostYear"), format.number(passed.lost)],
              [t("deals.winRate"), words.percent(passed.win_rate)],
              [t("deals.cycle"), words.days(passed.cycle_days)],
              [t("deals.velocity"), words.velocity(passed)],
            ]
              .map(([label, value]) => `${label}: ${value}`)
              .join(" · ")}
          </p>
          <Head
            first={t("deals.stage")}
            others={[
              ...(["entered", "advanced", "wentLost", "conversion", "time", "now"] as const).map((one) =>
                t(`deals.column.${one}`),
              ),
              ...AGES.map((age) => t(`deals.age.${age}`)),
            ]}
          >
            {passed.stages.map((stage) => {
              const open = stage.outcome === "open";
              return (
                <tr key={stage.id}>
                  <th scope="row">
                    <bdi>{stage.name}</bdi>
                  </th>
                  {[
                    format.number(stage.entered),
                    open ? format.number(stage.advanced) : "–",
                    open ? format.number(stage.lost) : "–",
                    words.percent(stage.conversion),
                    words.days(stage.average_days),
                    format.number(stage.here),
                    ...stage.ages.map((count) => (open && count > 0 ? format.number(count) : "–")),
                  ].map((value, at) => (
                    <td key={at} className="sheet-figure">
                      {value}
                    </td>
                  ))}
                </tr>
              );
            })}
          </Head>
        </Part>
      )}
      {sources.data && sources.data.sources.length > 0 && (
        <Part title={t("deals.sources")}>
          <Head
            first={t("deals.source")}
            others={[...SOURCE_CELLS, "rate" as const, "cycle" as const].map((one) =>
              t(`deals.sourceColumn.${one}`),
            )}
          >
            {sources.data.sources.map((source) => (
              <tr key={source.name ?? ""}>
                <th scope="row">{source.name === null ? t("deals.noSource") : <bdi>{source.name}</bdi>}</th>
                {SOURCE_CELLS.map((cell) => (
                  <td key={cell} className="sheet-figure">
                    {source[cell].count > 0 ? <TotalText total={source[cell].total} home={home} /> : "–"}
                  </td>
                ))}
                <td className="sheet-figure">{words.percent(source.win_rate)}</td>
                <td className="sheet-figure">{words.days(source.cycle_days)}</td>
              </tr>
            ))}
          </Head>
        </Part>
      )}
      {deals.length > 0 && changed.data && (
        <Part title={t("deals.changed")}>
          {changed.data.more && <p className="sheet-line">{t("deals.changedMore")}</p>}
          {deals.map((deal) => (
            <div key={deal.id} className="sheet-happened sheet-whole">
              <p dir="auto">
                <strong>{deal.name}</strong>
                {[deal.company, deal.new ? t("deals.new") : "", deal.deleted ? t("deals.deleted") : ""]
                  .filter(Boolean)
                  .map((one) => ` · ${one}`)}
              </p>
              {deal.changes.map((one) => (
                <p key={one.field} className="sheet-line">
                  {`${change.label(one)}: ${change.said(deal, one, one.from)} → ${change.said(deal, one, one.to)}`}
                </p>
              ))}
            </div>
          ))}
        </Part>
      )}
    </PaperSheet>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Head({ first, others, children }: { first: string; others: string[]; children: ReactNode }) {
  return (
    <table>
      <thead>
        <tr>
          {[first, ...others].map((one) => (
            <th key={one} scope="col">
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
