// A field of the seller's own as it is made, and what can change of it once there are values.
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Failure, type FieldTypeName, type Row } from "@/client";
import { beginHere, Button, Field, Input, Select, TextArea } from "@/kit";
import { useWords } from "@/locales";
import { plain } from "@/records/Value";
import { FieldConditions, isUnsaid, kept, useConditions } from "./FieldConditions";
import { useOwners, type Owner } from "./owners";

const TYPES = [
  "text",
  "long_text",
  "number",
  "money",
  "date",
  "choice",
  "multi_choice",
  "bool",
  "link",
  "record",
] as const satisfies readonly FieldTypeName[];

const lines = (text: string) =>
  text
    .split("\n")
    .map((one) => one.trim())
    .filter(Boolean);

/** Said where the condition is. */
const CONDITIONS = ["required_when", "shown_when"];

const chooses = (type: unknown) => type === "choice" || type === "multi_choice";

/** The name and the choices as they are typed. */
function useShape(row?: Row) {
  const [name, setName] = useState(row ? plain(row["name"] ?? row.title) : "");
  const [options, setOptions] = useState(
    Array.isArray(row?.["options"]) ? row["options"].map(String).join("\n") : "",
  );
  return { name, setName, options, setOptions, list: lines(options) };
}

/** What both forms have: the name, the choices of a field that has some, and the button. */
function ShapeForm({
  shape: { name, setName, options, setOptions, list },
  hint,
  save: { error, isPending },
  unsaid = false,
  onSave,
  children,
}: {
  shape: ReturnType<typeof useShape>;
  /** Said of the choices; null where there are none. */
  hint: string | null;
  save: { error: Failure | null; isPending: boolean };
  /** Whether a condition is to hold and does not say what. */
  unsaid?: boolean;
  onSave: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <Field
        label={t("settings.fieldName")}
        error={error && !CONDITIONS.includes(error.field ?? "") ? words(error) : null}
      >
        <Input ref={beginHere} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      {children}
      {hint !== null && (
        <Field label={t("settings.fieldOptions")} hint={hint}>
          <TextArea
            value={options}
            rows={Math.min(10, Math.max(4, list.length + 1))}
            onChange={(event) => setOptions(event.target.value)}
          />
        </Field>
      )}
      <Button
        type="submit"
        weight="primary"
        className="self-end"
        busy={isPending}
        disabled={unsaid || !name.trim() || (hint !== null && list.length === 0)}
      >
        {t("kit.save")}
      </Button>
    </form>
  );
}

/** What can change once there are values: the name and the choices, not what the field holds. */
export function FieldEdit({ row, done }: { row: Row; done: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const patch = useAct("fields.patch");
  const shape = useShape(row);
  const [conditions, setConditions] = useConditions(row);
  const options = chooses(row["type"]) ? { options: shape.list } : {};
  return (
    <ShapeForm
      shape={shape}
      hint={chooses(row["type"]) ? t("settings.fieldOptionsKept") : null}
      save={patch}
      unsaid={isUnsaid(conditions)}
      onSave={() =>
        patch.mutate(
          { id: row.id, patch: { name: shape.name.trim(), ...options, ...kept(conditions) } },
          { onSuccess: done },
        )
      }
    >
      <FieldConditions
        of={plain(row["of"]) as Owner}
        id={row.id}
        value={conditions}
        onChange={setConditions}
        wrong={(field) => (patch.error?.field === field ? words(patch.error) : null)}
      />
    </ShapeForm>
  );
}

export function FieldForm({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const create = useAct("fields.create");
  const shape = useShape();
  const [conditions, setConditions] = useConditions();
  const [of, setOf] = useState<Owner>("contact");
  const [type, setType] = useState<FieldTypeName>("text");
  const [target, setTarget] = useState<Owner>("company");
  const save = () =>
    create.mutate(
      {
        name: shape.name.trim(),
        of,
        type,
        ...(chooses(type) ? { options: shape.list } : {}),
        ...(type === "record" ? { record_kind: target } : {}),
        ...(conditions.need === "never" && conditions.shown === "always" ? {} : kept(conditions)),
      },
      { onSuccess: done },
    );
  return (
    <ShapeForm
      shape={shape}
      hint={chooses(type) ? t("settings.fieldOptionsHint") : null}
      save={create}
      unsaid={isUnsaid(conditions)}
      onSave={save}
    >
      <div className="grid grid-cols-2 gap-3">
        <KindField label={t("settings.fieldOf")} value={of} onChange={setOf} />
        <Field label={t("settings.fieldType")}>
          <Select value={type} onChange={(event) => setType(event.target.value as FieldTypeName)}>
            {TYPES.map((one) => (
              <option key={one} value={one}>
                {t(`fieldType.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {type === "record" && (
        <KindField label={t("settings.fieldTarget")} value={target} onChange={setTarget} />
      )}
      <FieldConditions
        key={of}
        of={of}
        value={conditions}
        onChange={setConditions}
        wrong={(field) => (create.error?.field === field ? words(create.error) : null)}
      />
    </ShapeForm>
  );
}

function KindField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Owner;
  onChange: (kind: Owner) => void;
}) {
  const owners = useOwners();
  return (
    <Field label={label}>
      <Select value={value} onChange={(event) => onChange(event.target.value as Owner)}>
        {owners.map(([kind, name]) => (
          <option key={kind} value={kind}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
