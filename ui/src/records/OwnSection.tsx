// What the seller's own fields say among the facts of a page.
import { useTranslation } from "react-i18next";
import type { CatalogueField, Id, Json } from "@/client";
import { useFormat } from "@/locales/format";
import { pointedAt, type Grouped } from "./kinds";
import { useOwn } from "./layout";
import type { FactLine } from "./PlainShow";
import { formatValue, RecordLink, WebLink } from "./Value";

/** The lines of what own fields say by their ids; none for those that say nothing. */
export function useOwnLines(
  kind: Grouped,
  custom: Record<Id, Json> | undefined,
): { id: string; line: FactLine }[] {
  return useOwn(kind)
    .filter(({ id }) => (custom?.[id] ?? null) !== null)
    .map((field) => ({
      id: field.id,
      line: [
        field.label ?? "",
        <FieldValue key={field.id} field={field} value={custom?.[field.id] ?? null} />,
      ],
    }));
}

/** What a field says on a page. */
export function FieldValue({
  field,
  value,
  word = (option) => option,
}: {
  field: CatalogueField;
  value: Json;
  /** What a choice is called. */
  word?: (option: string) => string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (field.type) {
    case "bool":
      return value === true ? t("value.yes") : t("value.no");
    case "record":
      return <RecordLink kind={pointedAt(field.kind)} id={String(value)} className="hit text-accent" />;
    case "link":
      return <WebLink value={String(value)} className="hit text-accent" />;
    case "long_text":
      return <span className="whitespace-pre-line">{String(value)}</span>;
    case "choice":
      return <bdi>{word(String(value))}</bdi>;
    case "multi_choice":
      return <bdi>{(Array.isArray(value) ? value : []).map((one) => word(String(one))).join(", ")}</bdi>;
    default:
      return <bdi>{formatValue(value, field.type, format)}</bdi>;
  }
}
