// Editors of single-valued fields: names, a company's facts, and the seller's own fields by their type.
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CatalogueField, Json } from "@/client";
import { beginHere, Button, Checkbox, Field, Input, Select, TextArea } from "@/kit";
import { useFieldLabel } from "../catalogue";
import { useFaults } from "../faults";
import { isNeeded, isShown } from "../holds";
import { chosenOf, pointedAt, type KindName, type OWN_RECORD } from "../kinds";
import { useOwn } from "../layout";
import { RecordName } from "../Value";
import { MoneyInput } from "./MoneyInput";
import type { Draft } from "./parts";
import { RecordPicker } from "./RecordPicker";

interface Props {
  draft: Draft;
  set: (change: Draft) => void;
}

type NameId =
  | "prefix"
  | "given"
  | "middle"
  | "family"
  | "suffix"
  | "nickname"
  | "display_name"
  | "phonetic_given"
  | "phonetic_middle"
  | "phonetic_family";

const RARE: NameId[] = ["phonetic_given", "phonetic_middle", "phonetic_family"];

export function NameFields({ draft, set, focus }: Props & { focus?: boolean }) {
  const { t } = useTranslation();
  const label = useFieldLabel("contact");
  const faults = useFaults();
  const [more, setMore] = useState(RARE.some((id) => draft[id]));
  const box = (id: NameId, className: string) => (
    <Field
      key={id}
      label={id === "display_name" ? t("edit.shownAs") : label(id)}
      error={faults.text(id)}
      className={className}
    >
      <Input
        value={draft[id] ?? ""}
        {...(focus && id === "given" ? { ref: beginHere } : {})}
        onChange={(event) => set({ [id]: event.target.value })}
      />
    </Field>
  );
  return (
    <div className="@container">
      <div className="grid grid-cols-6 items-start gap-3">
        {box("prefix", "col-span-2 @md:col-span-1")}
        {box("given", "col-span-4 @md:col-span-2")}
        {box("middle", "col-span-2 @md:col-span-1")}
        {box("family", "col-span-4 @md:col-span-2")}
        {box("suffix", "col-span-2 @md:col-span-1")}
        {box("nickname", "col-span-4 @md:col-span-2")}
        {box("display_name", "col-span-6 @md:col-span-3")}
        {more ? (
          RARE.map((id) => box(id, "col-span-6 @md:col-span-2"))
        ) : (
          <Button
            small
            weight="ghost"
            icon={ChevronDown}
            className="col-span-6 -ms-2 justify-self-start text-accent"
            onClick={() => setMore(true)}
          >
            {t("edit.phonetic")}
          </Button>
        )}
      </div>
    </div>
  );
}

const SIZES = [
  "1",
  "2–10",
  "11–50",
  "51–200",
  "201–500",
  "501–1,000",
  "1,001–5,000",
  "5,001–10,000",
  "10,001+",
];

export function CompanyFields({
  draft,
  set,
  focus,
  id,
}: Props & { focus?: boolean; id?: string | undefined }) {
  const label = useFieldLabel("company");
  const faults = useFaults();
  const [parent, setParent] = useState("");
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label={label("name")} error={faults.text("name")} className="col-span-2">
        <Input
          value={draft.name ?? ""}
          required
          {...(focus ? { ref: beginHere } : {})}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <Field label={label("industry")} error={faults.text("industry")}>
        <Input value={draft.industry ?? ""} onChange={(event) => set({ industry: event.target.value })} />
      </Field>
      <Field label={label("size")} error={faults.text("size")}>
        <Input
          value={draft.size ?? ""}
          list="satchel-sizes"
          onChange={(event) => set({ size: event.target.value })}
        />
      </Field>
      <datalist id="satchel-sizes">
        {SIZES.map((size) => (
          <option key={size} value={size} />
        ))}
      </datalist>
      <div className="col-span-2 flex flex-col gap-1">
        <span className="text-xs font-medium text-muted">{label("parent_id")}</span>
        {draft.parent_id ? (
          <PickedRecord
            kind="company"
            id={draft.parent_id}
            name={label("parent_id")}
            onClear={() => set({ parent_id: null })}
          />
        ) : (
          <RecordPicker
            kind="company"
            name={label("parent_id")}
            value={{ text: parent, id: null }}
            onChange={({ text, id: chosen }) => {
              setParent(text);
              if (chosen && chosen !== id) set({ parent_id: chosen });
            }}
          />
        )}
      </div>
    </div>
  );
}

/** A record that was chosen, by its name. */
export function PickedRecord({
  kind,
  id,
  name,
  onClear,
}: {
  kind: KindName | typeof OWN_RECORD;
  id: string;
  name: string;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="flex h-9 items-center justify-between gap-2 rounded-md border border-line-strong/55 bg-surface ps-3 pe-1 contrast:border-line-strong">
      <span className="min-w-0 truncate">
        <RecordName kind={pointedAt(kind)} id={id} />
      </span>
      <Button small weight="ghost" onClick={onClear}>
        {t("kit.remove", { name })}
      </Button>
    </div>
  );
}

