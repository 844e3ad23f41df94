// What is known of a lead, its score above it, and what it became.
import { useTranslation } from "react-i18next";
import type { ReactNode } from "react";
import type { Lead } from "@/client";
import { useFormat } from "@/locales/format";
import { ArrangedFacts } from "@/records/ArrangedFacts";
import { useChoiceWord, useFieldLabel } from "@/records/catalogue";
import { Nearby } from "@/records/Nearby";
import { OutLink, RecordLink, telHref, webHref } from "@/records/Value";
import { ScoreFacts } from "./ScoreFacts";

function Line({ label, children }: { label: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div className="grid grid-cols-[8.5rem_1fr] gap-3 py-1">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

export function LeadFacts({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useFieldLabel("lead");
  const choice = useChoiceWord("lead");
  const site = lead.website ? webHref(lead.website) : null;
  const country = lead.country ? format.country(lead.country) : null;
  const link = (plural: "contacts" | "companies" | "deals" | "territories", id: string | undefined) =>
    id && <RecordLink kind={plural} id={id} className="hit text-accent" />;
  const mail = ({ id, value }: Lead["emails"][number]) => (
    <span key={id ?? value} className="block">
      <OutLink href={`mailto:${value}`} className="hit text-accent">
        <bdi>{value}</bdi>
      </OutLink>
    </span>
  );
  const phone = (one: Lead["phones"][number]) => (
    <span key={one.id ?? one.value} className="block">
      <OutLink href={telHref(one)} className="hit text-accent">
        <bdi>{one.value}</bdi>
      </OutLink>
    </span>
  );
  return (
    <div className="flex flex-col gap-5">
      {(lead.contact_id ?? lead.company_id ?? lead.deal_id) && (
        <section className="rounded-lg bg-sunken p-4 contrast:border contrast:border-line-strong">
          <h2 className="mb-1 font-medium">{t("leads.became")}</h2>
          <dl>
            <Line label={t("kind.contact")}>{link("contacts", lead.contact_id)}</Line>
            <Line label={t("kind.company")}>{link("companies", lead.company_id)}</Line>
            <Line label={t("kind.deal")}>{link("deals", lead.deal_id)}</Line>
          </dl>
        </section>
      )}
      <ScoreFacts id={lead.id} score={lead.score} />
      <ArrangedFacts
        kind="lead"
        custom={lead.custom}
        lines={{
          emails: lead.emails.length > 0 && lead.emails.map(mail),
          phones: lead.phones.length > 0 && lead.phones.map(phone),
          next_step: lead.next_step,
          value: lead.value && (
            <span className="tabular">{format.money(lead.value.minor, lead.value.currency)}</span>
          ),
          rating: lead.rating && choice("rating", lead.rating),
          source: lead.source,
          company: lead.company,
          industry: lead.industry,
          size: typeof lead.size === "number" && t("leads.people", { count: lead.size }),
          website: site && (
            <OutLink href={site} className="hit text-accent">
              <bdi>{lead.website}</bdi>
            </OutLink>
          ),
          city:
            lead.city || lead.postal_code || country || lead.place ? (
              <>
                {[[lead.postal_code, lead.city].filter(Boolean).join(" "), country]
                  .filter(Boolean)
                  .join(", ")}
                {lead.place && <Nearby kind="lead" from={lead.place} name={lead.name} />}
              </>
            ) : null,
        }}
        rest={[
          [label("qualified_reason"), lead.qualified_reason],
          [label("disqualified_reason"), lead.disqualified_reason],
          [label("territory_id"), link("territories", lead.territory_id)],
          [label("assignee"), lead.assignee === "owner" ? t("leads.you") : lead.assignee],
        ]}
      />
      <p className="border-t border-line pt-3 text-xs text-muted">
        {t("record.created", { when: format.moment(lead.created_ms) })}
        <br />
        {t("record.modified", { when: format.moment(lead.modified_ms) })}
      </p>
    </div>
  );
}
