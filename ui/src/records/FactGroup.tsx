// One group of facts, read-only: all e-mails, all jobs, the name. The record page puts them one below the other with
// an editor each; the panel beside a list shows them plainly.
import { Link } from "@tanstack/react-router";
import {
  BriefcaseBusiness,
  Building2,
  CalendarDays,
  Factory,
  Globe,
  Link as LinkIcon,
  Mail,
  MapPin,
  MessageCircle,
  Network,
  Phone,
  Shapes,
  ShieldCheck,
  Smile,
  Tag as TagIcon,
  User,
  UsersRound,
  Volume2,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Address, Company, Contact } from "@/client";
import { Tag } from "@/kit";
import { useFormat } from "@/locales/format";
import { useFieldLabel } from "./catalogue";
import type { PartId } from "./editors/parts";
import { pointedAt, type PersonKind } from "./kinds";
import { useOwn } from "./layout";
import { handleHref } from "./handles";
import { Nearby, preferred } from "./Nearby";
import { useRecordSlots } from "./slots";
import { formatValue, OutLink, RecordLink, telHref, useTagColours, WebLink } from "./Value";

export type GroupId = PartId | "name" | "custom";

/** A label such as `work` in the seller's language; their own words stay as they are. */
export function useLabelWord(): (label: string | undefined) => string {
  const { t, i18n } = useTranslation();
  return (label) => {
    if (!label) return "";
    const key = `label.${label.toLowerCase()}`;
    return i18n.exists(key) ? t(key as "label.work") : label;
  };
}

export function addressLines(address: Address, country: (code: string) => string): string[] {
  // The order of the country: number and code first in most of Europe, last where English is spoken.
  const anglo = /^(US|CA|GB|IE|AU|NZ)$/i.test(address.country ?? "");
  const town = anglo
    ? [[address.city, address.region].filter(Boolean).join(", "), address.postal_code]
        .filter(Boolean)
        .join(" ")
    : [address.postal_code, address.city].filter(Boolean).join(" ");
  return [
    ...(address.street ?? "").split("\n"),
    address.extended ?? "",
    address.po_box ?? "",
    town,
    anglo ? "" : (address.region ?? ""),
    address.country ? country(address.country) : "",
  ]
    .map((line) => line.trim())
    .filter(Boolean);
}

export function groupIsEmpty(group: GroupId, record: Contact | Company): boolean {
  if (group === "name") return false;
  if (group === "custom") return Object.values(record.custom ?? {}).every((value) => value === null);
  const rows = (record as unknown as Record<string, unknown[] | undefined>)[group];
  return !rows || rows.length === 0;
}

