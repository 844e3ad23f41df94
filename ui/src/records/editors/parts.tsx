// The editor of each part, by its id in the catalogue. The form and the record page use the same ones.
// Long because each part has its own fields.
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  useRead,
  type Address,
  type Company,
  type Consent,
  type Contact,
  type Handle,
  type Job,
  type Labelled,
  type Phone,
  type Relation,
} from "@/client";
import { Field, Input, Select, TextArea } from "@/kit";
import { nowMs } from "@/locales/format";
import { useFieldLabel } from "../catalogue";
import { useFaults } from "../faults";
import { localMoment } from "../moments";
import { COUNTRIES } from "./countries";
import { CountryOptions } from "./CountryOptions";
import { DayInput } from "./DayInput";
import { LabelSelect, type LABELS } from "./LabelSelect";
import { PartList } from "./PartList";
import { RecordPicker } from "./RecordPicker";
import { TagInput } from "./TagInput";

export type Draft = Partial<Contact> & Partial<Company>;
export type PartId =
  | "emails"
  | "phones"
  | "addresses"
  | "links"
  | "handles"
  | "dates"
  | "relations"
  | "jobs"
  | "tags"
  | "domains"
  | "consents";

const SERVICES = [
  "WhatsApp",
  "Signal",
  "Telegram",
  "Threema",
  "LinkedIn",
  "Xing",
  "Instagram",
  "Facebook",
  "Mastodon",
  "Skype",
  "Teams",
  "Slack",
  "X",
  "WeChat",
  "LINE",
  "Matrix",
];

interface EditorProps {
  draft: Draft;
  set: (change: Draft) => void;
  kind: "contact" | "company";
}

function Labelled_({
  part,
  row,
  change,
  name,
  children,
}: {
  part: keyof typeof LABELS;
  row: { label?: string };
  change: (part: { label: string }) => void;
  name: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-1 gap-2 @sm:grid-cols-[7.5rem_1fr]">
      <LabelSelect
        part={part}
        value={row.label}
        onChange={(label) => change({ label })}
        name={t("edit.labelOf", { name })}
      />
      <div className="min-w-0">{children}</div>
    </div>
  );
}

