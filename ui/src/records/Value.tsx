// One value in a list, a fact or a change, shown by its type. Phones and addresses of mail are one click.
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import { useClient, useRead, type Json, type Plural, type Row } from "@/client";
import { Tag } from "@/kit";
import { useFormat, type Format } from "@/locales/format";
import { isCountry, type ListField } from "./catalogue";
import { KINDS, OWN_RECORDS, pluralOf, pointedAt, type Pointed } from "./kinds";
import { DISTANCE } from "./near";

const asList = (value: Json | undefined): string[] => {
  if (Array.isArray(value)) return value.map(plain).filter(Boolean);
  return value === undefined || value === null || value === "" ? [] : [plain(value)];
};

/** What a row says of a field; values of the seller's own fields stand together. */
export function valueIn(row: Row, field: string): Json | undefined {
  const custom = row["custom"];
  if (row[field] === undefined && typeof custom === "object" && custom !== null && !Array.isArray(custom))
    return custom[field];
  return row[field];
}

/** Any value in one line of text. */
export function plain(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(plain).filter(Boolean).join(", ");
  if (typeof value === "object") {
    if (typeof value["value"] === "string") return value["value"];
    return Object.entries(value)
      .filter(([key, one]) => !/(^|_)id$|^label$|^primary$/.test(key) && typeof one === "string" && one)
      .map(([, one]) => one as string)
      .join(", ");
  }
  return String(value);
}

/** The first of several values. */
export const first = (value: Json | undefined): string => asList(value)[0] ?? "";

export function formatValue(value: Json | undefined, type: string, format: Format): string {
  if (value === undefined || value === null || value === "") return "";
  switch (type) {
    case "instant":
      return typeof value === "number" ? format.brief(value) : plain(value);
    case "date":
      return typeof value === "string" ? format.day(value) : plain(value);
    case "number":
      return typeof value === "number" ? format.number(value) : plain(value);
    case "money": {
      const money = value as { minor?: number; currency?: string };
      return typeof money.minor === "number" && money.currency
        ? format.money(money.minor, money.currency)
        : // A change of the amount alone does not say the currency again.
          typeof money.minor === "number"
          ? format.number(money.minor / 100)
          : (money.currency ?? plain(value));
    }
    default:
      return plain(value);
  }
}

/** A link that dials, mails or opens outside; the desktop shell passes such addresses to the system. */
export function OutLink({
  href,
  children,
  className,
}: {
  href: string;
  children: React.ReactNode;
  className?: string;
}) {
  // In the desktop window a plain link is passed to the system; in a browser it must not replace the app.
  const newTab = useClient().pick === null && /^https?:/i.test(href);
  return (
    <a
      href={href}
      {...(newTab ? { target: "_blank", rel: "noreferrer noopener" } : {})}
      onClick={(event) => event.stopPropagation()}
      className={clsx("underline-offset-2 hover:underline", className)}
    >
      {children}
    </a>
  );
}

export const telHref = (phone: {
  value: string;
  e164?: string | undefined;
  extension?: string | undefined;
}): string =>
  `tel:${phone.e164 ?? phone.value.replace(/[^\d+*#]/g, "")}${phone.extension ? `;ext=${phone.extension}` : ""}`;

