// What the import screens ask for.
import { useTranslation } from "react-i18next";
import { useRead, type Import } from "@/client";
import { useFormat } from "@/locales/format";

export const useImports = () => useRead("imports.list", {});

export const useImport = (id: string | undefined) =>
  useRead("imports.get", { id: id ?? "" }, { enabled: id !== undefined });

export interface Totals {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  rejected: number;
  cells: { total: number; mapped: number; raw: number; rejected: number };
}

/** The sums over all files of an import. */
export function totals(one: Import): Totals {
  const sum: Totals = {
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    duplicates: 0,
    rejected: 0,
    cells: { total: 0, mapped: 0, raw: 0, rejected: 0 },
  };
  for (const file of one.files) {
    sum.rows += file.rows;
    sum.created += file.created;
    sum.updated += file.updated;
    sum.unchanged += file.unchanged;
    sum.duplicates += file.duplicates;
    sum.rejected += file.rejected;
    sum.cells.total += file.cells.total;
    sum.cells.mapped += file.cells.mapped;
    sum.cells.raw += file.cells.raw;
    sum.cells.rejected += file.cells.rejected;
  }
  return sum;
}

/** What was read in full is only looked at in a dry run; otherwise its writing is about to begin. */
export const isRunning = ({ state, dry_run }: Pick<Import, "state" | "dry_run">): boolean =>
  state === "staging" || state === "applying" || (state === "staged" && !dry_run);

/** What the files of an import are called, of several out of one archive or workbook only what they came in. */
export function namesOf({ files }: Pick<Import, "files">): string[] {
  const holder = ({ name }: { name: string }) => name.split(" › ")[0] ?? name;
  const together = (file: { name: string }) =>
    files.filter((other) => holder(other) === holder(file)).length > 1;
  return [...new Set(files.map((file) => (together(file) ? holder(file) : file.name)))];
}

/** More files are counted, not named. */
const SHOWN = 2;

/** What an import is called: its files, or what the program calls it while they are unknown. */
export function useImportTitle(): (one: Import) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (one) => {
    const names = namesOf(one);
    const [name = "", ...rest] = names;
    if (names.length === 0) return one.label.replace(/^Import /, "");
    if (names.length <= SHOWN) return names.join(", ");
    return t("import.titleMore", { name, count: rest.length, shown: format.number(rest.length) });
  };
}
