// The seller's own fields: what they are called, what they hold, to which kind they belong.
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type FieldTypeName } from "@/client";
import { Button, Dialog, Field, IconButton, Input, Select, TextArea, useToast } from "@/kit";
import { useWords } from "@/locales";
import { plain } from "@/records/Value";
import { useUndo } from "@/shell/undo";

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

export function FieldSettings() {
  const { t } = useTranslation();
  const toast = useToast();
  const undo = useUndo();
  const fields = useRead("fields.list", { limit: 500, fields: ["name", "of", "type"] }).data?.rows ?? [];
  const remove = useAct("fields.delete");
  const [open, setOpen] = useState(false);
  return (
    <>
      <p className="text-muted">{t("settings.fieldsText")}</p>
      {fields.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-surface">
          {fields.map((row) => {
            const name = plain(row["name"] ?? row.title);
            const type = plain(row["type"]);
            const of = plain(row["of"]);
            return (
              <li
                key={row.id}
                className="flex min-h-12 items-center gap-3 border-b border-line ps-4 pe-2 last:border-0"
              >
                <bdi className="font-medium">{name}</bdi>
                <span className="text-xs text-muted">
                  {[
                    of ? t(`kinds.${of === "company" ? "companies" : "contacts"}`) : "",
                    type ? t(`fieldType.${type}` as "fieldType.text") : "",
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
                <IconButton
                  icon={Trash2}
                  label={t("kit.remove", { name })}
                  className="ms-auto"
                  onClick={() =>
                    remove.mutate(
                      { id: row.id },
                      {
                        onSuccess: () =>
                          toast.show({
                            text: t("settings.fieldDeleted", { name }),
                            action: { label: t("undo.action"), run: () => void undo.last() },
                          }),
                        onError: toast.fail,
                      },
                    )
                  }
                />
              </li>
            );
          })}
        </ul>
      )}
      <Button icon={Plus} className="self-start" onClick={() => setOpen(true)}>
        {t("settings.newField")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("settings.newField")}>
        {open && <FieldForm done={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function FieldForm({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const create = useAct("fields.create");
  const [name, setName] = useState("");
  const [of, setOf] = useState<"contact" | "company">("contact");
  const [type, setType] = useState<FieldTypeName>("text");
  const [options, setOptions] = useState("");
  const [target, setTarget] = useState<"contact" | "company">("company");
  const chooses = type === "choice" || type === "multi_choice";
  const list = options
    .split("\n")
    .map((one) => one.trim())
    .filter(Boolean);
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
