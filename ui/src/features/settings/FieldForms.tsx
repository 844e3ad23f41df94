// A field of the seller's own as it is made, and what can change of it once there are values.
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Failure, type FieldTypeName, type Row } from "@/client";
import { beginHere, Button, Field, Input, Select, TextArea } from "@/kit";
import { useWords } from "@/locales";
import { plain } from "@/records/Value";

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
  onSave,
  children,
}: {
  shape: ReturnType<typeof useShape>;
  /** Said of the choices; null where there are none. */
  hint: string | null;
  save: { error: Failure | null; isPending: boolean };
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
      <Field label={t("settings.fieldName")} error={error ? words(error) : null}>
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
        disabled={!name.trim() || (hint !== null && list.length === 0)}
      >
        {t("kit.save")}
      </Button>
    </form>
  );
}

/** What can change once there are values: the name and the choices, not what the field holds. */
export function FieldEdit({ row, done }: { row: Row; done: () => void }) {
  const { t } = useTranslation();
  const patch = useAct("fields.patch");
  const shape = useShape(row);
  const options = chooses(row["type"]) ? { options: shape.list } : {};
  return (
    <ShapeForm
      shape={shape}
      hint={chooses(row["type"]) ? t("settings.fieldOptionsKept") : null}
      save={patch}
      onSave={() =>
        patch.mutate({ id: row.id, patch: { name: shape.name.trim(), ...options } }, { onSuccess: done })
      }
    />
  );
}

type Of = "contact" | "company";

export function FieldForm({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const create = useAct("fields.create");
  const shape = useShape();
  const [of, setOf] = useState<Of>("contact");
  const [type, setType] = useState<FieldTypeName>("text");
  const [target, setTarget] = useState<Of>("company");
  const save = () =>
    create.mutate(
      {
        name: shape.name.trim(),
        of,
        type,
        ...(chooses(type) ? { options: shape.list } : {}),
        ...(type === "record" ? { record_kind: target } : {}),
      },
      { onSuccess: done },
    );
  return (
    <ShapeForm
      shape={shape}
      hint={chooses(type) ? t("settings.fieldOptionsHint") : null}
      save={create}
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
    </ShapeForm>
  );
}

function KindField({ label, value, onChange }: { label: string; value: Of; onChange: (kind: Of) => void }) {
  const { t } = useTranslation();
  return (
    <Field label={label}>
      <Select value={value} onChange={(event) => onChange(event.target.value as Of)}>
        <option value="contact">{t("kinds.contacts")}</option>
        <option value="company">{t("kinds.companies")}</option>
      </Select>
    </Field>
  );
}
