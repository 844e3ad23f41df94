// The sheet of a list: every row of it, not only those that are on the screen, with its columns, filter, order and groups.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  queryOfGroup,
  useClient,
  useRead,
  type Client,
  type Countable,
  type ListGroup,
  type Plural,
  type Query,
  type Row,
} from "@/client";
import { useFormat } from "@/locales/format";
import type { ListField } from "./catalogue";
import { useGroupWords } from "./groupLines";
import { namesOf } from "./names";
import { useRoll } from "./paper";
import { PaperSheet } from "./PaperSheet";
import { usePaperText } from "./paperText";
import { pointedAt } from "./kinds";
import { useRuleWords } from "./ruleWords";
import { RecordName } from "./Value";
import type { ListSearch } from "./view";

/** More rows than that fill a hundred pages and more: the sheet says how many are left out. */
export const MOST_PRINTED = 5_000;
const CHUNK = 500;
/** Of more columns a sheet lies across. */
const UPRIGHT = 6;

interface Section {
  group?: ListGroup;
  rows: Row[];
  /** How many it has that are not shown. */
  folded?: number;
}

interface Printed {
  sections: Section[];
  total: number;
  names: Map<string, string>;
}

async function rowsOf(
  client: Client,
  plural: Plural,
  query: Query,
  fields: string[],
  most: number,
  onRows: (rows: Row[], total: number) => void,
): Promise<void> {
  for (let position = 0; position < most; position += CHUNK) {
    const limit = Math.min(CHUNK, most - position);
    const answer = await client.call(`${plural}.list`, { query, position, limit, fields });
    onRows(answer.rows, answer.total);
    if (answer.rows.length < limit) return;
  }
}

export function ListPaper({
  title,
  plural,
  grouped,
  search,
  query,
  wanted,
  columns,
  fields,
  text,
}: {
  title: string;
  plural: Plural;
  /** By what it is grouped, for a kind that can be. */
  grouped?: { plural: Countable; by: string; isFolded?: (group: ListGroup) => boolean } | undefined;
  search: ListSearch;
  query: Query;
  /** What is asked for of each row. */
  wanted: string[];
  columns: ListField[];
  /** Every field of the kind, for the words of filter and order. */
  fields: ListField[];
  /** What a cell says that is more than its value. */
  text?: (row: Row, field: ListField) => string | null;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useClient();
  const roll = useRoll();
  const cell = usePaperText();
  const group = useGroupWords(grouped?.by ?? "", fields);
  const view = useRead("views.get", { id: search.saved ?? "" }, { enabled: search.saved !== undefined });
  const [printed, setPrinted] = useState<Printed | null>(null);

  useEffect(() => {
    let gone = false;
    const load = async () => {
      const sections: Section[] = [];
      let [done, total] = [0, 0];
      const read = async (of: Query, section: Section) => {
        await rowsOf(client, plural, of, wanted, MOST_PRINTED - done, (rows, all) => {
          if (gone) throw new Error("away");
          section.rows.push(...rows);
          done += rows.length;
          if (!grouped) total = all;
          roll.progress(done, Math.min(total, MOST_PRINTED));
        });
        sections.push(section);
      };
      if (grouped) {
        const answer = await client.call(`${grouped.plural}.groups`, { query, by: grouped.by });
        total = answer.total;
        for (const one of answer.groups) {
          if (done >= MOST_PRINTED) break;
          // Of a folded group only its line is printed, as on the screen.
          if (grouped.isFolded?.(one)) sections.push({ group: one, rows: [], folded: one.count });
          else await read(queryOfGroup(query, one), { group: one, rows: [] });
        }
      } else await read(query, { rows: [] });
      const rows = sections.flatMap((section) => section.rows);
      const names = await namesOf(client, rows, columns);
      if (!gone) setPrinted({ sections, total, names });
    };
    load().catch((thrown: unknown) => !gone && roll.fail(thrown));
    return () => {
      gone = true;
    };
    // A sheet is of one moment: what changes after it was asked for belongs to the next.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const shown = printed?.sections.reduce((sum, { rows }) => sum + rows.length, 0) ?? 0;
  const total = printed?.total ?? 0;
  const folded = printed?.sections.reduce((sum, section) => sum + (section.folded ?? 0), 0) ?? 0;
  const left = total - shown - folded;
  return (
    <PaperSheet
      title={view.data?.name ?? title}
      kind={view.data ? title : t("paper.list")}
      wide={columns.length > UPRIGHT}
      ready={printed !== null && !view.isLoading}
      lines={[
        <Conditions key="rules" search={search} fields={fields} />,
        search.trashed ? t("paper.trashed") : "",
        <Order key="order" search={search} fields={fields} />,
        t("paper.rows", { count: total, shown: format.number(total) }),
        left > 0 ? t("paper.leftOut", { shown: format.number(shown), left: format.number(left) }) : "",
      ]}
    >
      {printed && (
        <table>
          <thead>
            <tr>
              {columns.map(({ id, label }) => (
                <th key={id} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          {printed.sections.map((section, at) => (
            <tbody key={section.group?.key ?? at}>
              {section.group && (
                <tr className="sheet-group">
                  <th scope="rowgroup" colSpan={columns.length}>
                    {group(section.group)} · {format.number(section.group.count)}
                  </th>
                </tr>
              )}
              {section.rows.map((row) => (
                <tr key={row.id}>
                  {columns.map((field) => (
                    <td
                      key={field.id}
                      dir="auto"
                      className={IN_FIGURES.has(field.type) ? "sheet-figure" : ""}
                    >
                      {text?.(row, field) ?? cell(row, field, printed.names)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
    </PaperSheet>
  );
}

const IN_FIGURES = new Set(["number", "money"]);

/** The filter in words. */
function Conditions({ search, fields }: { search: ListSearch; fields: ListField[] }) {
  const { t } = useTranslation();
  const words = useRuleWords();
  const said = (search.rules ?? []).flatMap((rule) => {
    const field = fields.find(({ id }) => id === rule.field);
    if (!field) return [];
    const { label, condition, values } = words(rule, field);
    return [
      <span key={`${rule.field} ${condition} ${values.join()}`}>
        {[label, condition].filter(Boolean).join(" ")}{" "}
        <strong>
          {values.map((value, at) => (
            <span key={value}>
              {at > 0 && ", "}
              {field.type === "record" ? <RecordName kind={pointedAt(field.kind)} id={value} /> : value}
            </span>
          ))}
        </strong>
      </span>,
    ];
  });
  if (search.filter) said.push(<span key="more">{t("filter.more")}</span>);
  return said.map((one, at) => (
    <span key={one.key}>
      {at > 0 && ` ${t(search.any ? "paper.or" : "paper.and")} `}
      {one}
    </span>
  ));
}

/** The order in words, where the seller chose one. */
function Order({ search, fields }: { search: ListSearch; fields: ListField[] }) {
  const { t } = useTranslation();
  const keys = (search.sort ?? []).map(({ field, descending }) => {
    const name = fields.find(({ id }) => id === field)?.label ?? field;
    return descending ? t("paper.falling", { field: name }) : name;
  });
  return keys.length > 0 ? t("paper.sorted", { fields: keys.join(", ") }) : null;
}
