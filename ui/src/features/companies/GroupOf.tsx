// The group a company belongs to: every company of it, level by level, with its people and open deals, and the sums.
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Network } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead, type GroupNode } from "@/client";
import { EmptyState, Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { grow, type Twig } from "./tidy";

export const useGroup = (id: string | undefined) =>
  useRead("companies.group", { id: id ?? "" }, { enabled: Boolean(id) });

const NUMBER = "tabular py-2 ps-4 text-end align-top whitespace-nowrap";

export function GroupOf({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useGroup(id);
  if (error || !data) return <Unanswered of={{ error, refetch }} lines={4} />;
  if (data.companies.length < 2)
    return (
      <EmptyState icon={Network} title={t("group.alone")} className="py-10!">
        {t("group.aloneText")}
      </EmptyState>
    );
  const money = (of: GroupNode["open_amount"]) => (of ? format.money(of.minor, of.currency) : "–");
  const known = new Map(data.companies.map((one) => [one.id, one]));
  const ordered = inOrder(grow(data.companies, ({ parent_id }) => parent_id));
  return (
    <div className="overflow-x-auto pt-4">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <p className="text-muted">
          {t("group.sum", {
            count: data.companies.length,
            people: t("chart.people", { count: data.people }),
          })}
        </p>
        <Link
          to="/companies/$id/chart"
          params={{ id: data.top_id }}
          className="hit ms-auto text-accent underline-offset-2 hover:underline"
        >
          {t("chart.open")}
        </Link>
      </div>
      <table className="mt-2 w-full">
        <caption className="sr-only">{t("companies.group")}</caption>
        <thead className="text-xs text-muted">
          <tr className="border-b border-line">
            <th scope="col" className="py-2 text-start font-medium">
              {t("kind.company")}
            </th>
            <th scope="col" className={clsx(NUMBER, "font-medium")}>
              {t("companies.people")}
            </th>
            <th scope="col" className={clsx(NUMBER, "font-medium max-sm:hidden")}>
              {t("group.deals")}
            </th>
            <th scope="col" className={clsx(NUMBER, "font-medium")}>
              {t("group.worth")}
            </th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((one) => {
            const company = known.get(one);
            if (!company) return null;
            return (
              <tr key={one} className="border-b border-line">
                <th
                  scope="row"
                  className="py-2 text-start font-normal wrap-anywhere"
                  style={{ paddingInlineStart: `${Math.min(company.depth, 6) * 1.25}rem` }}
                >
                  {one === id ? (
                    <bdi className="font-semibold">{company.name}</bdi>
                  ) : (
                    <Link
                      to="/companies/$id"
                      params={{ id: one }}
                      className="hit font-medium hover:underline"
                    >
                      <bdi>{company.name}</bdi>
                    </Link>
                  )}
                  {company.industry && <div className="text-xs text-muted">{company.industry}</div>}
                </th>
                <td className={NUMBER}>{format.number(company.people)}</td>
                <td className={clsx(NUMBER, "max-sm:hidden")}>{format.number(company.open_deals)}</td>
                <td className={NUMBER}>{money(company.open_amount)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot className="font-medium">
          <tr>
            <th scope="row" className="py-2 text-start font-medium">
              {t("group.whole")}
            </th>
            <td className={NUMBER}>{format.number(data.people)}</td>
            <td className={clsx(NUMBER, "max-sm:hidden")}>{format.number(data.open_deals)}</td>
            <td className={NUMBER}>{money(data.open_amount)}</td>
          </tr>
        </tfoot>
      </table>
      {data.more && <p className="pt-3 text-muted">{t("chart.more")}</p>}
    </div>
  );
}

/** Each company before those that belong to it. */
const inOrder = (twigs: Twig[]): string[] => twigs.flatMap(({ id, children }) => [id, ...inOrder(children)]);
