// The filter bar: one chip per rule, built from what the catalogue says can be filtered. A chip opens its rule again. Over
// a list a key begins the next rule.
// Long because each type of field has its own way of being asked for a value.
import { clsx } from "clsx";
import { ListFilter, Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Json, type Op } from "@/client";
import { Button, Field, Input, Popover, Select, useKeys } from "@/kit";
import type { ListField } from "./catalogue";
import { CHOICES, choiceOf, choicesFor, type Choice } from "./choices";
import { PickedRecord } from "./editors/fields";
import { MoneyInput } from "./editors/MoneyInput";
import { fewOf, OneOfFew } from "./editors/OneOfFew";
import { RecordPicker } from "./editors/RecordPicker";
import { ListValue } from "./ListValue";
import { dayOf, momentOf } from "./moments";
import { NearValue } from "./NearValue";
import { FIRST_PERIOD, periodOf, PeriodValue } from "./PeriodValue";
import { chosenOf, pluralOf, pointedAt } from "./kinds";
import { useRuleWords } from "./ruleWords";
import { RecordName } from "./Value";
import type { ListSearch, Rule } from "./view";

export function FilterBar({
  fields,
  search,
  onSearch,
  kind,
  keyed,
}: {
  fields: ListField[];
  search: ListSearch;
  onSearch: (next: ListSearch) => void;
  kind: string;
  /** It is the screen's own, and has its key. */
  keyed?: boolean;
}) {
  const { t } = useTranslation();
  const rules = search.rules ?? [];
  const usable = fields.filter(({ filterable }) => filterable);
  const put = (next: Rule[]) => {
    const { rules: _, any, ...rest } = search;
    onSearch({
      ...rest,
      ...(next.length > 0 ? { rules: next } : {}),
      ...(any && next.length > 1 ? { any } : {}),
    });
  };
  return (
    <div className="flex flex-wrap items-center gap-2" role="group" aria-label={t("filter.label")}>
      {rules.map((rule, at) => (
        <RuleChip
          key={`${kind}-${at}-${rule.field}`}
          rule={rule}
          fields={usable}
          onChange={(changed) => put(rules.map((one, index) => (index === at ? changed : one)))}
          onRemove={() => put(rules.filter((_, index) => index !== at))}
        />
      ))}
      {search.filter && (
        <span className="inline-flex h-9 items-center rounded-md border border-line bg-surface ps-3 shadow-1">
          {t("filter.more")}
          <button
            type="button"
            aria-label={t("filter.removeMore")}
            onClick={() => {
              const { filter: _, ...rest } = search;
              onSearch(rest);
            }}
            className="hit flex h-full w-8 shrink-0 items-center justify-center rounded-e-md text-muted hover:bg-hover hover:text-text"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </span>
      )}
      {rules.length > 1 && (
        <Button
          small
          weight="ghost"
          onClick={() => {
            const { any, ...rest } = search;
            onSearch(any ? rest : { ...rest, any: true });
          }}
        >
          {search.any ? t("filter.any") : t("filter.all")}
        </Button>
      )}
      <NewRule
        fields={usable}
        first={rules.length === 0}
        keyed={keyed}
        onAdd={(rule) => put([...rules, rule])}
      />
      {rules.length > 0 && (
        <Button small weight="ghost" onClick={() => put([])}>
          {t("filter.clear")}
        </Button>
      )}
    </div>
  );
}

function NewRule({
  fields,
  first,
  keyed = false,
  onAdd,
}: {
  fields: ListField[];
  first: boolean;
  keyed?: boolean | undefined;
  onAdd: (rule: Rule) => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  // The palette gives the focus back first; the rule wants it.
  const begin = {
    label: t("filter.add"),
    group: t("filter.label"),
    run: () => void setTimeout(setOpen, 0, true),
  };
  useKeys(keyed ? [{ keys: "shift+f", ...begin }] : []);
  return (
    <Popover
      label={t("filter.add")}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button small weight={first ? "secondary" : "ghost"} icon={first ? ListFilter : Plus} className="h-9">
          {first ? t("filter.button") : t("filter.add")}
        </Button>
      }
    >
      <RuleForm
        fields={fields}
        onDone={(rule) => {
          setOpen(false);
          onAdd(rule);
        }}
      />
    </Popover>
  );
}

