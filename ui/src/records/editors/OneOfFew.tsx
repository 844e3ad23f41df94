// One record of a kind of which there are few, so all are offered.
import { useTranslation } from "react-i18next";
import { useRead, type Json } from "@/client";
import { Field, Select } from "@/kit";

const FEW = ["stages", "pipelines", "territories"] as const;
type Few = (typeof FEW)[number];

/** The plural as one of those of which there are few. */
export const fewOf = (plural: string | undefined): Few | undefined => FEW.find((one) => one === plural);

export function OneOfFew({
  plural,
  label,
  value,
  onChange,
}: {
  plural: Few;
  label: string;
  value: Json;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const rows = useRead(`${plural}.list`, { limit: 500, fields: ["name"] }).data?.rows ?? [];
  return (
    <Field label={label}>
      <Select
        value={typeof value === "string" ? value : ""}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{t("filter.choose")}</option>
        {rows.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </Select>
    </Field>
  );
}
