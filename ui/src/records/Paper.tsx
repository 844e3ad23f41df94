// A list on paper: all of its rows as a plain table, whose head the browser repeats on every page. It stands beside the
// screen, unseen, for as long as the browser prints; `kit/print.css` shows it alone.
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { useClient, type Plural, type Query, type Row } from "@/client";
import { useToast } from "@/kit";
import { nowMs, useFormat } from "@/locales/format";
import type { ListField } from "./catalogue";
import { namesOf } from "./copy";
import { DISTANCE } from "./near";
import { formatValue, plain, valueIn } from "./Value";

/** More rows are no sheet any more; they go into a file. */
export const MOST_PRINTED = 5_000;
const CHUNK = 500;

interface Sheet {
  title: string;
  fields: ListField[];
  rows: Row[];
  names: Map<string, string>;
  total: number;
}

/** Prints a list; what it renders has to stand somewhere on the screen. */
export function usePaper(plural: Plural): {
  print: (what: { title: string; query: Query; wanted: string[]; fields: ListField[] }) => Promise<void>;
  paper: React.ReactNode;
} {
  const client = useClient();
  const toast = useToast();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const print = async ({
    title,
    query,
    wanted,
    fields,
  }: {
    title: string;
    query: Query;
    wanted: string[];
    fields: ListField[];
  }) => {
    try {
      const rows: Row[] = [];
      let total = 1;
      for (let position = 0; position < Math.min(total, MOST_PRINTED); position += CHUNK) {
        const answer = await client.call(`${plural}.list`, { query, position, limit: CHUNK, fields: wanted });
        total = answer.total;
        rows.push(...answer.rows);
        if (answer.rows.length === 0) break;
      }
      setSheet({ title, fields, rows, total, names: await namesOf(client, rows, fields) });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
  return { print, paper: sheet && <Paper sheet={sheet} onDone={() => setSheet(null)} /> };
}

function Paper({ sheet, onDone }: { sheet: Sheet; onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  useEffect(() => {
    window.addEventListener("afterprint", onDone);
    window.print();
    return () => window.removeEventListener("afterprint", onDone);
    // Printed once, when it is there.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const cell = (row: Row, field: ListField): string => {
    const value = valueIn(row, field.id);
    const far = row[DISTANCE];
    switch (field.type) {
      case "place":
        return typeof far === "number" ? format.distance(far) : "";
      case "bool":
        return value === true ? t("value.yes") : value === false ? t("value.no") : "";
      case "choice":
        return value ? field.words(plain(value)) : "";
      case "record":
        return sheet.names.get(plain(value)) ?? "";
      default:
        return Array.isArray(value) ? value.map(plain).join(", ") : formatValue(value, field.type, format);
    }
  };
  const left = sheet.total - sheet.rows.length;
  return createPortal(
    <div className="paper">
      <h1>{sheet.title}</h1>
      <p>
        {t("print.rows", { count: sheet.total, shown: format.number(sheet.total) })} ·{" "}
        {format.moment(nowMs())}
        {left > 0 && <> · {t("print.left", { count: left, shown: format.number(left) })}</>}
      </p>
      <table>
        <thead>
          <tr>
            {sheet.fields.map((field) => (
              <th key={field.id} scope="col">
                {field.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => (
            <tr key={row.id}>
              {sheet.fields.map((field) => (
                <td key={field.id}>
                  <bdi>{cell(row, field)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
    document.body,
  );
}
