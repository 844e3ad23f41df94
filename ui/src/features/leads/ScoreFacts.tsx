// A lead's score with what it is made of: what each rule adds, by what it is about, and what has no data.
import { useTranslation } from "react-i18next";
import type { Dimension } from "@/client";
import { useFormat } from "@/locales/format";
import { Meter } from "./ScoreBar";
import { useWhy } from "./queries";
import { useReasonWords } from "./reasons";

const DIMENSIONS: Dimension[] = ["fit", "firmographic", "engagement", "intent", "recency"];

export function ScoreFacts({ id, score }: { id: string; score: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReasonWords();
  const why = useWhy(id).data;
  return (
    <section aria-label={t("leads.score")} className="rounded-lg border border-line p-4">
      <div className="flex items-center gap-3">
        <h2 className="me-auto font-medium">{t("leads.score")}</h2>
        <Meter score={score} />
        <span className="tabular text-xl font-semibold tracking-tighter">{format.number(score)}</span>
      </div>
      {why && (
        <dl className="mt-2">
          {DIMENSIONS.map((dimension) => {
            const those = why.contributions.filter((one) => one.dimension === dimension);
            if (those.length === 0) return null;
            const sum = those.reduce((total, { points }) => total + points, 0);
            return (
              <div key={dimension} className="border-t border-line py-2 first:border-0">
                <dt className="flex text-muted">
                  <span className="me-auto">{t(`leads.dimension.${dimension}`)}</span>
                  <span className="tabular">{format.signed(sum)}</span>
                </dt>
                {those.map((one, at) => (
                  <dd key={at} className="flex gap-3 py-0.5">
                    <span className="me-auto min-w-0 wrap-anywhere">{words(one)}</span>
                    <span className="tabular">{format.signed(one.points)}</span>
                  </dd>
                ))}
              </div>
            );
          })}
          {why.correction !== 0 && (
            <div className="flex border-t border-line py-2">
              <dt className="me-auto text-muted">{t("leads.correction")}</dt>
              <dd className="tabular">{format.signed(why.correction)}</dd>
            </div>
          )}
          {why.no_data.includes("behavioural") && (
            <div className="flex border-t border-line pt-2">
              <dt className="me-auto text-muted">{t("leads.behavioural")}</dt>
              <dd className="text-muted">{t("leads.noData")}</dd>
            </div>
          )}
        </dl>
      )}
    </section>
  );
}
