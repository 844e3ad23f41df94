// What the program refused, said at the field it concerns. The form says once what is wrong and where; each editor asks
// whether it is meant.
import { createContext, use } from "react";
import { Failure } from "@/client";
import { isOpenDay } from "./editors/DayInput";
import { placeOf } from "./draft";
import type { Draft } from "./editors/parts";

export interface Fault {
  /** `family`, `emails.0.value`, `custom.<id>`. */
  path: string;
  text: string;
  /** Of the element that says it. */
  id: string;
}

export const FaultContext = createContext<Fault | null>(null);

const SINGLE = new Set([
  "prefix",
  "given",
  "middle",
  "family",
  "suffix",
  "nickname",
  "display_name",
  "phonetic_given",
  "phonetic_middle",
  "phonetic_family",
  "name",
  "industry",
  "size",
]);

/** Where in the draft the failure is, if it is at a field that can say so itself. */
export function faultPath(draft: Draft, failure: Failure | null): string | null {
  if (!failure?.field) return null;
  const path = placeOf(draft, failure.field);
  const [part = "", at] = path.split(".");
  if (part === "custom" && at) return path;
  const rows = (draft as Record<string, unknown>)[part];
  const row: unknown = Array.isArray(rows) ? rows[Number(at)] : undefined;
  return SINGLE.has(path) || (typeof row === "object" && row !== null) ? path : null;
}

export function useFaults() {
  const fault = use(FaultContext);
  return {
    /** What is wrong with a field, in words. */
    text: (path: string): string | null => (fault?.path === path ? fault.text : null),
    /** What is wrong with a row of a part, or with one of its fields. */
    row: (path: string): Fault | null =>
      fault && (fault.path === path || fault.path.startsWith(`${path}.`)) ? fault : null,
    /** Marks an input of a row as wrong; `main` is the one that stands for the row. */
    mark: (row: string, field: string, main = false) =>
      fault && (fault.path === `${row}.${field}` || (main && fault.path === row))
        ? { "aria-invalid": true, "aria-describedby": fault.id }
        : {},
  };
}

/** A day of which only a part was written, as a refusal; null if there is none. */
export function openDay(draft: Draft): Failure | null {
  const at = (draft.dates ?? []).findIndex(({ value }) => isOpenDay(value));
  if (at < 0) return null;
  const sent = (draft.dates ?? []).slice(0, at).filter(({ value }) => value.trim() !== "").length;
  return new Failure({
    code: "open_day",
    kind: "refused",
    message: "A day needs a day and a month; the year may be missing.",
    field: `dates.${sent}.value`,
  });
}
