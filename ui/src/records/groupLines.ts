// The lines of a list: its records by position, or in groups that fold, each behind a line that says what it is and how
// many it has. Whoever asks knows only lines.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  groupAt,
  linesOf,
  placed,
  queryOfGroup,
  useGroupPages,
  usePages,
  useRead,
  type Client,
  type ListGroup,
  type PlacedGroup,
  type Query,
  type Row,
} from "@/client";
import { useFormat } from "@/locales/format";
import { isCountry, type ListField } from "./catalogue";
import type { Counted } from "./kinds";
import type { Selection } from "./selection";

/** What the line of a group shows. */
export interface Head {
  id: string;
  words: string;
  count: number;
  open: boolean;
}

const UNIT = /:(letter|week|day)$/;

/** The field of a grouping, and what of its values a group has in common where it is not what is usual. */
export const groupedBy = (by: string): { field: string; unit: string | undefined } => ({
  field: by.replace(UNIT, ""),
  unit: UNIT.exec(by)?.[1],
});

/** By what a list of these fields can be grouped, as the seller reads it; `now` is what it is grouped by. */
export function useGroupings(fields: ListField[], now?: string): { by: string; label: string }[] {
  const { t } = useTranslation();
  return useMemo(
    () =>
      fields.flatMap(({ id, label, type, filterable, part, inner, derived }) => {
        if (!filterable) return [];
        if (type === "date" || type === "instant")
          return part
            ? []
            : [
                { by: id, label: t("groups.month", { field: label }) },
                // What the program keeps is seldom looked at day by day.
                ...(derived && groupedBy(now ?? "").field !== id
                  ? []
                  : [
                      { by: `${id}:week`, label: t("groups.week", { field: label }) },
                      { by: `${id}:day`, label: t("groups.day", { field: label }) },
                    ]),
              ];
        if (type === "text" && (id === "display_name" || id === "name"))
          return [{ by: `${id}:letter`, label: t("groups.letter", { field: label }) }];
        const known = ["text", "choice", "multi_choice", "bool", "record"].includes(type);
        // Addresses to reach somebody by are nobody else's: every group would have one.
        return known && (!part || inner || id === "tags" || type === "record") ? [{ by: id, label }] : [];
      }),
    [fields, now, t],
  );
}

/** What a value of a field is called, of facets and groups alike. */
export function useValueWords(): (field: ListField | undefined, value: string, label?: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (field, value, label) => {
    if (field && isCountry(field.id)) return format.country(label ?? value);
    if (field?.type === "bool") return t(value === "true" ? "value.yes" : "value.no");
    return label ?? (field ? field.words(value) : value);
  };
}

/** A group in words. */
export function useGroupWords(by: string, fields: ListField[]): (group: ListGroup) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useValueWords();
  const { field: id, unit } = groupedBy(by);
  const field = fields.find((one) => one.id === id);
  return ({ key, label }) => {
    if (key === undefined) return t("groups.without", { field: field?.label ?? id });
    if (unit === "letter") return key.toLocaleUpperCase(format.locale);
    if (field?.type !== "date" && field?.type !== "instant") return words(field, key, label);
    // A day of no year lies in no week and stands in its month.
    if (!unit || key.length < 7) return format.month(key);
    return unit === "week" ? t("groups.weekOf", { day: format.day(key) }) : format.day(key);
  };
}

const keyOf = ({ key }: ListGroup): string => (key === undefined ? "none" : `is ${key}`);

export function useLines(
  config: Counted,
  query: Query,
  wanted: string[],
  fields: ListField[],
  by: string | undefined,
) {
  const pages = usePages(config.plural, query, wanted);
  const answer = useRead(`${config.plural}.groups`, { query, by: by ?? "" }, { enabled: Boolean(by) });
  const [folded, setFolded] = useState<{ by: string | undefined; keys: ReadonlySet<string> }>({
    by,
    keys: new Set(),
  });
  const closed = useMemo(() => (folded.by === by ? folded.keys : new Set<string>()), [folded, by]);
  const words = useGroupWords(by ?? "", fields);
  const { locale } = useFormat();
  const groups = useMemo(() => {
    if (!by || !answer.data) return [];
    const given = answer.data.groups;
    // Countries are called otherwise in every language, so their order is the language's.
    const ordered = isCountry(by)
      ? given.toSorted((a, b) =>
          a.key && b.key ? words(a).localeCompare(words(b), locale) : Number(!a.key) - Number(!b.key),
        )
      : given;
    return placed(ordered, (group) => !closed.has(keyOf(group)));
    // Words follow from the fields and the language.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [by, answer.data, closed, fields, locale]);
  const grouped = useGroupPages(config.plural, query, wanted, groups);
  const fold = (keys: Iterable<string>) => setFolded({ by, keys: new Set(keys) });
  const at = (line: number): PlacedGroup | undefined => groups[groupAt(groups, line)];

  if (!by)
    return {
      ...pages,
      count: pages.total,
      headAt: (): Head | undefined => undefined,
      setOpen: () => undefined,
      isFolded: () => false,
      foldAll: () => undefined,
      keyOf: (row: Row) => row.id,
      place: (line: number) => ({ query, position: line }),
      choose: (selection: Selection, client: Client, from: number, to: number) =>
        selection.addRange(client, from, to),
    };
  return {
    total: answer.data?.total ?? 0,
    known: answer.data !== undefined,
    rowAt: grouped.rowAt,
    onWindow: grouped.onWindow,
    error: answer.error ?? grouped.error,
    retry: () => {
      void answer.refetch();
      grouped.retry();
    },
    /** How many lines there are, those of groups among them. */
    count: linesOf(groups),
    /** The group whose own line this is. */
    headAt: (line: number): Head | undefined => {
      const group = at(line);
      if (!group || group.line !== line) return undefined;
      return { id: keyOf(group), words: words(group), count: group.count, open: group.open };
    },
    setOpen: (line: number, open: boolean) => {
      const group = at(line);
      if (!group) return;
      const others = [...closed].filter((key) => key !== keyOf(group));
      fold(open ? others : [...others, keyOf(group)]);
    },
    foldAll: (all: boolean) => fold(all ? groups.map(keyOf) : []),
    isFolded: (group: ListGroup) => closed.has(keyOf(group)),
    /** A record stands in every group it belongs to. */
    keyOf: (row: Row, line: number) => {
      const group = at(line);
      return group ? `${keyOf(group)} ${row.id}` : row.id;
    },
    /** The list a line's record stands in, and where. */
    place: (line: number) => {
      const group = at(line);
      return group
        ? { query: queryOfGroup(query, group), position: Math.max(0, line - group.line - 1) }
        : { query, position: 0 };
    },
    /** Chooses the records from one line to another. */
    choose: async (selection: Selection, client: Client, from: number, to: number) => {
      for (let number = Math.max(0, groupAt(groups, from)); number < groups.length; number++) {
        const group = groups[number]!;
        if (group.line > to) break;
        const first = Math.max(0, from - group.line - 1);
        const last = Math.min(group.count, to - group.line) - 1;
        if (group.open && last >= first)
          await selection.addRange(client, first, last, queryOfGroup(query, group));
      }
    },
  };
}
