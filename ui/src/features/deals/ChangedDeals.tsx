// What changed with deals in the last seven days: each with what it was then and what it is now.
import { Link } from "@tanstack/react-router";
import { ArrowRight, History } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead, type ChangedDeal, type FieldChange } from "@/client";
import { EmptyState, Tag, Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { useChangeWords } from "./changeWords";

export function ChangedDeals({ pipeline }: { pipeline: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = useRead("deals.changed", pipeline ? { pipeline_id: pipeline } : {}, { keep: true });
  if (answer.error || !answer.data) return <Unanswered of={answer} lines={7} />;
  const { deals, since_ms, more } = answer.data;
  if (deals.length === 0)
    return (
      <EmptyState icon={History} title={t("deals.changedEmpty")}>
        {t("deals.changedSince", { when: format.moment(since_ms) })}
      </EmptyState>
    );
  return (
    <>
      <p className="pt-4 pb-1 text-muted">
        {t("deals.changedSince", { when: format.moment(since_ms) })}
        {more && ` ${t("deals.changedMore")}`}
      </p>
      <ul>
        {deals.map((deal) => (
          <li key={deal.id} className="border-b border-line py-2.5 last:border-0">
            <div className="flex flex-wrap items-center gap-2">
              <Link to="/deals/$id" params={{ id: deal.id }} className="hit font-medium hover:underline">
                <bdi>{deal.name}</bdi>
              </Link>
              <bdi className="text-muted">{deal.company}</bdi>
              {deal.new && <Tag name={t("deals.new")} colour="green" />}
              {deal.deleted && <Tag name={t("deals.deleted")} colour="grey" />}
            </div>
            {deal.changes.map((change) => (
              <Change key={change.field} deal={deal} change={change} />
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Change({ deal, change }: { deal: ChangedDeal; change: FieldChange }) {
  const { t } = useTranslation();
  const { label, said } = useChangeWords();
  return (
    <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-muted">
      <span className="text-xs font-medium">{label(change)}</span>
      <del>
        <span className="sr-only">{t("change.from")} </span>
        <bdi>{said(deal, change, change.from)}</bdi>
      </del>
      <ArrowRight aria-hidden className="flip-rtl size-3.5 shrink-0" />
      <ins className="text-text no-underline">
        <span className="sr-only">{t("change.to")} </span>
        <bdi>{said(deal, change, change.to)}</bdi>
      </ins>
    </p>
  );
}
