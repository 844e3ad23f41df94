// The seller's own fields: what they are called, what they hold, to which kind they belong, in which order they stand.
import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type OwnField, type Row } from "@/client";
import { Button, Dialog, IconButton, useToast } from "@/kit";
import { plain } from "@/records/Value";
import { useDone } from "@/shell/undo";
import { FieldEdit, FieldForm } from "./FieldForms";
import { useOwners } from "./owners";

const SHOWN = [
  "name",
  "of",
  "type",
  "options",
  "position",
  "required",
  "required_when",
  "shown_when",
] as const satisfies readonly (keyof OwnField)[];

export function FieldSettings() {
  const { t } = useTranslation();
  const toast = useToast();
  const done = useDone();
  const owners = useOwners();
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
                    owners.find(([kind]) => kind === of)?.[1] ?? "",
                    type ? t(`fieldType.${type}` as "fieldType.text") : "",
                    row["required"] === true ? t("ownFields.isNeeded") : "",
                    row["required_when"] || row["shown_when"] ? t("ownFields.hasConditions") : "",
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
                        onSuccess: () => done(t("settings.fieldDeleted", { name })),
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
      <Dialog open={open} wide onOpenChange={setOpen} title={t("settings.newField")}>
        {open && <FieldForm done={() => setOpen(false)} />}
      </Dialog>
      <Dialog
        open={editing !== null}
        wide
        onOpenChange={(on) => !on && setEditing(null)}
        title={editing ? t("settings.fieldEdit", { name: plain(editing["name"] ?? editing.title) }) : ""}
      >
        {editing && <FieldEdit row={editing} done={() => setEditing(null)} />}
      </Dialog>
    </>
  );
}
