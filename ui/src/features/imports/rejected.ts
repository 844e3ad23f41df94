// The rows an import rejected, as a table in their own columns with the reason behind them: to be put right and imported
// again.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, type Import, type ImportFile, type ImportRow } from "@/client";
import { useToast } from "@/kit";
import { useSentences } from "@/locales";

const PAGE = 500;

/** A cell as every spreadsheet reads it, and none runs it. */
const cell = (text: string): string => {
  const plain = /^(?:[=@\t\r]|[+-](?![\d\s(.]))/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** The rows as CSV, which begins with the mark by which Excel knows UTF-8. */
export function rejectedCsv(
  file: Pick<ImportFile, "columns">,
  rows: ImportRow[],
  head: string,
  why: (row: ImportRow) => string,
): string {
  const columns = [...file.columns].sort((a, b) => a.index - b.index);
  const lines = [
    [...columns.map(({ name }) => name), head],
    ...rows.map((row) => [
      ...columns.map(({ index }) => row.cells?.find(({ column }) => column === index)?.text ?? ""),
      why(row),
    ]),
  ];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

export function useKeepRejected(
  one: Import,
  only: number | null,
): { run: () => Promise<void>; busy: boolean } {
  const { t } = useTranslation();
  const client = useClient();
  const toast = useToast();
  const say = useSentences();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      for (const [at, file] of one.files.entries()) {
        if (file.rejected === 0 || (only !== null && only !== at)) continue;
        const rows: ImportRow[] = [];
        for (;;) {
          const page = await client.call("imports.rows", {
            id: one.id,
            file: at,
            outcome: "rejected",
            position: rows.length,
            limit: PAGE,
          });
          rows.push(...page.rows);
          if (page.rows.length === 0 || rows.length >= page.total) break;
        }
        const text = rejectedCsv(file, rows, t("import.reason"), ({ reason }) => say("row", reason ?? ""));
        const name = `${file.name.replace(/\.[^.]*$/, "")} – ${t("outcome.rejected")}.csv`;
        if (await client.saveText(name, text)) toast.show({ text: t("export.done", { name }) });
      }
    } catch (thrown) {
      toast.fail(thrown);
    }
    setBusy(false);
  };
  return { run, busy };
}