function RuleChip({
  rule,
  fields,
  onChange,
  onRemove,
}: {
  rule: Rule;
  fields: ListField[];
  onChange: (rule: Rule) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const say = useRuleWords();
  const [open, setOpen] = useState(false);
  const field = fields.find(({ id }) => id === rule.field);
  if (!field) return null;
  const { label, condition, values } = say(rule, field);
  const value = values.join(", ");
  // A distance from a place says by itself what is asked for.
  const short = rule.op === "near" && !rule.not;
  return (
    <span className="inline-flex min-h-9 max-w-full items-center rounded-md border border-line bg-surface shadow-1">
      <Popover
        label={t("filter.edit", { field: field.label })}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button
            type="button"
            {...(field.type === "record"
              ? {}
              : {
                  "aria-label": [label, condition, value].filter(Boolean).join(" "),
                })}
            className="hit flex min-h-9 min-w-0 flex-wrap items-center gap-x-1.5 rounded-s-md ps-3 pe-1.5 text-start hover:bg-hover max-sm:py-1"
          >
            {label && !short && (
              <>
                <span className="min-w-0 truncate text-muted">{label}</span>{" "}
                <span className="min-w-0 truncate text-muted">{condition}</span>{" "}
              </>
            )}
            {values.length > 0 && (
              <bdi className={clsx("min-w-0 truncate font-medium", short ? "max-w-72" : "max-w-48")}>
                {field.type === "record"
                  ? values.map((id, at) => (
                      <span key={id}>
                        {at > 0 && ", "}
                        <RecordName kind={pointedAt(field.kind)} id={id} />
                      </span>
                    ))
                  : value}
              </bdi>
            )}
          </button>
        }
      >
        <RuleForm
          fields={fields}
          rule={rule}
          onDone={(changed) => {
            setOpen(false);
            onChange(changed);
          }}
        />
      </Popover>
      <button
        type="button"
        aria-label={t("filter.remove", { field: field.label })}
        onClick={onRemove}
        className="hit flex h-full w-8 shrink-0 items-center justify-center rounded-e-md text-muted hover:bg-hover hover:text-text"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}

function RuleForm({
  fields,
  rule,
  onDone,
}: {
  fields: ListField[];
  rule?: Rule;
  onDone: (rule: Rule) => void;
}) {
  const { t } = useTranslation();
  const [fieldId, setFieldId] = useState(rule?.field ?? fields[0]?.id ?? "");
  const field = fields.find(({ id }) => id === fieldId) ?? fields[0];
  const [choice, setChoice] = useState<Choice | null>(rule && field ? choiceOf(rule, field) : null);
  const [value, setValue] = useState<Json>(rule?.value ?? "");
  if (!field) return null;
  const choices = choicesFor(field);
  const chosen = choice && choices.includes(choice) ? choice : (choices[0] ?? "contains");
  const { op, not } = CHOICES[chosen] as { op: Op; not?: boolean };
  const needsValue = op !== "empty";
  const typed =
    op === "within"
      ? periodOf(value)
        ? value
        : FIRST_PERIOD
      : field.type === "bool" && typeof value !== "boolean"
        ? true
        : value;
  const ready =
    !needsValue || (typed !== "" && typed !== null && !(Array.isArray(typed) && typed.length === 0));
  return (
    <form
      className="flex w-72 flex-col gap-3 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        onDone({ field: field.id, op, ...(needsValue ? { value: typed } : {}), ...(not ? { not } : {}) });
      }}
    >
      <Field label={t("filter.field")}>
        <Select
          value={field.id}
          onChange={(event) => {
            setFieldId(event.target.value);
            setValue("");
          }}
        >
          {fields.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("filter.condition")}>
        <Select
          value={chosen}
          onChange={(event) => {
            const next = event.target.value as Choice;
            // The day stays the same one, also where another moment of it is meant.
            if (field.type === "instant" && typeof value === "number")
              setValue(momentOf(dayOf(value, chosen), next));
            // A period is no day, and a day no period; a list of values is no value.
            const isList = CHOICES[next].op === "one_of";
            if ((CHOICES[next].op === "within") !== (op === "within")) setValue("");
            else if (isList !== (op === "one_of"))
              setValue(
                isList ? (value === "" ? [] : [value]) : Array.isArray(value) ? (value[0] ?? "") : value,
              );
            setChoice(next);
          }}
        >
          {choices.map((one) => (
            <option key={one} value={one}>
              {t(`filter.op.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {needsValue && <RuleValue field={field} choice={chosen} value={typed} onChange={setValue} />}
      <Button type="submit" weight="primary" disabled={!ready}>
        {t("filter.apply")}
      </Button>
    </form>
  );
}

function RuleValue({
  field,
  choice,
  value,
  onChange,
}: {
  field: ListField;
  choice: Choice;
  value: Json;
  onChange: (value: Json) => void;
}) {
  const { t } = useTranslation();
  const label = t("filter.value");
  if (CHOICES[choice].op === "near") return <NearValue value={value} onChange={onChange} />;
  if (CHOICES[choice].op === "within") return <PeriodValue value={value} onChange={onChange} />;
  if (CHOICES[choice].op === "one_of") return <ListValue field={field} value={value} onChange={onChange} />;
  if (field.type === "bool")
    return (
      <Field label={label}>
        <Select value={String(value)} onChange={(event) => onChange(event.target.value === "true")}>
          <option value="true">{t("value.yes")}</option>
          <option value="false">{t("value.no")}</option>
        </Select>
      </Field>
    );
  if (field.options.length > 0)
    return (
      <Field label={label}>
        <Select
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{t("filter.choose")}</option>
          {field.options.map((option) => (
            <option key={option} value={option}>
              {field.words(option)}
            </option>
          ))}
        </Select>
      </Field>
    );
  if (field.type === "instant")
    return (
      <Field label={label}>
        <Input
          type="date"
          value={dayOf(value, choice)}
          onChange={(event) => onChange(momentOf(event.target.value, choice))}
        />
      </Field>
    );
  if (field.type === "date" && !field.part)
    return (
      <Field label={label}>
        <Input
          type="date"
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
    );
  const few = field.type === "record" && fewOf(pluralOf(field.kind));
  if (few) return <OneOfFew plural={few} label={label} value={value} onChange={onChange} />;
  if (field.type === "record")
    return <RecordValue key={field.id} field={field} value={value} onChange={onChange} />;
  if (field.type === "money")
    return <MoneyInput label={label} value={value} onChange={(amount) => onChange(amount ?? "")} />;
  if (field.type === "number")
    return (
      <Field label={label}>
        <Input
          type="number"
          step="any"
          value={typeof value === "number" ? value : ""}
          onChange={(event) =>
            onChange(Number.isNaN(event.target.valueAsNumber) ? "" : event.target.valueAsNumber)
          }
        />
      </Field>
    );
  return (
    <Field label={label}>
      <Input
        value={typeof value === "string" ? value : ""}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

function RecordValue({
  field,
  value,
  onChange,
}: {
  field: ListField;
  value: Json;
  onChange: (value: Json) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  return (
    <div className="flex flex-col gap-1">
      <span className="text-xs font-medium text-muted">{t("filter.value")}</span>
      {typeof value === "string" && value ? (
        <PickedRecord
          kind={chosenOf(field.kind)}
          id={value}
          name={t("filter.value")}
          onClear={() => {
            setText("");
            onChange("");
          }}
        />
      ) : (
        <RecordPicker
          kind={chosenOf(field.kind)}
          name={t("filter.value")}
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
