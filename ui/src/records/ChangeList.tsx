// What a change did, field by field: the old value struck through, the new one beside it, both in words too.
import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FieldChange } from "@/client";
import { useFormat } from "@/locales/format";
import { useFieldLabel, useKind } from "./catalogue";
import { formatValue } from "./Value";

/** What every change touches and nobody wants to read. */
const NOISE = /^(modified_ms|created_ms|version|named|position|.*_(fold|sort))$/;

export function ChangeList({ kind, changes }: { kind: string; changes: FieldChange[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useFieldLabel(kind);
  const described = useKind(kind === "company" ? "company" : "contact");
  const shown = changes.filter(({ field }) => !NOISE.test(field));
  if (shown.length === 0) return null;
  const type = (id: string) => described?.fields.find((field) => field.id === id)?.type ?? "text";
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {shown.map((change, at) => {
        const from = formatValue(change.from, type(change.field), format);
        const to = formatValue(change.to, type(change.field), format);
        return (
          <li key={`${change.field}-${at}`} className="flex flex-wrap items-center gap-x-2 text-muted">
            <span className="text-xs font-medium">{label(change.field)}</span>
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