/** An icon says what sort of fact it is where the label only says "work"; screen readers get the word. */
function Line({
  label,
  icon: Icon,
  sort,
  children,
}: {
  label: string;
  icon?: LucideIcon;
  sort?: string;
  children: ReactNode;
}) {
  return (
    <div className="grid grid-cols-[6.75rem_1fr] gap-3 py-1">
      <dt className="flex min-h-5 min-w-0 items-start gap-2 text-muted" title={label}>
        {Icon && <Icon aria-hidden className="mt-[3px] size-3.5 shrink-0" strokeWidth={1.9} />}
        {sort && sort !== label && <span className="sr-only">{sort}: </span>}
        <span className="min-w-0 wrap-anywhere hyphens-auto">{label}</span>
      </dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

/** An address of mail that breaks, if it must, after the name. */
function MailAddress({ value }: { value: string }) {
  const at = value.lastIndexOf("@") + 1;
  return (
    <bdi>
      {value.slice(0, at)}
      <wbr />
      {value.slice(at)}
    </bdi>
  );
}

/** A handle opens its service where that has a page for it. */
function HandleValue({ service, value }: { service: string; value: string }) {
  const href = handleHref(service, value);
  return href ? (
    <OutLink href={href} className={ACCENT}>
      <bdi>{value}</bdi>
    </OutLink>
  ) : (
    <bdi>{value}</bdi>
  );
}

const ACCENT = "text-accent underline-offset-2 hover:underline";

export function FactGroup({
  group,
  kind,
  record,
}: {
  group: GroupId;
  kind: PersonKind;
  record: Contact | Company;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useFieldLabel(kind);
  const word = useLabelWord();
  const colour = useTagColours();
  const own = useOwn(kind);
  const slots = useRecordSlots();
  const contact = "jobs" in record ? record : null;
  const company = "domains" in record ? record : null;

  const lines = (): ReactNode => {
    switch (group) {
      case "name":
        return contact ? <NameLines contact={contact} /> : company && <CompanyLines company={company} />;
      case "emails":
        return record.emails.map((email, at) => (
          <Line
            key={email.id ?? at}
            icon={Mail}
            sort={label("emails")}
            label={word(email.label) || label("emails")}
          >
            <OutLink href={`mailto:${email.value}`} className={ACCENT}>
              <MailAddress value={email.value} />
            </OutLink>
          </Line>
        ));
      case "phones":
        return record.phones.map((phone, at) => (
          <Line
            key={phone.id ?? at}
            icon={Phone}
            sort={label("phones")}
            label={word(phone.label) || label("phones")}
          >
            <OutLink href={telHref(phone)} className={`${ACCENT} tabular`}>
              <bdi>{phone.value}</bdi>
            </OutLink>
            {phone.extension && (
              <span className="text-muted"> {t("fact.extension", { number: phone.extension })}</span>
            )}
            {at === 0 && slots.besidePhone(contact ? "contacts" : "companies", record.id)}
          </Line>
        ));
      case "jobs":
        return contact?.jobs.map((job, at) => (
          <Line
            key={job.id ?? at}
            icon={BriefcaseBusiness}
            label={job.to ? t("fact.before") : t("fact.works")}
          >
            {job.company_id ? (
              <Link to="/companies/$id" params={{ id: job.company_id }} className={ACCENT}>
                {job.company}
              </Link>
            ) : (
              <div>{job.company}</div>
            )}
            <div>{[job.title, job.role, job.department].filter(Boolean).join(" · ")}</div>
            {job.reports_to_id && (
              <div className="text-xs text-muted">
                {t("members.reportsTo")}{" "}
                <RecordLink kind="contacts" id={job.reports_to_id} className={ACCENT} />
              </div>
            )}
            {(job.from || job.to) && (
              <div className="text-xs text-muted">
                {t("fact.span", {
                  from: job.from ? format.day(job.from) : "",
                  to: job.to ? format.day(job.to) : "",
                })}
              </div>
            )}
          </Line>
        ));
      case "addresses":
        return record.addresses.map((address, at) => (
          <Line
            key={address.id ?? at}
            icon={MapPin}
            sort={label("addresses")}
            label={word(address.label) || label("addresses")}
          >
            <address className="not-italic">
              {addressLines(address, format.country).map((line, index) => (
                <div key={index}>{line}</div>
              ))}
            </address>
            {record.place && at === preferred(record.addresses) && (
              <Nearby
                kind={kind}
                from={record.place}
                name={"jobs" in record ? record.display_name : record.name}
              />
            )}
          </Line>
        ));
      case "links":
        return record.links.map((link, at) => (
          <Line
            key={link.id ?? at}
            icon={LinkIcon}
            sort={label("links")}
            label={word(link.label) || label("links")}
          >
            <WebLink value={link.value} className={ACCENT} />
          </Line>
        ));
      case "handles":
        return contact?.handles.map((handle, at) => (
          <Line
            key={handle.id ?? at}
            icon={MessageCircle}
            sort={label("handles")}
            label={handle.service || label("handles")}
          >
            <HandleValue service={handle.service} value={handle.value} />
            {handle.label && <span className="text-muted"> {word(handle.label)}</span>}
          </Line>
        ));
      case "dates":
        return contact?.dates.map((date, at) => (
          <Line
            key={date.id ?? at}
            icon={CalendarDays}
            sort={label("dates")}
            label={word(date.label) || label("dates")}
          >
            {format.day(date.value)}
          </Line>
        ));
      case "relations":
        return contact?.relations.map((relation, at) => (
          <Line
            key={relation.id ?? at}
            icon={UsersRound}
            sort={label("relations")}
            label={word(relation.label) || label("relations")}
          >
            {relation.contact_id ? (
              <Link to="/contacts/$id" params={{ id: relation.contact_id }} className={ACCENT}>
                {relation.value}
              </Link>
            ) : (
              relation.value
            )}
          </Line>
        ));
      case "domains":
        return company?.domains.map((domain, at) => (
          <Line key={domain.id ?? at} icon={Globe} label={label("domains")}>
            <WebLink value={domain.value} className={ACCENT} />
          </Line>
        ));
      case "consents":
        return contact?.consents.map((consent, at) => (
          <Line
            key={consent.id ?? at}
            icon={ShieldCheck}
            sort={label("consents")}
            label={t(`consent.${consent.channel}` as "consent.email")}
          >
            {t(`consent.${consent.state}` as "consent.granted")}
            <div className="text-xs text-muted">
              {[consent.source, consent.at_ms ? format.moment(consent.at_ms) : ""]
                .filter(Boolean)
                .join(" · ")}
            </div>
          </Line>
        ));
      case "custom":
        return own
          .filter(({ id }) => (record.custom?.[id] ?? null) !== null)
          .map((field) => (
            <Line key={field.id} icon={Shapes} label={label(field.id, field.label)}>
              {field.type === "bool" ? (
                record.custom[field.id] === true ? (
                  t("value.yes")
                ) : (
                  t("value.no")
                )
              ) : field.type === "record" ? (
                <RecordLink
                  kind={pointedAt(field.kind)}
                  id={String(record.custom[field.id])}
                  className={ACCENT}
                />
              ) : field.type === "link" ? (
                <WebLink value={String(record.custom[field.id])} className={ACCENT} />
              ) : field.type === "long_text" ? (
                <span className="whitespace-pre-line">{String(record.custom[field.id])}</span>
              ) : (
                formatValue(record.custom[field.id], field.type, format)
              )}
            </Line>
          ));
      case "tags":
        return (
          <Line icon={TagIcon} label={label("tags")}>
            <span className="flex flex-wrap gap-1">
              {record.tags.map((name) => (
                <Tag key={name} name={name} colour={colour(name)} />
              ))}
            </span>
          </Line>
        );
    }
  };

  return <dl className="flex flex-col">{lines()}</dl>;
}

function NameLines({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const label = useFieldLabel("contact");
  const whole = [contact.prefix, contact.given, contact.middle, contact.family, contact.suffix]
    .filter(Boolean)
    .join(" ");
  const spoken = [contact.phonetic_given, contact.phonetic_middle, contact.phonetic_family]
    .filter(Boolean)
    .join(" ");
  return (
    <>
      <Line icon={User} label={label("display_name")}>
        <bdi>{whole || contact.display_name}</bdi>
      </Line>
      {contact.nickname && (
        <Line icon={Smile} label={label("nickname")}>
          <bdi>{contact.nickname}</bdi>
        </Line>
      )}
      {spoken && (
        <Line icon={Volume2} label={t("fact.spoken")}>
          <bdi>{spoken}</bdi>
        </Line>
      )}
    </>
  );
}

function CompanyLines({ company }: { company: Company }) {
  const label = useFieldLabel("company");
  return (
    <>
      <Line icon={Building2} label={label("name")}>
        <bdi>{company.name}</bdi>
      </Line>
      {company.industry && (
        <Line icon={Factory} label={label("industry")}>
          {company.industry}
        </Line>
      )}
      {company.size && (
        <Line icon={UsersRound} label={label("size")}>
          {company.size}
        </Line>
      )}
      {company.parent_id && (
        <Line icon={Network} label={label("parent_id")}>
          <RecordLink kind="companies" id={company.parent_id} className={ACCENT} />
        </Line>
      )}
    </>
  );
}
