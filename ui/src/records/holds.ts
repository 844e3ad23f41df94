// Whether a condition of one of the seller's own fields holds of what is being written, so that a form shows and hides the
// field while one types. What may be saved is the program's to say; a question that only it can answer shows the field.
import type { CatalogueField, Condition, Filter, Json } from "@/client";

type Values = Record<string, unknown>;

/** What a record holds in a field: nothing, one value, or the main values of a part. */
function held(record: Values, field: string): Json[] {
  const own = record["custom"] as Values | null | undefined;
  const value = record[field] ?? own?.[field];
  const list = Array.isArray(value) ? value : [value];
  return list
    .map((one: unknown): unknown => {
      if (typeof one !== "object" || one === null) return one;
      const row = one as Values;
      return row["value"] ?? row["minor"] ?? Object.entries(row).find(([key]) => key.endsWith("_id"))?.[1];
    })
    .filter((one): one is Json => one !== null && one !== undefined && one !== "");
}

const fold = (value: unknown): string => String(value).trim().toLowerCase();

function compare(one: Json, other: unknown): number {
  if (typeof one === "string" && typeof other === "string") return one < other ? -1 : Number(one > other);
  return Number(one) - Number(other);
}

function meets({ op, value }: Condition, values: Json[]): boolean {
  if (op === "empty") return values.length === 0;
  if (op === "within" || op === "near") return true;
  return values.some((one) => {
    switch (op) {
      case "equals":
        return fold(one) === fold(value);
      case "one_of":
        return Array.isArray(value) && value.some((wanted) => fold(wanted) === fold(one));
      case "contains":
        return fold(one).includes(fold(value));
      case "starts_with":
        return fold(one).startsWith(fold(value));
      case "less":
        return compare(one, value) < 0;
      case "at_most":
        return compare(one, value) <= 0;
      case "greater":
        return compare(one, value) > 0;
      case "at_least":
        return compare(one, value) >= 0;
    }
  });
}

export function holds(filter: Filter, record: Values): boolean {
  if ("and" in filter) return filter.and.every((one) => holds(one, record));
  if ("or" in filter) return filter.or.some((one) => holds(one, record));
  if ("not" in filter) return !holds(filter.not, record);
  return meets(filter.is, held(record, filter.is.field));
}

/** Whether a form shows the field. */
export const isShown = (field: CatalogueField, record: Values): boolean =>
  !field.shown_when || holds(field.shown_when, record);

/** Whether the field must be filled in. */
export const isNeeded = (field: CatalogueField, record: Values): boolean =>
  field.required || Boolean(field.required_when && holds(field.required_when, record));
