// What a change did, field by field: the old value struck through, the new one beside it, both in words too.
import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FieldChange, Json } from "@/client";
import { useFormat } from "@/locales/format";
import { useChoiceWord, useFieldLabel, useKind } from "./catalogue";
import { pointedAt } from "./kinds";
import { formatValue, plain, RecordName } from "./Value";

/** What every change touches and nobody wants to read. */
const NOISE = /^(|modified_ms|created_ms|version|named|identities|position|.*_(fold|sort))$/;

/** Of two lists only what one has and the other has not; anything else as it is. */
function differing(from: Json | undefined, to: Json | undefined): [Json | undefined, Json | undefined] {
  if (!Array.isArray(from) || !Array.isArray(to)) return [from, to];
  const without = (list: Json[], others: Json[]) => {
    const known = new Set(others.map(plain));
    return list.filter((one) => !known.has(plain(one)));
  };
  const [gone, come] = [without(from, to), without(to, from)];
  return gone.length + come.length > 0 ? [gone, come] : [from, to];
}

export function ChangeList({ kind, changes }: { kind: string; changes: FieldChange[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useFieldLabel(kind);
  const choice = useChoiceWord(kind);
  const described = useKind(kind);
  const shown = changes.filter(({ field }) => !NOISE.test(field));
  if (shown.length === 0) return null;
  const bare = (field: string) => field.replace(/^custom\./, "");
  const fieldOf = (field: string) => {
    const [part, sub] = bare(field).split(".");
    // A part as a whole is said by its main field.
    const inner = described?.parts.find(({ id }) => id === part);
    if (inner) return inner.fields.find(({ id }) => id === (sub ?? inner.main));
    return described?.fields.find(({ id }) => id === part);
  };
  /** `phones.label` is said as "Phone: Label". */
  const name = (field: string) => {
    const [part = "", sub] = bare(field).split(".");
    return sub ? `${label(part)}: ${t(`part.${sub}` as "part.label", { defaultValue: sub })}` : label(part);
  };
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {shown.map((change, at) => {
        const field = fieldOf(change.field);
        const type = change.field === "deleted_ms" ? "instant" : (field?.type ?? "text");
        const said = (value: Json | undefined): ReactNode =>
          type === "record" && value ? (
            <span className="inline-flex flex-wrap gap-x-2">
              {[value]
                .flat()
                .map(plain)
                .map((id) => (
                  <RecordName key={id} kind={pointedAt(field?.kind)} id={id} />
                ))}
            </span>
          ) : type === "blob" && value ? (
            t("value.picture")
          ) : typeof value === "boolean" ? (
            value ? (
              t("value.yes")
            ) : (
              t("value.no")
            )
          ) : type === "choice" && typeof value === "string" ? (
            choice(field?.id ?? change.field, value)
          ) : change.field === "dates" ? (
            [value].flat().map(plain).map(format.day).join(" · ")
          ) : (
            formatValue(value, type, format)
          );
        const [gone, come] = differing(change.from, change.to);
        const from = said(gone);
        const to = said(come);
        return (
          <li key={`${change.field}-${at}`} className="flex flex-wrap items-center gap-x-2 text-muted">
            <span className="text-xs font-medium">{name(change.field)}</span>
            {from && (
              <del className="line-clamp-3 min-w-0 wrap-anywhere">
                <span className="sr-only">{t("change.from")} </span>
                <bdi>{from}</bdi>
              </del>
            )}
            {from && to && <ArrowRight aria-hidden className="flip-rtl size-3.5 shrink-0" />}
            {to ? (
              <ins className="line-clamp-3 min-w-0 wrap-anywhere text-text no-underline">
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
