// What is known about somebody, read-only, in the order one looks for it. Empty fields take no room.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Address, Company, Contact, Json } from "@/client";
import { Tag } from "@/kit";
import { useFormat } from "@/locales/format";
import { useFieldLabel, useKind } from "./catalogue";
import { formatValue, OutLink, telHref, useTagColours, webHref } from "./Value";

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
    address.street ?? "",
    address.extended ?? "",
    address.po_box ?? "",
    town,
    anglo ? "" : (address.region ?? ""),
    address.country ? country(address.country) : "",
  ].filter(Boolean);
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6.5rem_1fr] gap-3 py-1">
      <dt className="truncate text-muted" title={label}>
        {label}
      </dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

export function Facts({ kind, record }: { kind: "contact" | "company"; record: Contact | Company }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useFieldLabel(kind);
  const word = useLabelWord();
  const colour = useTagColours();
  const described = useKind(kind);
  const own = described?.fields.filter(({ id }) => id in (record.custom ?? {})) ?? [];
  const contact = "jobs" in record ? record : null;
  const company = "domains" in record ? record : null;
  return (
    <dl className="flex flex-col">
      {contact?.jobs.map((job, at) => (
        <Line key={job.id ?? at} label={job.current === false ? t("fact.before") : t("fact.works")}>
          {job.title && <div>{job.title}</div>}
          {job.company_id ? (
            <Link to="/companies/$id" params={{ id: job.company_id }} className="text-accent hover:underline">
              {job.company}
            </Link>
          ) : (
            <div>{job.company}</div>
          )}
          {(job.from || job.to) && (
            <div className="text-xs text-muted">
              {[job.from, job.to].map((day) => (day ? format.day(day) : "")).join(" – ")}
            </div>
          )}
        </Line>
      ))}
      {company?.industry && <Line label={label("industry")}>{company.industry}</Line>}
      {company?.size && <Line label={label("size")}>{company.size}</Line>}
      {record.emails.map((email, at) => (
        <Line key={email.id ?? at} label={word(email.label) || label("emails")}>
          <OutLink href={`mailto:${email.value}`} className="text-accent">
            <bdi>{email.value}</bdi>
          </OutLink>
        </Line>
      ))}
      {record.phones.map((phone, at) => (
        <Line key={phone.id ?? at} label={word(phone.label) || label("phones")}>
          <OutLink href={telHref(phone)} className="tabular text-accent">
            <bdi>{phone.value}</bdi>
          </OutLink>
          {phone.extension && (
            <span className="text-muted"> {t("fact.extension", { number: phone.extension })}</span>
          )}
        </Line>
      ))}
      {company?.domains.map((domain, at) => (
        <Line key={domain.id ?? at} label={label("domains")}>
          <bdi>{domain.value}</bdi>
        </Line>
      ))}
      {record.addresses.map((address, at) => (
        <Line key={address.id ?? at} label={word(address.label) || label("addresses")}>
          <address className="not-italic">
            {addressLines(address, format.country).map((line) => (
              <div key={line}>{line}</div>
            ))}
          </address>
        </Line>
      ))}
      {record.links.map((link, at) => {
        const href = webHref(link.value);
        return (
          <Line key={link.id ?? at} label={word(link.label) || label("links")}>
            {href ? (
              <OutLink href={href} className="text-accent">
                <bdi>{link.value.replace(/^https?:\/\/(www\.)?/, "")}</bdi>
              </OutLink>
            ) : (
              link.value
            )}
          </Line>
        );
      })}
      {contact?.handles.map((handle, at) => (
        <Line key={handle.id ?? at} label={handle.service}>
          <bdi>{handle.value}</bdi>
        </Line>
      ))}
      {contact?.dates.map((date, at) => (
        <Line key={date.id ?? at} label={word(date.label) || label("dates")}>
          {format.day(date.value)}
        </Line>
      ))}
      {contact?.relations.map((relation, at) => (
        <Line key={relation.id ?? at} label={word(relation.label) || label("relations")}>
          {relation.contact_id ? (
            <Link
              to="/contacts/$id"
              params={{ id: relation.contact_id }}
              className="text-accent hover:underline"
            >
              {relation.value}
            </Link>
          ) : (
            relation.value
          )}
        </Line>
      ))}
      {own.map((field) => (
        <Line key={field.id} label={label(field.id, field.label)}>
          {field.type === "bool"
            ? record.custom[field.id] === true
              ? t("value.yes")
              : t("value.no")
            : formatValue(record.custom[field.id] as Json, field.type, format)}
        </Line>
      ))}
      {record.tags.length > 0 && (
        <Line label={label("tags")}>
          <span className="flex flex-wrap gap-1">
            {record.tags.map((name) => (
              <Tag key={name} name={name} colour={colour(name)} />
            ))}
          </span>
        </Line>
      )}
    </dl>
  );
}
