// What points at a record through the seller's own fields: kind by kind, and within a kind by the field that does.
import { useTranslation } from "react-i18next";
import { useRead, type CatalogueField, type Id } from "@/client";
import { Skeleton, Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { isOwnField } from "./catalogue";
import { ALL_KINDS, type KindConfig } from "./kinds";
import { RecordLink } from "./Value";

/** Shown of each field; the list of the kind, filtered by it, has all. */
const SHOWN = 50;

interface Linking {
  config: KindConfig;
  field: CatalogueField;
}

/** The own fields that point at records of a kind. */
export function useLinking(kind: string): Linking[] {
  const kinds = useRead("catalogue.get", {}).data?.kinds;
  return ALL_KINDS.flatMap((config) =>
    (kinds?.[config.name]?.fields ?? [])
      .filter(
        ({ id, type, derived, kind: to }) => isOwnField(id) && !derived && type === "record" && to === kind,
      )
      .map((field) => ({ config, field })),
  );
}

export function LinkedHere({ linking, id }: { linking: Linking[]; id: Id }) {
  return (
    <div className="flex flex-col gap-6 pt-5">
      {linking.map((one) => (
        <Through key={one.field.id} linking={one} id={id} />
      ))}
    </div>
  );
}

function Through({ linking: { config, field }, id }: { linking: Linking; id: Id }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useRead(`${config.plural}.list`, {
    query: { filter: { is: { field: field.id, op: "equals", value: id } } },
    limit: SHOWN,
    fields: [],
  });
  return (
    <section aria-label={`${t(`kinds.${config.plural}`)}, ${field.label ?? ""}`}>
      <h2 className="flex items-center gap-2 pb-1.5 font-medium">
        <config.icon aria-hidden className="size-4 text-muted" strokeWidth={1.8} />
        <bdi>{t(`kinds.${config.plural}`)}</bdi>
        <bdi className="text-xs font-normal text-muted">{field.label}</bdi>
        {data && <span className="tabular text-xs font-normal text-muted">{format.number(data.total)}</span>}
      </h2>
      {error || !data ? (
        <Unanswered of={{ error, refetch }} waiting={<Skeleton className="h-16" />} />
      ) : data.total === 0 ? (
        <p className="text-muted">{t("links.none")}</p>
      ) : (
        <ul className="overflow-hidden rounded-lg border border-line bg-surface">
          {data.rows.map((row) => (
            <li key={row.id} className="flex min-h-11 items-center border-b border-line px-4 last:border-0">
              <RecordLink kind={config.plural} id={row.id} className="hit font-medium" />
            </li>
          ))}
        </ul>
      )}
      {data && data.total > data.rows.length && (
        <p className="pt-1.5 text-xs text-muted">
          {t("links.more", { count: data.total - data.rows.length })}
        </p>
      )}
    </section>
  );
}