/** The seller's own fields of a kind, each by its type. */
export function OwnFields({ draft, set, kind }: Props & { kind: KindName }) {
  const own = useOwn(kind).filter((field) => isShown(field, draft));
  if (own.length === 0) return null;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {own.map((field) => (
        <OwnField
          key={field.id}
          field={field}
          needed={isNeeded(field, draft)}
          value={draft.custom?.[field.id] ?? null}
          onChange={(value) => set({ custom: { ...draft.custom, [field.id]: value } })}
        />
      ))}
    </div>
  );
}

export function OwnField({
  field,
  needed = false,
  error: said,
  word = (option) => option,
  focus = false,
  value,
  onChange,
}: {
  /** With its label. */
  field: CatalogueField;
  /** Whether it must be filled in here. */
  needed?: boolean;
  /** What is wrong with it, where the form knows. */
  error?: string | null;
  /** What a choice is called. */
  word?: (option: string) => string;
  /** Whether writing begins here. */
  focus?: boolean;
  value: Json;
  onChange: (value: Json) => void;
}) {
  const { t } = useTranslation();
  const label = needed
    ? t("ownFields.neededLabel", { name: field.label ?? field.id })
    : (field.label ?? field.id);
  const text = typeof value === "string" ? value : "";
  const own = useFaults().text(`custom.${field.id}`);
  const error = said ?? own;
  switch (field.type) {
    case "bool":
      return (
        <Field label={label} error={error}>
          <Select
            value={value === null ? "" : String(value)}
            onChange={(event) => onChange(event.target.value === "" ? null : event.target.value === "true")}
          >
            <option value="" />
            <option value="true">{t("value.yes")}</option>
            <option value="false">{t("value.no")}</option>
          </Select>
        </Field>
      );
    case "choice":
      return (
        <Field label={label} error={error}>
          <Select value={text} onChange={(event) => onChange(event.target.value || null)}>
            <option value="" />
            {(field.options ?? []).map((option) => (
              <option key={option} value={option}>
                {word(option)}
              </option>
            ))}
          </Select>
        </Field>
      );
    case "multi_choice": {
      const chosen = Array.isArray(value) ? value.map(String) : [];
      return (
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-xs font-medium text-muted">{label}</legend>
          {(field.options ?? []).map((option) => (
            <Checkbox
              key={option}
              label={word(option)}
              checked={chosen.includes(option)}
              onChange={(event) => {
                const next = event.target.checked
                  ? [...chosen, option]
                  : chosen.filter((one) => one !== option);
                onChange(next.length > 0 ? next : null);
              }}
            />
          ))}
        </fieldset>
      );
    }
    case "date":
      return (
        <Field label={label} error={error}>
          <Input type="date" value={text} onChange={(event) => onChange(event.target.value || null)} />
        </Field>
      );
    case "number":
      return (
        <Field label={label} error={error}>
          <Input
            type="number"
            step="any"
            value={typeof value === "number" ? value : ""}
            onChange={(event) =>
              onChange(Number.isNaN(event.target.valueAsNumber) ? null : event.target.valueAsNumber)
            }
          />
        </Field>
      );
    case "money":
      return <MoneyInput label={label} value={value} onChange={onChange} error={error} />;
    case "long_text":
      return (
        <Field label={label} error={error} className="sm:col-span-2">
          <TextArea value={text} onChange={(event) => onChange(event.target.value || null)} />
        </Field>
      );
    case "record":
      return <RecordField field={field} value={text} onChange={onChange} />;
    default:
      return (
        <Field label={label} error={error}>
          <Input
            {...(focus ? { ref: beginHere } : {})}
            type={field.type === "link" ? "url" : "text"}
            value={text}
            onChange={(event) => onChange(event.target.value || null)}
          />
        </Field>
      );
  }
}

function RecordField({
  field,
  value,
  onChange,
}: {
  field: CatalogueField;
  value: string;
  onChange: (value: Json) => void;
}) {
  const label = field.label ?? field.id;
  const [text, setText] = useState("");
  const kind = chosenOf(field.kind);
  return (
    <div className="flex flex-col gap-1">
      <span className="text-xs font-medium text-muted">{label}</span>
      {value ? (
        <PickedRecord
          kind={kind}
          id={value}
          name={label}
          onClear={() => {
            setText("");
            onChange(null);
          }}
        />
      ) : (
        <RecordPicker
          kind={kind}
          name={label}
          value={{ text, id: null }}
          onChange={({ text: typed, id }) => {
            setText(typed);
            if (id) onChange(id);
          }}
        />
      )}
    </div>
  );
}
