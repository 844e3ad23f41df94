// How the fields of a kind are arranged: as usual, or as the seller put them. Forms and pages ask for the groups and show
// what they know to show; a field nobody placed follows after the rest.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type CatalogueField, type Failure, type FieldLayout } from "@/client";
import { isOwnField, useFieldLabel, useHasOwn, useKind } from "./catalogue";
import { arrangementOf, isArranged, OWN_RECORDS, type Grouped } from "./kinds";

export interface FieldGroup {
  /** Over the group; where it is empty, the name of its first field is. */
  title: string;
  /** Whether the title is the seller's. */
  own: boolean;
  fields: string[];
}

/** The groups of a layout, then what it does not name in its usual place. */
export function arrange(
  usual: { title: string; fields: string[] }[],
  own: { title: string; fields: string[] },
  layout: FieldLayout | undefined,
): FieldGroup[] {
  const known = new Set([...usual.flatMap(({ fields }) => fields), ...own.fields]);
  const placed = new Set([
    ...(layout?.hidden ?? []),
    ...(layout?.groups.flatMap(({ fields }) => fields) ?? []),
  ]);
  const left = (fields: string[]) => fields.filter((field) => !placed.has(field));
  return [
    ...(layout?.groups ?? []).map(({ name, fields }) => ({
      title: name,
      own: name !== "",
      fields: fields.filter((field) => known.has(field)),
    })),
    ...[...usual, own]
      .map(({ title, fields }) => ({ title, own: false, fields: left(fields) }))
      .filter(({ fields }) => fields.length > 0),
  ];
}

/** The names of the usual groups. */
function useUsual(kind: Grouped) {
  const { t } = useTranslation();
  const described = useKind(kind);
  const label = useFieldLabel(kind);
  const hasOwn = useHasOwn();
  return useMemo(() => {
    const groups = arrangementOf(kind).groups;
    return {
      usual: groups.map(([key, ...fields]) => ({
        title: key && t(key),
        fields: fields.filter((field) => hasOwn || field !== OWN_RECORDS),
      })),
      own: {
        title: label("custom"),
        fields: (described?.fields ?? [])
          .filter(({ id, derived }) => isOwnField(id) && !derived)
          .map(({ id }) => id),
      },
    };
  }, [described, kind, label, hasOwn, t]);
}

/** The groups in which forms and pages show the fields of a kind. */
export function useGroups(kind: Grouped): {
  /** Those of the seller's layout also where they are empty. */
  groups: FieldGroup[];
  layout: FieldLayout | undefined;
  known: boolean;
  error: Failure | null;
  refetch: () => void;
} {
  const { usual, own } = useUsual(kind);
  const read = useRead("layouts.get", { of: kind }, { enabled: isArranged(kind) });
  const layout = read.data?.layout;
  const groups = useMemo(() => arrange(usual, own, layout), [usual, own, layout]);
  return {
    groups,
    layout,
    // What cannot be read is shown as usual.
    known: !isArranged(kind) || read.data !== undefined || read.error !== null,
    error: read.error,
    refetch: () => void read.refetch(),
  };
}

/** What a group is called: its title, else its first field. */
export function useGroupTitle(kind: Grouped): (group: FieldGroup) => string {
  const { t } = useTranslation();
  const label = useFieldLabel(kind);
  return ({ title, fields: [first = ""] }) => {
    if (title) return title;
    if (first === "display_name") return label("name");
    return kind === "company" && first === "name" ? t("form.facts") : label(first);
  };
}

/** The seller's own fields of a kind that are not hidden, in their order. */
export function useOwn(kind: Grouped): CatalogueField[] {
  const fields = useKind(kind)?.fields;
  const { groups } = useGroups(kind);
  return useMemo(
    () =>
      groups.flatMap((group) =>
        group.fields.flatMap((id) => (isOwnField(id) ? (fields?.find((one) => one.id === id) ?? []) : [])),
      ),
    [groups, fields],
  );
}
