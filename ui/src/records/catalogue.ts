// The catalogue as screens use it: which fields a kind has, what they are called, what can be listed and filtered.
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type CatalogueField, type CatalogueKind, type FieldTypeName } from "@/client";

import { OWN_RECORDS } from "./kinds";

/** A field or a part as one column or one thing to filter by. */
export interface ListField {
  id: string;
  label: string;
  type: FieldTypeName;
  part: boolean;
  /** A field of a part: filtered by, never a column. */
  inner: boolean;
  own: boolean;
  options: string[];
  /** What a choice is called; the seller's own choices are words already. */
  words: (option: string) => string;
  kind: string | undefined;
  sortable: boolean;
  filterable: boolean;
  derived: boolean;
}

/** Whether there are kinds the seller made. */
export const useHasOwn = (): boolean => Object.keys(useRead("catalogue.get", {}).data?.own ?? {}).length > 0;

export function useKind(kind: string): CatalogueKind | undefined {
  return useRead("catalogue.get", {}).data?.kinds[kind];
}

/** Whether a field holds a country's code. */
export const isCountry = (field: string): boolean => field === "country" || /[._]country$/.test(field);

const OWN = /^[0-9a-f]{8}-/;

/** Whether a field is one of the seller's own: they go by their record's id. */
export const isOwnField = (id: string): boolean => OWN.test(id);

/** Names of fields: the locale's for built-in ones, the seller's own words for theirs. */
export function useFieldLabel(kind: string): (id: string, own?: string) => string {
  const { t, i18n } = useTranslation();
  const catalogue = useRead("catalogue.get", {}).data;
  return useCallback(
    (id, own) => {
      const field = catalogue?.kinds[kind]?.fields.find((one) => one.id === id);
      // Built-in fields have no label in the catalogue.
      const said = own ?? field?.label;
      if (said && field?.through) return t("field.through.company", { field: said });
      if (said) return said;
      for (const key of [`field.${kind}.${id}`, `field.any.${id}`])
        if (i18n.exists(key)) return t(key as "field.any.name");
      return id;
    },
    [kind, t, i18n, catalogue],
  );
}

/** What a choice of a kind's built-in field is called; the seller's own words stay as they are. */
export function useChoiceWord(kind: string): (field: string, value: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (field, value) => {
      const key = `choice.${kind}.${field}.${value}`;
      return i18n.exists(key) ? t(key as "choice.deal.state.open") : value;
    },
    [kind, t, i18n],
  );
}

/** Fields that say nothing in a list or a filter. */
const HIDDEN = new Set([
  "photo",
  "phonetic_given",
  "phonetic_middle",
  "phonetic_family",
  "raw",
  "consents",
  "identities",
  "named",
]);

export function useListFields(kind: string): ListField[] {
  const described = useKind(kind);
  const label = useFieldLabel(kind);
  const { t } = useTranslation();
  const choice = useChoiceWord(kind);
  const hasOwn = useHasOwn();
  return useMemo(() => {
    if (!described) return [];
    const words = (id: string) => (option: string) => choice(id, option);
    const single = described.fields.map((field: CatalogueField): ListField => ({
      id: field.id,
      label: label(field.id, field.label),
      type: field.type,
      part: false,
      inner: false,
      own: OWN.test(field.id),
      options: field.options ?? [],
      words: words(field.id),
      kind: field.kind,
      sortable: field.sortable,
      filterable: field.filterable,
      derived: field.derived,
    }));
    const parts = described.parts.map((part): ListField => {
      const main = part.fields.find(({ id }) => id === part.main);
      return {
        id: part.id,
        label: label(part.id),
        type: main?.type ?? "text",
        part: true,
        inner: false,
        own: false,
        options: [],
        words: (option) => option,
        kind: main?.kind,
        sortable: part.filterable && (main?.sortable ?? false),
        filterable: part.filterable,
        derived: false,
      };
    });
    // The record a row of a part is linked to: `jobs.company_id`.
    const links = described.parts.flatMap((part) =>
      part.fields
        .filter((field) => field.filterable && field.id !== part.main)
        .map((field): ListField => ({
          id: `${part.id}.${field.id}`,
          label:
            field.type === "record"
              ? t("field.linked", { field: label(part.id) })
              : t(`address.${field.id}` as "address.country", { defaultValue: field.id }),
          type: field.type,
          part: true,
          inner: true,
          own: false,
          options: [],
          words: (option) => option,
          kind: field.kind,
          sortable: false,
          filterable: true,
          derived: false,
        })),
    );
    return [...single, ...parts, ...links].filter(
      ({ id }) => !HIDDEN.has(id) && (hasOwn || id !== OWN_RECORDS),
    );
  }, [described, label, choice, hasOwn, t]);
}
