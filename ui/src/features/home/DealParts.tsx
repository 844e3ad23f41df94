// What is being sold: the deals that deserve a look, how much stands in each stage, and the month against its target.
// Each number leads to the list behind it; each drawing is a table.
import { Link } from "@tanstack/react-router";
import { Handshake, Target, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { PageSkeleton } from "@/kit";
import { useFormat } from "@/locales/format";
import { useSettings } from "../settings/queries";
import { Behind } from "../deals/FigureTable";
import { MARKS, TotalText } from "../deals/figures";
import { Bar } from "./Bar";
import { Nothing, Part, Trouble } from "./Part";
import { TargetForm } from "./TargetForm";

export function AttentionPart() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useRead("deals.marked", {});
  const marks = data?.marks.filter(({ count }) => count > 0);
  return (
    <Part title={t("home.part.attention")} icon={TriangleAlert} to="/deals" toLabel={t("home.allDeals")}>
      {error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : !marks ? (
        <PageSkeleton lines={2} />
      ) : marks.length === 0 ? (
        <Nothing>{t("home.allWell")}</Nothing>
      ) : (
        <ul className="flex flex-col">
          {marks.map(({ mark, count, rules }) => {
            const Icon = MARKS[mark];
            return (
              <li
                key={mark}
                className="flex min-h-11 items-center gap-2.5 border-b border-line last:border-0"
              >
                <Icon aria-hidden className="size-4 shrink-0 text-warn" />
                <span className="flex-1">{t(`deals.mark.${mark}`)}</span>
                <Behind rules={rules}>{t("deals.count", { count, shown: format.number(count) })}</Behind>
              </li>
            );
          })}
        </ul>
      )}
    </Part>
  );
}

export function PipelinePart() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useRead("deals.board", { limit: 1 });
  const stages = data?.stages.filter(({ outcome }) => outcome === "open");
  const most = Math.max(1, ...(stages ?? []).map(({ total }) => total.minor ?? 0));
  return (
    <Part title={t("home.part.pipeline")} icon={Handshake} to="/deals" toLabel={t("deals.board")}>
      {error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : !data || !stages ? (
        <PageSkeleton lines={4} />
      ) : stages.every(({ count }) => count === 0) ? (
        <Nothing>
          {t("home.noDeals")}{" "}
          <Link to="/deals/new" className="hit text-accent underline underline-offset-2">
            {t("list.new.deal")}
          </Link>
        </Nothing>
      ) : (
        <table className="w-full border-collapse">
          <caption className="sr-only">{t("home.part.pipeline")}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t("deals.stage")}</th>
              <th scope="col">{t("kinds.deals")}</th>
              <th scope="col">{t("field.deal.amount")}</th>
            </tr>
          </thead>
          <tbody>
            {stages.map((stage) => (
              <tr key={stage.id} className="border-b border-line last:border-0">
                <th scope="row" className="min-w-28 py-2 pe-3 text-start align-top font-normal wrap-anywhere">
                  <bdi>{stage.name}</bdi>
                  <Bar share={(stage.total.minor ?? 0) / most} />
                </th>
                <td className="tabular py-2 pe-3 text-end align-top">
                  {stage.count > 0 ? (
                    <Behind rules={[{ field: "stage_id", op: "equals", value: stage.id }]}>
                      {format.number(stage.count)}
                    </Behind>
                  ) : (
                    <span className="text-muted">{format.number(0)}</span>
                  )}
                </td>
                <td className="tabular py-2 text-end align-top">
                  <TotalText total={stage.total} home={data.home_currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  );
}

const CELLS = ["won", "commit", "best_case", "pipeline"] as const;

export function TargetPart() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useRead("deals.forecast", { months: 1 });
  const target = useSettings().data?.monthly_target_minor;
  const month = data?.periods.find(({ sort }) => sort === "month");
  const home = data?.home_currency ?? "EUR";
  const won = month?.won.total.minor ?? 0;
  const most = Math.max(1, target ?? 0, ...CELLS.map((cell) => month?.[cell].total.minor ?? 0));
  const name = new Intl.DateTimeFormat(format.locale, { month: "long", timeZone: "UTC" });
  return (
    <Part title={t("home.part.target")} icon={Target} to="/deals/forecast" toLabel={t("deals.forecast")}>
      {error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : !month ? (
        <PageSkeleton lines={4} />
      ) : (
        <>
          {target && (
            <p className="mb-1 text-base">
              {t("home.reached", {
                month: name.format(Date.parse(`${month.month}-01T00:00:00Z`)),
                percent: format.number(Math.floor((100 * won) / target)),
                target: format.money(target, home),
              })}
            </p>
          )}
          <table className="w-full border-collapse">
            <caption className="sr-only">{t("home.part.target")}</caption>
            <tbody>
              {CELLS.map((cell) => {
                const { count, total, rules } = month[cell];
                return (
                  <tr key={cell} className="border-b border-line last:border-0">
                    <th scope="row" className="min-w-28 py-2 pe-3 text-start align-top font-normal">
                      {t(`deals.cell.${cell}`)}
                      <Bar share={(total.minor ?? 0) / most} mark={target ? target / most : null} />
                    </th>
                    <td className="tabular py-2 text-end align-top">
                      {count > 0 ? (
                        <Behind rules={rules}>
                          <TotalText total={total} home={home} />
                        </Behind>
                      ) : (
                        <span className="text-muted">{format.money(0, home)}</span>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <TargetForm target={target ?? null} currency={home} />
        </>
      )}
    </Part>
  );
}
