// Values in the words of a sheet.
import { useTranslation } from "react-i18next";
import type { Row } from "@/client";
import { useFormat } from "@/locales/format";
import { isCountry, type ListField } from "./catalogue";
import { DISTANCE, PLACE_FOUND } from "./near";
import { idsIn } from "./names";
import { formatValue, plain, valueIn } from "./Value";

/** A value as a sheet has it: all of several, nothing to click. */
export function usePaperText(): (row: Row, field: ListField, names: Map<string, string>) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (row, field, names) => {
    if (field.type === "place") {
      const km = row[DISTANCE];
      if (typeof km !== "number") return "";
      const distance = format.distance(km);
      return row[PLACE_FOUND] === "postcode" ? distance : t("near.about", { distance });
    }
    if (field.id === "display_name" || field.id === "name") return row.title;
    const value = valueIn(row, field.id);
    if (value === undefined || value === null || value === "") return "";
    if (field.type === "bool") return t(value === true ? "value.yes" : "value.no");
    if (field.type === "record")
      return idsIn(value)
        .map((id) => names.get(id) ?? t("value.gone"))
        .join(", ");
    if (isCountry(field.id)) return format.country(plain(value));
    const values = Array.isArray(value) ? value : [value];
    return values
      .map((one) =>
        field.type === "choice" ? field.words(plain(one)) : formatValue(one, field.type, format),
      )
      .filter(Boolean)
      .join(", ");
  };
}
