// What is known of a deal: what deserves a look, its figures, its people, and how long it was in each stage.
import { useTranslation } from "react-i18next";
import type { ReactNode } from "react";
import type { Deal, Passage, Standing } from "@/client";
import { nowMs, useFormat } from "@/locales/format";
import { ArrangedFacts } from "@/records/ArrangedFacts";
import { useChoiceWord, useFieldLabel } from "@/records/catalogue";
import { RecordLink } from "@/records/Value";
import { MARKS } from "./figures";
import { NextStep } from "./NextStep";

const DAY = 86_400_000;

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8.5rem_1fr] gap-3 py-1">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

export function DealFacts({
  deal,
  standing,
  exit,
}: {
  deal: Deal;
  standing: Standing | undefined;
  /** What must be true before it goes on. */
  exit: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useFieldLabel("deal");
  const choice = useChoiceWord("deal");
  return (
    <div className="flex flex-col gap-5">
      {standing && standing.deal.marks.length > 0 && (
        <ul
          aria-label={t("deals.attention")}
          className="flex flex-col gap-2 rounded-lg bg-warn-soft p-3 contrast:border contrast:border-line-strong"
        >
          {standing.deal.marks.map((mark) => {
            const Icon = MARKS[mark];
            return (
              <li key={mark} className="flex items-start gap-2">
                <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" strokeWidth={1.9} />
                <span>
                  <span className="font-medium">{t(`deals.mark.${mark}`)}.</span>{" "}
                  {t(`deals.markWhy.${mark}`, { count: standing.postponed_often })}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      <NextStep key={deal.id} deal={deal} />
      {exit && (
        <section>
          <h2 className="mb-1 font-medium">{t("deals.exitTitle")}</h2>
          <p className="whitespace-pre-line text-muted">{exit}</p>
        </section>
      )}
      <ArrangedFacts
        kind="deal"
        custom={deal.custom}
        lines={{
          amount: deal.amount && (
            <span className="tabular">{format.money(deal.amount.minor, deal.amount.currency)}</span>
          ),
          close_date: deal.close_date && format.day(deal.close_date),
          forecast: deal.state === "open" && choice("forecast", deal.forecast),
          source: deal.source,
        }}
        rest={[
          [
            label("postponed"),
            deal.postponed > 0 && <span className="tabular">{format.number(deal.postponed)}</span>,
          ],
          [label("closed_ms"), deal.closed_ms && format.moment(deal.closed_ms)],
          [label("won_reason"), deal.won_reason],
          [label("lost_reason"), deal.lost_reason],
        ]}
      />
      {deal.contacts.length > 0 && (
        <section>
          <h2 className="mb-1 font-medium">{t("deals.people")}</h2>
          <dl>
            {deal.contacts.map(({ contact_id, role }) => (
              <Line key={contact_id} label={role ? choice("role", role) : t("deals.noRole")}>
                <RecordLink kind="contacts" id={contact_id} className="hit text-accent" />
              </Line>
            ))}
          </dl>
        </section>
      )}
      {standing && (
        <section>
          <h2 className="mb-1 font-medium">{t("deals.stages")}</h2>
          <ol>
            {standing.stages.map((passage, at) => (
              <PassageLine key={at} passage={passage} />
            ))}
          </ol>
        </section>
      )}
      <p className="border-t border-line pt-3 text-xs text-muted">
        {t("record.created", { when: format.moment(deal.created_ms) })}
        <br />
        {t("record.modified", { when: format.moment(deal.modified_ms) })}
      </p>
    </div>
  );
}

function PassageLine({ passage }: { passage: Passage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = Math.floor(((passage.left_ms ?? nowMs()) - passage.entered_ms) / DAY);
  return (
    <li className="grid grid-cols-[8.5rem_1fr] gap-3 py-1">
      <bdi className="truncate text-muted">{passage.name}</bdi>
      <span>
        <span className="tabular">
          {days < 1 ? t("deals.lessThanDay") : t("deals.stageDays", { count: days })}
        </span>
        <span className="text-xs text-muted">
          {" "}
          {passage.left_ms === null
            ? t("deals.here")
            : t("deals.since", { when: format.brief(passage.entered_ms) })}
        </span>
      </span>
    </li>
  );
}