export function PartEditor({ part, ...props }: EditorProps & { part: PartId }) {
  const label = useFieldLabel(props.kind);
  const name = label(part);
  const { t } = useTranslation();
  const { draft, set } = props;
  const { mark } = useFaults();
  const add = part === "tags" ? "" : t(`edit.addPart.${part}`);
  switch (part) {
    case "emails":
    case "links":
      return (
        <PartList<Labelled>
          part={part}
          name={name}
          add={add}
          rows={draft[part] ?? []}
          onChange={(rows) => set({ [part]: rows })}
          blank={{ value: "", label: part === "emails" ? "work" : "website" }}
          withPrimary={part === "emails"}
        >
          {({ row, change, name: own, path }) => (
            <Labelled_ part={part} row={row} change={change} name={own}>
              <Input
                type={part === "emails" ? "email" : "url"}
                dir="ltr"
                aria-label={own}
                {...mark(path, "value", true)}
                value={row.value}
                placeholder={part === "emails" ? t("edit.emailHint") : t("edit.linkHint")}
                onChange={(event) => change({ value: event.target.value })}
              />
            </Labelled_>
          )}
        </PartList>
      );
    case "phones":
      return (
        <PartList<Phone>
          part={part}
          name={name}
          add={add}
          rows={draft.phones ?? []}
          onChange={(phones) => set({ phones })}
          blank={{ value: "", label: "mobile" }}
          withPrimary
        >
          {({ row, change, name: own, path }) => (
            <Labelled_ part="phones" row={row} change={change} name={own}>
              <div className="flex gap-2">
                <Input
                  type="tel"
                  dir="ltr"
                  aria-label={own}
                  {...mark(path, "value", true)}
                  value={row.value}
                  onChange={(event) => change({ value: event.target.value })}
                />
                <Input
                  dir="ltr"
                  inputMode="numeric"
                  {...mark(path, "extension")}
                  aria-label={t("edit.extensionOf", { name: own })}
                  placeholder={t("edit.extension")}
                  value={row.extension ?? ""}
                  onChange={(event) => change({ extension: event.target.value })}
                  className="w-20! shrink-0"
                />
              </div>
            </Labelled_>
          )}
        </PartList>
      );
    case "addresses":
      return (
        <PartList<Address>
          part={part}
          name={name}
          add={add}
          rows={draft.addresses ?? []}
          onChange={(addresses) => set({ addresses })}
          blank={{ label: "work" }}
          withPrimary
        >
          {({ row, change, name: own, path }) => (
            <Labelled_ part="addresses" row={row} change={change} name={own}>
              <AddressFields row={row} change={change} path={path} />
            </Labelled_>
          )}
        </PartList>
      );
    case "handles":
      return (
        <PartList<Handle>
          part={part}
          name={name}
          add={add}
          rows={draft.handles ?? []}
          onChange={(handles) => set({ handles })}
          blank={{ service: "", value: "" }}
        >
          {({ row, change, name: own, path }) => (
            <div className="grid grid-cols-2 gap-2 @md:grid-cols-[7.5rem_7.5rem_1fr]">
              <Input
                aria-label={t("edit.serviceOf", { name: own })}
                placeholder={t("edit.service")}
                list="satchel-services"
                {...mark(path, "service")}
                value={row.service}
                onChange={(event) => change({ service: event.target.value })}
              />
              <LabelSelect
                part="handles"
                value={row.label}
                onChange={(label) => change({ label })}
                name={t("edit.labelOf", { name: own })}
              />
              <Input
                dir="ltr"
                className="col-span-2 @md:col-span-1"
                aria-label={own}
                {...mark(path, "value", true)}
                value={row.value}
                onChange={(event) => change({ value: event.target.value })}
              />
              <datalist id="satchel-services">
                {SERVICES.map((service) => (
                  <option key={service} value={service} />
                ))}
              </datalist>
            </div>
          )}
        </PartList>
      );
    case "dates":
      return (
        <PartList<Labelled>
          part={part}
          name={name}
          add={add}
          rows={draft.dates ?? []}
          onChange={(dates) => set({ dates })}
          blank={{ label: "birthday", value: "" }}
        >
          {({ row, change, name: own, path }) => (
            <Labelled_ part="dates" row={row} change={change} name={own}>
              <DayInput
                value={row.value}
                onChange={(value) => change({ value })}
                name={own}
                {...mark(path, "value", true)}
              />
            </Labelled_>
          )}
        </PartList>
      );
    case "relations":
      return (
        <PartList<Relation>
          part={part}
          name={name}
          add={add}
          rows={draft.relations ?? []}
          onChange={(relations) => set({ relations })}
          blank={{ label: "colleague", value: "" }}
        >
          {({ row, change, name: own }) => (
            <Labelled_ part="relations" row={row} change={change} name={own}>
              <RecordPicker
                kind="contact"
                name={own}
                value={{ text: row.value, id: row.contact_id ?? null }}
                onChange={({ text, id }) => change({ value: text, contact_id: id })}
              />
            </Labelled_>
          )}
        </PartList>
      );
    case "jobs":
      return (
        <PartList<Job>
          part={part}
          name={name}
          add={add}
          rows={draft.jobs ?? []}
          onChange={(jobs) => set({ jobs })}
          blank={{}}
        >
          {({ row, change, name: own, path }) => (
            <JobFields row={row} change={change} name={own} path={path} />
          )}
        </PartList>
      );
    case "domains":
      return (
        <PartList<{ id?: string; value: string }>
          part={part}
          name={name}
          add={add}
          rows={draft.domains ?? []}
          onChange={(domains) => set({ domains })}
          blank={{ value: "" }}
        >
          {({ row, change, name: own, path }) => (
            <Input
              dir="ltr"
              aria-label={own}
              {...mark(path, "value", true)}
              value={row.value}
              placeholder={t("edit.domainHint")}
              onChange={(event) => change({ value: event.target.value })}
            />
          )}
        </PartList>
      );
    case "consents":
      return (
        <PartList<Consent>
          part={part}
          name={name}
          add={add}
          rows={draft.consents ?? []}
          onChange={(consents) => set({ consents })}
          blank={{ channel: "email", state: "granted", at_ms: nowMs() }}
        >
          {({ row, change, name: own, path }) => (
            <div className="grid grid-cols-2 gap-2 @md:grid-cols-[7.5rem_8rem_1fr]">
              <Select
                aria-label={t("edit.channelOf", { name: own })}
                value={row.channel}
                onChange={(event) => change({ channel: event.target.value })}
              >
                {(["email", "phone", "sms", "post"] as const).map((channel) => (
                  <option key={channel} value={channel}>
                    {t(`consent.${channel}`)}
                  </option>
                ))}
              </Select>
              <Select
                aria-label={t("edit.stateOf", { name: own })}
                value={row.state}
                onChange={(event) => change({ state: event.target.value })}
              >
                {(["granted", "refused"] as const).map((state) => (
                  <option key={state} value={state}>
                    {t(`consent.${state}`)}
                  </option>
                ))}
              </Select>
              <Input
                className="col-span-2 @md:col-span-1"
                aria-label={t("edit.consentSource", { name: own })}
                placeholder={t("edit.consentSourceHint")}
                value={row.source ?? ""}
                onChange={(event) => change({ source: event.target.value })}
              />
              <Field label={t("edit.consentTime")} className="col-span-2 @md:col-span-3">
                <Input
                  type="datetime-local"
                  {...mark(path, "at_ms")}
                  value={row.at_ms === undefined ? "" : localMoment(row.at_ms)}
                  onChange={(event) => {
                    const at = new Date(event.target.value).getTime();
                    change({ at_ms: Number.isNaN(at) ? undefined : at });
                  }}
                />
              </Field>
            </div>
          )}
        </PartList>
      );
    case "tags":
      return <TagInput value={draft.tags ?? []} onChange={(tags) => set({ tags })} name={name} />;
  }
}

