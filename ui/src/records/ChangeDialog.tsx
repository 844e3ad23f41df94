// One field of all that is selected: which field, its value for all of them, or none. What one of them may not have is
// refused for that one alone, and said afterwards.
import { Eraser } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CatalogueField, Json } from "@/client";
import { beginHere, Button, Dialog, Field, Select } from "@/kit";
import { useFormat } from "@/locales/format";
import { isCountry, isOwnField, useChoiceWord, useFieldLabel, useKind } from "./catalogue";
import { COUNTRIES } from "./editors/countries";
import { OwnField } from "./editors/fields";
import { fewOf, OneOfFew } from "./editors/OneOfFew";
import { pluralOf, type KindConfig } from "./kinds";
import { useMany } from "./many";
import { LISTS, PartsForMany, type Parts } from "./PartsForMany";
import type { Selection } from "./selection";

/** What is one record's alone, or follows from something else that one says. */
const OF_ONE = new Set([
  "given",
  "middle",
  "family",
  "suffix",
  "nickname",
  "display_name",
  "phonetic_given",
  "phonetic_middle",
  "phonetic_family",
  "name",
  "photo",
  "parent_id",
  "pipeline_id",
  "closed_ms",
  "lost_reason",
  "won_reason",
  "qualified_reason",
  "disqualified_reason",
]);

/** The fields of a kind that many records can be given at once, with their names. */
function useTogether(kind: string): CatalogueField[] {
  const described = useKind(kind);
  const label = useFieldLabel(kind);
  return (described?.fields ?? [])
    .filter(
      (field) =>
        !field.derived &&
        !field.through &&
        !OF_ONE.has(field.id) &&
        field.id !== described?.title &&
        field.type !== "place" &&
        field.type !== "instant",
    )
    .map((field) => ({ ...field, label: label(field.id, field.label) }));
}

export function ChangeDialog({
  config,
  selection,
  onClose,
}: {
  config: KindConfig;
  selection: Selection;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const choice = useChoiceWord(config.name);
  const fields = useTogether(config.name);
  const many = useMany(config.name);
  const [name, setName] = useState("");
  const [value, setValue] = useState<Json>(null);
  const [busy, setBusy] = useState(false);
  const field = fields.find(({ id }) => id === name);
  const label = useFieldLabel(config.name);
  const person = config.name === "contact" || config.name === "company" ? config.name : undefined;
  const held = useKind(config.name)?.parts ?? [];
  const lists = person ? LISTS.filter((one) => held.some(({ id }) => id === one)) : [];
  const list = lists.find((one) => one === name);
  const shown = format.number(selection.count);
  const change = async (what: Parts & { patch?: { [field: string]: Json } }, called: string) => {
    setBusy(true);
    const done = await many(
      (client) => client.call(`${config.plural}.patch_many`, { ...selection.chosen, ...what }),
      (outcome, changed) =>
        t(`bulk.changed.${config.name}`, {
          count: outcome.selected - outcome.refused,
          shown: changed,
          field: called,
        }),
    );
    setBusy(false);
    if (done) onClose();
  };
  const put = async (next: Json) => {
    if (!field) return;
    const patch = isOwnField(field.id) ? { custom: { [field.id]: next } } : { [field.id]: next };
    await change({ patch }, field.label ?? field.id);
  };
  return (
    <Dialog
      open
      onOpenChange={(on) => !on && onClose()}
      title={t(`bulk.changeTitle.${config.name}`, { count: selection.count, shown })}
    >
      <div className="flex flex-col gap-4">
        <Field label={t("bulk.field")}>
          <Select
            ref={beginHere}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              setValue(null);
            }}
          >
            <option value="">{t("filter.choose")}</option>
            {fields.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
            {lists.length > 0 && (
              <optgroup label={t("bulk.lists")}>
                {lists.map((one) => (
                  <option key={one} value={one}>
                    {label(one)}
                  </option>
                ))}
              </optgroup>
            )}
          </Select>
        </Field>
        {list && person ? (
          <PartsForMany
            key={list}
            kind={person}
            part={list}
            busy={busy}
            onCancel={onClose}
            onPut={(parts) => void change(parts, label(list))}
          />
        ) : (
          <form
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              if (value !== null && !busy) void put(value);
            }}
          >
            {field && (
              <ValueFor
                key={field.id}
                field={field}
                word={(option) => choice(field.id, option)}
                value={value}
                onChange={setValue}
              />
            )}
            <div className="flex flex-wrap justify-end gap-2">
              <Button onClick={onClose}>{t("kit.cancel")}</Button>
              <Button
                icon={Eraser}
                disabled={!field || field.required || busy}
                onClick={() => void put(null)}
              >
                {t("bulk.empty")}
              </Button>
              <Button type="submit" weight="primary" busy={busy} disabled={!field || value === null}>
                {t("bulk.put")}
              </Button>
            </div>
          </form>
        )}
      </div>
    </Dialog>
  );
}

function ValueFor({
  field,
  word,
  value,
  onChange,
}: {
  field: CatalogueField;
  word: (option: string) => string;
  value: Json;
  onChange: (value: Json) => void;
}) {
  const format = useFormat();
  const label = field.label ?? field.id;
  const few = field.type === "record" ? fewOf(pluralOf(field.kind)) : undefined;
  if (few)
    return (
      <OneOfFew plural={few} label={label} value={value} onChange={(id) => onChange(id === "" ? null : id)} />
    );
  if (isCountry(field.id))
    return (
      <OwnField
        field={{ ...field, type: "choice", options: [...COUNTRIES] }}
        word={format.country}
        value={value}
        onChange={onChange}
      />
    );
  return <OwnField field={field} word={word} value={value} onChange={onChange} />;
}