/** Only web addresses become links: what a file brought in may say anything. */
export const webHref = (value: string): string | null => {
  if (/^https?:\/\//i.test(value)) return value;
  return /^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/.test(value) ? `https://${value}` : null;
};

export function useTagColours(): (name: string) => string | undefined {
  const tags = useRead("tags.list", { limit: 500, fields: ["name", "colour"] }).data?.rows;
  return (name) => {
    const found = tags?.find((tag) => (tag["name"] ?? tag.title) === name)?.["colour"];
    return typeof found === "string" ? found : undefined;
  };
}

function Country({ code }: { code: string }) {
  const format = useFormat();
  return <bdi className="truncate">{format.country(code)}</bdi>;
}

/** A cell's value. A list has hundreds: each kind of value asks only for what it needs. */
export function Value({ field, row }: { field: ListField; row: Row }) {
  if (field.type === "place") return <Distance row={row} />;
  const value = valueIn(row, field.id);
  const all = asList(value);
  if (all.length === 0 && value !== false) return null;
  if (field.id === "tags" || field.type === "multi_choice") return <Tags names={all} />;
  if (isCountry(field.id)) return <Country code={all[0] ?? ""} />;
  const more = all.length - 1;
  const rest = more > 0 && <More count={more} />;
  const shown = all[0] ?? "";
  if (field.id === "emails" || field.id === "phones")
    return (
      <>
        <OutLink
          href={field.id === "emails" ? `mailto:${shown}` : telHref({ value: shown })}
          className={clsx("truncate", field.id === "phones" && "tabular")}
        >
          <bdi>{shown}</bdi>
        </OutLink>
        {rest}
      </>
    );
  if (field.type === "link" || field.id === "links" || field.id === "domains")
    return (
      <>
        <WebLink value={shown} className="truncate" />
        {rest}
      </>
    );
  if (field.type === "bool") return <YesNo value={value === true} />;
  if (field.type === "choice") return <Tag name={field.words(shown)} />;
  if (field.type === "record")
    return (
      <>
        <RecordLink kind={pointedAt(field.kind)} id={shown} />
        {rest}
      </>
    );
  const one = Array.isArray(value) ? value[0] : value;
  return (
    <>
      {["instant", "date", "number", "money"].includes(field.type) ? (
        <Figure value={one} type={field.type} />
      ) : (
        <span className="truncate">{plain(one)}</span>
      )}
      {rest}
    </>
  );
}

/** How far it is to a record; roughly where only its town or a part of its postcode is known. */
export function Distance({ row }: { row: Row }) {
  const { t } = useTranslation();
  const format = useFormat();
  const km = row[DISTANCE];
  if (typeof km !== "number") return null;
  const distance = format.distance(km);
  return (
    <span className="tabular truncate text-muted">
      {row["place_found"] === "postcode" ? distance : t("near.about", { distance })}
    </span>
  );
}

function Tags({ names }: { names: string[] }) {
  const colour = useTagColours();
  return (
    <span className="flex min-w-0 gap-1 overflow-hidden">
      {names.slice(0, 3).map((name) => (
        <Tag key={name} name={name} colour={colour(name)} className="min-w-0" />
      ))}
      {names.length > 3 && <More count={names.length - 3} />}
    </span>
  );
}

function YesNo({ value }: { value: boolean }) {
  const { t } = useTranslation();
  return <span>{value ? t("value.yes") : t("value.no")}</span>;
}

/** A number, a sum, a day or a moment as the seller writes it. */
function Figure({ value, type }: { value: Json | undefined; type: string }) {
  const format = useFormat();
  return <span className="tabular truncate text-muted">{formatValue(value, type, format)}</span>;
}

/** How many values are not shown; set apart so that it is not read as part of a number. */
function More({ count }: { count: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <span className="tabular ms-1.5 shrink-0 self-center rounded-full bg-sunken px-1.5 text-2xs font-medium text-muted contrast:border contrast:border-line">
      <span aria-hidden>+{format.number(count)}</span>
      <span className="sr-only">{t("value.more", { count })}</span>
    </span>
  );
}

/** What a record is called: its name, or that it is gone. */
export function RecordName({ kind, id }: { kind: Pointed; id: string }) {
  return kind === OWN_RECORDS ? <OwnName id={id} /> : <KnownName kind={kind} id={id} />;
}

/** What a record of whichever of the seller's own kinds is. */
function useOwnRecord(id: string) {
  const { data } = useRead("records.named", { ids: [id] });
  return { known: data !== undefined, record: data?.records[0] };
}

function OwnName({ id }: { id: string }) {
  const { t } = useTranslation();
  const { known, record } = useOwnRecord(id);
  if (record) return <bdi>{record.title}</bdi>;
  return <>{known ? t("value.gone") : "…"}</>;
}

function KnownName({ kind, id }: { kind: Plural; id: string }) {
  const { t } = useTranslation();
  const { data, error } = useRead(`${kind}.get`, { id });
  const name = data && ("display_name" in data ? data.display_name : "name" in data ? data.name : "");
  if (name) return <bdi>{name}</bdi>;
  return <>{error ? t("value.gone") : "…"}</>;
}

/** The name of a record, leading to it. */
export function RecordLink({ kind, id, className }: { kind: Pointed; id: string; className?: string }) {
  if (kind === OWN_RECORDS) return <OwnLink id={id} className={className ?? ""} />;
  return <KnownLink kind={kind} id={id} className={className ?? ""} />;
}

/** Leads to a record of whichever of the seller's own kinds, once it is known of which. */
function OwnLink({ id, className }: { id: string; className: string }) {
  const { record } = useOwnRecord(id);
  if (!record) return <OwnName id={id} />;
  return <KnownLink kind={pluralOf(record.kind)} id={id} className={className} />;
}

function KnownLink({ kind, id, className }: { kind: Plural; id: string; className: string }) {
  const config = Object.values(KINDS).find(({ plural }) => plural === kind);
  // A stage or a pipeline has no page of its own.
  if (!config) return <RecordName kind={kind} id={id} />;
  return (
    <Link
      to={`/${config.plural}/$id`}
      params={{ id }}
      onClick={(event) => event.stopPropagation()}
      className={clsx("truncate underline-offset-2 hover:underline", className)}
    >
      <RecordName kind={kind} id={id} />
    </Link>
  );
}

/** An address of the web as a link; anything else as it is. */
export function WebLink({ value, className }: { value: string; className?: string }) {
  const href = webHref(value);
  if (!href)
    return <span className={clsx("min-w-0", className?.includes("truncate") && "truncate")}>{value}</span>;
  return (
    <OutLink href={href} className={className ?? ""}>
      <bdi>{value.replace(/^https?:\/\/(www\.)?/, "")}</bdi>
    </OutLink>
  );
}
