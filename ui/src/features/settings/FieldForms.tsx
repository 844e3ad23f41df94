// A field of the seller's own as it is made, and what can change of it once there are values.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type FieldTypeName, type Row } from "@/client";
import { Button, Field, Input, Select, TextArea } from "@/kit";
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

/** The dialog begins at the name. */
const begin = (box: HTMLInputElement | null) => {
  if (box && !box.closest("form")?.contains(document.activeElement)) box.focus();
};

/** What can change once there are values: the name and the choices, not what the field holds. */
export function FieldEdit({ row, done }: { row: Row; done: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const patch = useAct("fields.patch");
  const chooses = row["type"] === "choice" || row["type"] === "multi_choice";
  const [name, setName] = useState(plain(row["name"] ?? row.title));
  const [options, setOptions] = useState(
    Array.isArray(row["options"]) ? row["options"].map(String).join("\n") : "",
  );
  const list = lines(options);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        patch.mutate(
          { id: row.id, patch: { name: name.trim(), ...(chooses ? { options: list } : {}) } },
          { onSuccess: done },
        );
      }}
    >
      <Field label={t("settings.fieldName")} error={patch.error ? words(patch.error) : null}>
        <Input ref={begin} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      {chooses && (
        <Field label={t("settings.fieldOptions")} hint={t("settings.fieldOptionsKept")}>
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
        busy={patch.isPending}
        disabled={!name.trim() || (chooses && list.length === 0)}
      >
        {t("kit.save")}
      </Button>
    </form>
  );
}

export function FieldForm({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const create = useAct("fields.create");
  const [name, setName] = useState("");
  const [of, setOf] = useState<"contact" | "company">("contact");
  const [type, setType] = useState<FieldTypeName>("text");
  const [options, setOptions] = useState("");
  const [target, setTarget] = useState<"contact" | "company">("company");
  const chooses = type === "choice" || type === "multi_choice";
  const list = lines(options);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(
          {
            name: name.trim(),
            of,
            type,
            ...(chooses ? { options: list } : {}),
            ...(type === "record" ? { record_kind: target } : {}),
          },
          { onSuccess: done },
        );
      }}
    >
      <Field label={t("settings.fieldName")} error={create.error ? words(create.error) : null}>
        <Input value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("settings.fieldOf")}>
          <Select value={of} onChange={(event) => setOf(event.target.value as typeof of)}>
            <option value="contact">{t("kinds.contacts")}</option>
            <option value="company">{t("kinds.companies")}</option>
          </Select>
        </Field>
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
      {chooses && (
        <Field label={t("settings.fieldOptions")} hint={t("settings.fieldOptionsHint")}>
          <TextArea value={options} rows={4} onChange={(event) => setOptions(event.target.value)} />
        </Field>
      )}
      {type === "record" && (
        <Field label={t("settings.fieldTarget")}>
          <Select value={target} onChange={(event) => setTarget(event.target.value as typeof target)}>
            <option value="contact">{t("kinds.contacts")}</option>
            <option value="company">{t("kinds.companies")}</option>
          </Select>
        </Field>
      )}
      <Button
        type="submit"
        weight="primary"
        className="self-end"
        busy={create.isPending}
        disabled={!name.trim() || (chooses && list.length === 0)}
      >
        {t("kit.save")}
      </Button>
    </form>
  );
}
