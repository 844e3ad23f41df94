// Values of a column that name nothing here: what each means instead, or that it is made. Stages and pipelines are made with
// the import unless something else is said; what nobody says of the rest is rejected or noted as ever, and the receipt says
// which.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, useRead, type AskedValue, type MappedColumn } from "@/client";
import { Select, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { isOwnField, useChoiceWord } from "@/records/catalogue";

const MAKE = "\u0000make";
/** Without one of these a row of a deal has no place. */
const PLACES = ["stage_id", "pipeline_id", "state"];

export function ColumnValues({
  column,
  asked,
  kind,
  onChange,
  onMade,
}: {
  column: MappedColumn;
  asked: AskedValue[];
  kind: string;
  onChange: (values: Record<string, string>) => void;
  /** Something was made of which the rows may speak. */
  onMade: () => void;
}) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const client = useClient();
  const toast = useToast();
  const word = useChoiceWord(kind);
  const [busy, setBusy] = useState(false);
  const fields = useRead("catalogue.get", {}).data?.kinds[kind]?.fields;
  const target = column.target.replace(/^custom:/, "");
  const field = fields?.find(({ id, label }) => id === target || label === target);
  const id = field?.id ?? target;
  const isPlace = PLACES.includes(id);
  const isOwn = isOwnField(id);

  const make = async (one: AskedValue) => {
    setBusy(true);
    try {
      if (id === "stage_id") {
        const language = i18n.language.startsWith("de") ? "de" : "en";
        const pipeline_id = one.under ?? (await client.call("pipelines.begin", { language })).id;
        await client.call("stages.create", { pipeline_id, name: one.value, outcome: "open" });
        toast.show({ text: t("mapping.values.madeStage", { name: one.value }) });
      } else {
        await client.call("fields.patch", { id, patch: { options: [...one.known, one.value] } });
        toast.show({ text: t("mapping.values.madeChoice", { name: one.value }) });
      }
      onMade();
    } catch (thrown) {
      toast.fail(thrown);
    }
    setBusy(false);
  };
  const say = (value: string, means: string) => {
    const { [value]: _, ...others } = column.values ?? {};
    onChange(means ? { ...others, [value]: means } : others);
  };

  return (
    <ul aria-label={t("mapping.values.title", { column: column.name })} className="flex flex-col gap-2">
      {asked.map((one) => {
        const means = column.values?.[one.value] ?? "";
        return (
          <li
            key={one.value}
            className="grid items-center gap-x-4 gap-y-1 border-s-2 border-line ps-3 sm:grid-cols-[1fr_15rem]"
          >
            <span className="min-w-0">
              <bdi className="font-medium break-words">{one.value}</bdi>{" "}
              <span className="tabular text-xs text-muted">
                {t("import.rows", { count: one.rows, shown: format.number(one.rows) })}
              </span>
              {one.made && !one.settled && (
                <span className="block text-xs text-muted">{t("mapping.values.willBeMade")}</span>
              )}
              {!one.made && !one.settled && (
                <span className="block text-xs text-warn">
                  {t(isPlace ? "mapping.values.unknownPlace" : "mapping.values.unknown")}
                </span>
              )}
            </span>
            <Select
              aria-label={t("mapping.values.means", { value: one.value })}
              disabled={busy}
              value={means}
              onChange={(event) =>
                event.target.value === MAKE ? void make(one) : say(one.value, event.target.value)
              }
            >
              <option value="">
                {one.made
                  ? t("mapping.values.makeWithImport")
                  : t(isPlace ? "mapping.values.reject" : "mapping.inNote")}
              </option>
              {means && !one.known.includes(means) && <option value={means}>{means}</option>}
              {one.known.map((known) => (
                <option key={known} value={known}>
                  {isOwn ? known : word(id, known)}
                </option>
              ))}
              {id === "stage_id" && !one.made && (
                <option value={MAKE}>{t("mapping.values.makeStage", { name: one.value })}</option>
              )}
              {isOwn && <option value={MAKE}>{t("mapping.values.makeChoice", { name: one.value })}</option>}
            </Select>
          </li>
        );
      })}
    </ul>
  );
}
