// What a change did, field by field: the old value struck through, the new one beside it, both in words too.
import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FieldChange, Json } from "@/client";
import { useFormat } from "@/locales/format";
import { useFieldLabel, useKind } from "./catalogue";
import { formatValue } from "./Value";

/** What every change touches and nobody wants to read. */
const NOISE = /^(|modified_ms|created_ms|version|named|position|.*_(fold|sort))$/;

export function ChangeList({ kind, changes }: { kind: string; changes: FieldChange[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useFieldLabel(kind);
  const described = useKind(kind === "company" ? "company" : "contact");
  const shown = changes.filter(({ field }) => !NOISE.test(field));
  if (shown.length === 0) return null;
  const bare = (field: string) => field.replace(/^custom\./, "");
  const type = (field: string) => described?.fields.find(({ id }) => id === bare(field))?.type ?? "text";
  /** `phones.label` is said as "Phone: Label". */
  const name = (field: string) => {
    const [part = "", sub] = bare(field).split(".");
    return sub ? `${label(part)}: ${t(`part.${sub}` as "part.label", { defaultValue: sub })}` : label(part);
  };
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {shown.map((change, at) => {
        const said = (value: Json | undefined) =>
          typeof value === "boolean"
            ? value
              ? t("value.yes")
              : t("value.no")
            : formatValue(value, change.field === "deleted_ms" ? "instant" : type(change.field), format);
        const from = said(change.from);
        const to = said(change.to);
        return (
          <li key={`${change.field}-${at}`} className="flex flex-wrap items-center gap-x-2 text-muted">
            <span className="text-xs font-medium">{name(change.field)}</span>
            {from && (
              <del className="max-w-64 truncate">
                <span className="sr-only">{t("change.from")} </span>
                <bdi>{from}</bdi>
              </del>
            )}
            {from && to && <ArrowRight aria-hidden className="flip-rtl size-3.5 shrink-0" />}
            {to ? (
              <ins className="max-w-80 truncate text-text no-underline">
                <span className="sr-only">{t("change.to")} </span>
                <bdi>{to}</bdi>
              </ins>
            ) : (
              <span>{t("change.removed")}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
