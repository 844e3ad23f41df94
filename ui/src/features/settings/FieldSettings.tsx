// The seller's own fields: what they are called, what they hold, to which kind they belong, in which order they stand.
import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type FieldTypeName, type OwnField, type Row } from "@/client";
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
  const fields = useRead("fields.list", { limit: 500, fields: [...SHOWN] }).data?.rows ?? [];
  const remove = useAct("fields.delete");
  const patch = useAct("fields.patch");
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState<Row | null>(null);
  // One field moves, between two others or to an end; those stay as they are.
  const move = (from: number, to: number) => {
    const place = (at: number) => Number(fields[at]?.["position"] ?? at);
    const before = from < to ? to : to - 1;
    const after = before + 1;
    const position =
      before < 0
        ? place(0) - 1
        : after >= fields.length
          ? place(fields.length - 1) + 1
          : (place(before) + place(after)) / 2;
    const id = fields[from]?.id;
    if (id) patch.mutate({ id, patch: { position } }, { onError: toast.fail });
  };
  return (
    <>
      <p className="text-muted">{t("settings.fieldsText")}</p>
      {fields.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-surface">
          {fields.map((row, at) => {
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
                <span className="ms-auto flex">
                  <IconButton
                    icon={ArrowUp}
                    label={t("settings.fieldUp", { name })}
                    disabled={at === 0}
                    onClick={() => move(at, at - 1)}
                  />
                  <IconButton
                    icon={ArrowDown}
                    label={t("settings.fieldDown", { name })}
                    disabled={at === fields.length - 1}
                    onClick={() => move(at, at + 1)}
                  />
                  <IconButton
                    icon={Pencil}
                    label={t("settings.fieldEdit", { name })}
                    onClick={() => setEditing(row)}
                  />
                </span>
                <IconButton
                  icon={Trash2}
                  label={t("kit.remove", { name })}
                  className="-ms-2"
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
      <Dialog
        open={editing !== null}
        onOpenChange={(on) => !on && setEditing(null)}
        title={editing ? t("settings.fieldEdit", { name: plain(editing["name"] ?? editing.title) }) : ""}
      >
        {editing && <FieldEdit row={editing} done={() => setEditing(null)} />}
      </Dialog>
    </>
  );
}

const SHOWN = ["name", "of", "type", "options", "position"] as const satisfies readonly (keyof OwnField)[];

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
function FieldEdit({ row, done }: { row: Row; done: () => void }) {
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
