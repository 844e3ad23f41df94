// The invented vault's lists in groups.
import type { ListGroup } from "../facets";

type Value = string | number | boolean;

/** What a value's group is called, and what finds it, as the program has it. */
function groupOf(value: Value, unit: string | undefined): { key: string; label?: string } {
  if (unit === "letter") return { key: String(value).slice(0, 1).toLowerCase() };
  if (typeof value === "number") return { key: spanOf(new Date(value).toISOString().slice(0, 10), unit) };
  if (/^(\d{4}|-)-\d{2}-\d{2}$/.test(String(value))) return { key: spanOf(String(value), unit) };
  return typeof value === "string" ? { key: value.toLowerCase(), label: value } : { key: String(value) };
}

/** The month, week or day in which a day lies. Weeks begin on Monday. */
function spanOf(day: string, unit: string | undefined): string {
  if (unit === "day") return day;
  if (unit !== "week" || day.startsWith("-")) return day.slice(0, -3);
  const at = new Date(`${day}T00:00Z`);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  return at.toISOString().slice(0, 10);
}

/** The first day behind a month, week or day. */
function behind(key: string, unit: string | undefined): string {
  const at = new Date(`${key.length > 7 ? key : `${key}-01`}T00:00Z`);
  if (key.length < 8) at.setUTCMonth(at.getUTCMonth() + 1);
  else at.setUTCDate(at.getUTCDate() + (unit === "week" ? 7 : 1));
  return at.toISOString().slice(0, 10);
}

export function groupsOf<R>(
  records: R[],
  by: string,
  valuesOf: (record: R, field: string) => Value[],
  called: (id: string) => string | undefined,
  /** The place of a value that has one of its own, as stages and choices have. */
  placed: (value: string) => number | undefined,
): { groups: ListGroup[]; total: number } {
  const [field = by, unit] = by.split(":");
  const groups = new Map<string, ListGroup>();
  let absent = 0;
  for (const record of records) {
    const held = valuesOf(record, field);
    if (held.length === 0) absent += 1;
    const own = new Map(held.map((value) => [groupOf(value, unit).key, value]));
    for (const [key, value] of own) {
      const { label } = groupOf(value, unit);
      const known = groups.get(key) ?? { key, count: 0, filter: filterOf(value, key, field, unit) };
      // A choice says what it is; only the screen knows its words.
      const words = called(String(value)) ?? (placed(String(value)) === undefined ? label : undefined);
      groups.set(key, { ...known, ...(words ? { label: words } : {}), count: known.count + 1 });
    }
  }
  const word = ({ key, label }: ListGroup) => label ?? key ?? "";
  const place = ({ key }: ListGroup) => placed(key ?? "") ?? 0;
  const ordered = [...groups.values()].sort((a, b) => place(a) - place(b) || word(a).localeCompare(word(b)));
  const without: ListGroup[] = absent > 0 ? [{ count: absent, filter: { is: { field, op: "empty" } } }] : [];
  return { groups: [...ordered, ...without], total: records.length };
}

function filterOf(value: Value, key: string, field: string, unit: string | undefined): ListGroup["filter"] {
  if (unit === "letter") return { is: { field, op: "starts_with", value: key } };
  const day = /^\d{4}-\d{2}(-\d{2})?$/.test(key);
  if (typeof value !== "number" && !day) return { is: { field, op: "equals", value } };
  const [from, to] = [key.length > 7 ? key : `${key}-01`, behind(key, unit)];
  const at = (end: string) => (typeof value === "number" ? Date.parse(`${end}T00:00Z`) : end);
  return {
    and: [{ is: { field, op: "at_least", value: at(from) } }, { is: { field, op: "less", value: at(to) } }],
  };
}
