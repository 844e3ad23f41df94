// The chosen rows as text a spreadsheet takes: one line a row, tabs between the columns that are shown, in their order.
// Values stay as they are kept (days as 1980-03-22), so that what is pasted can be sorted and read again.
import { useTranslation } from "react-i18next";
import { useClient, type Json, type Plural, type Query, type Row } from "@/client";
import { useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import type { ListField } from "./catalogue";
import { idsIn, namesOf } from "./names";
import type { Selection } from "./selection";
import { plain, valueIn } from "./Value";

/** A spreadsheet takes more from a file than from the clipboard. */
export const MOST_COPIED = 10_000;
const CHUNK = 500;

export interface Chosen {
  row: Row;
  position: number;
}

const two = (value: number) => String(value).padStart(2, "0");

function localTime(ms: number): string {
  const at = new Date(ms);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** One value as a cell's text. */
export function cellText(value: Json | undefined, type: string): string {
  if (type === "instant" && typeof value === "number") return localTime(value);
  if (type === "money" && typeof value === "object" && value !== null && !Array.isArray(value)) {
    const { minor, currency } = value;
    if (typeof minor !== "number" || typeof currency !== "string") return "";
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
  }
  return plain(value);
}

const NUMBER = /^[+-]?[\d\s().\-/x×]*$/;

/** A cell as spreadsheets read it: quoted where it holds a tab, a line or a quote, and never a formula. */
export function quoted(cell: string): string {
  const safe = /^[=+\-@]/.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
  return /[\t\r\n"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const tabbed = (rows: string[][]): string => rows.map((row) => row.map(quoted).join("\t")).join("\n");

/** Copies the chosen rows, or the one under the cursor when none is chosen. */
export function useCopyRows(plural: Plural): (what: {
  query: Query;
  /** Everything the list asks for. */
  wanted: string[];
  /** The columns, as they are shown. */
  fields: ListField[];
  selection: Selection;
  chosen: Chosen[];
  row: Row | undefined;
}) => Promise<void> {
  const client = useClient();
  const toast = useToast();
  const format = useFormat();
  const { t } = useTranslation();
  return async ({ query, wanted, fields, selection, chosen, row }) => {
    try {
      const rows: Row[] = [];
      if (selection.count === 0) {
        if (row) rows.push(row);
      } else {
        const known = chosen.filter((one) => selection.has(one.row.id));
        if (known.length === selection.count)
          rows.push(...known.sort((a, b) => a.position - b.position).map((one) => one.row));
        else
          for (let position = 0; rows.length < Math.min(selection.count, MOST_COPIED); position += CHUNK) {
            const answer = await client.call(`${plural}.list`, {
              query,
              position,
              limit: CHUNK,
              fields: wanted,
            });
            rows.push(...answer.rows.filter(({ id }) => selection.has(id)));
            if (answer.rows.length === 0 || position + CHUNK >= answer.total) break;
          }
      }
      if (rows.length === 0) return;
      const copied = rows.slice(0, MOST_COPIED);
      const names = await namesOf(client, copied, fields);
      const cell = (one: Row, { id, type }: ListField) => {
        const value = valueIn(one, id);
        if (type !== "record") return cellText(value, type);
        return idsIn(value)
          .flatMap((link) => names.get(link) ?? [])
          .join(", ");
      };
      await navigator.clipboard.writeText(
        tabbed(copied.map((one) => fields.map((field) => cell(one, field)))),
      );
      const rest = selection.count - copied.length;
      toast.show({
        text: t("list.copied", { count: copied.length, shown: format.number(copied.length) }),
        ...(rest > 0 ? { detail: t("list.copiedFirst") } : {}),
      });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
}