function AddressFields({
  row,
  change,
  path,
}: {
  row: Address;
  change: (part: Partial<Address>) => void;
  path: string;
}) {
  const { t } = useTranslation();
  const { mark } = useFaults();
  const box = (id: "extended" | "po_box" | "postal_code" | "city" | "region", className = "") => (
    <Field label={t(`address.${id}`)} quiet className={className}>
      <Input
        placeholder={t(`address.${id}`)}
        {...mark(path, id)}
        value={row[id] ?? ""}
        onChange={(event) => change({ [id]: event.target.value })}
      />
    </Field>
  );
  const unknown = row.country && !COUNTRIES.includes(row.country.toUpperCase()) ? row.country : null;
  return (
    <div className="grid grid-cols-6 gap-2">
      <Field label={t("address.street")} quiet className="col-span-6">
        <TextArea
          rows={Math.min(4, Math.max(1, (row.street ?? "").split("\n").length))}
          placeholder={t("address.street")}
          {...mark(path, "street", true)}
          value={row.street ?? ""}
          onChange={(event) => change({ street: event.target.value })}
          className="min-h-9 py-1.5! leading-[22px]!"
        />
      </Field>
      {box("extended", "col-span-4")}
      {box("po_box", "col-span-2")}
      {box("postal_code", "col-span-3 @xs:col-span-2")}
      {box("city", "col-span-3 @xs:col-span-4")}
      {box("region", "col-span-3")}
      <Field label={t("address.country")} quiet className="col-span-3">
        <Select
          value={unknown ?? row.country?.toUpperCase() ?? ""}
          onChange={(event) => change({ country: event.target.value })}
        >
          <option value="">{t("address.country")}</option>
          {unknown && <option value={unknown}>{unknown}</option>}
          <CountryOptions />
        </Select>
      </Field>
    </div>
  );
}

function JobFields({
  row,
  change,
  name,
  path,
}: {
  row: Job;
  change: (part: Partial<Job>) => void;
  name: string;
  path: string;
}) {
  const { t } = useTranslation();
  const { mark } = useFaults();
  const box = (id: "title" | "department" | "role") => (
    <Field label={t(`job.${id}`)} quiet>
      <Input
        placeholder={t(`job.${id}`)}
        {...mark(path, id)}
        value={row[id] ?? ""}
        onChange={(event) => change({ [id]: event.target.value })}
      />
    </Field>
  );
  return (
    <div className="grid grid-cols-1 gap-2 @sm:grid-cols-2">
      <RecordPicker
        kind="company"
        name={t("job.companyOf", { name })}
        placeholder={t("job.company")}
        value={{ text: row.company ?? "", id: row.company_id ?? null }}
        onChange={({ text, id }) => change({ company: text, company_id: id })}
      />
      {box("title")}
      {box("department")}
      {box("role")}
      <Field label={t("job.from")}>
        <Input
          type="date"
          {...mark(path, "from")}
          value={row.from ?? ""}
          onChange={(event) => change({ from: event.target.value })}
        />
      </Field>
      <Field label={t("job.to")} hint={row.to ? undefined : t("job.current")}>
        <Input
          type="date"
          {...mark(path, "to")}
          value={row.to ?? ""}
          onChange={(event) => change({ to: event.target.value })}
        />
      </Field>
      <Manager row={row} change={change} name={name} />
    </div>
  );
}

/** Whom they report to there: another contact with a job at the same company. */
function Manager({ row, change, name }: { row: Job; change: (part: Partial<Job>) => void; name: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const chosen = row.reports_to_id ?? null;
  const known = useRead("contacts.get", { id: chosen ?? "" }, { enabled: chosen !== null }).data;
  return (
    <div className="@sm:col-span-2">
      <RecordPicker
        kind="contact"
        name={t("job.reportsToOf", { name })}
        placeholder={t("job.reportsTo")}
        value={{ text: chosen ? (known?.display_name ?? "…") : text, id: chosen }}
        onChange={({ text: typed, id }) => {
          setText(id ? "" : typed);
          if (id !== chosen) change({ reports_to_id: id });
        }}
      />
    </div>
  );
}
