// An export with chosen fields: the form of the file, and which fields in it, those of the list ticked already.
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Input } from "@/client";
import { beginHere, Button, Checkbox, Dialog, Field, Select } from "@/kit";
import { useFieldLabel, useKind } from "./catalogue";
import { isExported, type KindConfig } from "./kinds";

export type ExportFormat = Input<"exports.run">["format"];

/** The forms a list is exported in. */
export const LIST_FORMATS = [
  "csv",
  "xlsx",
  "vcard",
  "vcard3",
  "json",
] as const satisfies readonly ExportFormat[];

/** What stands for everything that was noted. */
const NOTES = "notes";

/** What the program keeps for itself and no person would look for. */
const INNER = new Set(["identities", "named"]);

export function ExportDialog({
  config,
  shown,
  onClose,
  onExport,
}: {
  config: KindConfig;
  /** The columns of the list. */
  shown: readonly string[];
  onClose: () => void;
  onExport: (format: ExportFormat, fields: string[]) => void;
}) {
  const { t } = useTranslation();
  const label = useFieldLabel(config.name);
  const described = useKind(config.name);
  const [format, setFormat] = useState<ExportFormat>("xlsx");
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null);
  const all = [
    ...(described?.fields ?? [])
      .filter(({ id, exportable, type }) => exportable && type !== "blob" && !INNER.has(id))
      .map(({ id, label: own }) => ({ id, name: label(id, own) })),
    ...(described?.parts ?? [])
      .filter(({ id, fields }) => fields.some(({ exportable }) => exportable) && !INNER.has(id))
      .map(({ id }) => ({ id, name: label(id) })),
    { id: NOTES, name: t("export.notes") },
  ];
  const known = new Set(all.map(({ id }) => id));
  const ticked = picked ?? new Set(shown.filter((id) => known.has(id)));
  // In the order of the list first, then as the catalogue has them.
  const chosen = [...shown, ...all.map(({ id }) => id)].filter(
    (id, at, ids) => ticked.has(id) && known.has(id) && ids.indexOf(id) === at,
  );
  const tick = (id: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("export.fieldsTitle")}
      wide
      footer={
        <>
          <Button onClick={onClose}>{t("kit.cancel")}</Button>
          <Button
            weight="primary"
            icon={Download}
            disabled={chosen.length === 0}
            onClick={() => {
              onExport(format, chosen);
              onClose();
            }}
          >
            {t("list.export")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t("export.form")}>
          <Select
            ref={beginHere}
            value={format}
            onChange={(event) => setFormat(event.target.value as ExportFormat)}
          >
            {LIST_FORMATS.filter((one) => isExported(config, one)).map((one) => (
              <option key={one} value={one}>
                {t(`export.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="mb-2 flex w-full flex-wrap items-center gap-2 font-medium">
            <span className="flex-1">{t("export.fields")}</span>
            <Button small weight="ghost" onClick={() => setPicked(known)}>
              {t("export.allFields")}
            </Button>
            <Button small weight="ghost" onClick={() => setPicked(new Set())}>
              {t("export.noFields")}
            </Button>
          </legend>
          <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
            {all.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={ticked.has(id)}
                onChange={(event) => tick(id, event.target.checked)}
              />
            ))}
          </div>
        </fieldset>
      </div>
    </Dialog>
  );
}
