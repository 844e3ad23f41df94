// The invented vault's lists in groups.
import type { ListGroup } from "../facets";

type Value = string | number | boolean;

/** What a value's group is called, and what finds it, as the program has it. */
function groupOf(value: Value, field: string, letter: boolean): { key: string; label?: string } {
  if (letter) return { key: String(value).slice(0, 1).toLowerCase() };
  if (typeof value === "number") return { key: new Date(value).toISOString().slice(0, 7) };
  const day = /^(\d{4}|-)-\d{2}(?=-\d{2}$)/.exec(String(value));
  if (day && field.endsWith("date")) return { key: day[0] };
  return typeof value === "string" ? { key: value.toLowerCase(), label: value } : { key: String(value) };
}

export function groupsOf<R>(
  records: R[],
  by: string,
  valuesOf: (record: R, field: string) => Value[],
  called: (id: string) => string | undefined,
  /** The place of a value that has one of its own, as stages and choices have. */
  placed: (value: string) => number | undefined,
): { groups: ListGroup[]; total: number } {
  const letter = by.endsWith(":letter");
  const field = letter ? by.slice(0, -":letter".length) : by;
  const groups = new Map<string, ListGroup>();
  let absent = 0;
  for (const record of records) {
    const held = valuesOf(record, field);
    if (held.length === 0) absent += 1;
    const own = new Map(held.map((value) => [groupOf(value, field, letter).key, value]));
    for (const [key, value] of own) {
      const { label } = groupOf(value, field, letter);
      const known = groups.get(key) ?? { key, count: 0, filter: filterOf(value, key, field, letter) };
      const words = called(String(value)) ?? label;
      groups.set(key, { ...known, ...(words ? { label: words } : {}), count: known.count + 1 });
    }
  }
  const word = ({ key, label }: ListGroup) => label ?? key ?? "";
  const place = ({ key }: ListGroup) => placed(key ?? "") ?? 0;
  const ordered = [...groups.values()].sort((a, b) => place(a) - place(b) || word(a).localeCompare(word(b)));
  const without: ListGroup[] = absent > 0 ? [{ count: absent, filter: { is: { field, op: "empty" } } }] : [];
  return { groups: [...ordered, ...without], total: records.length };
}

function filterOf(value: Value, key: string, field: string, letter: boolean): ListGroup["filter"] {
  if (letter) return { is: { field, op: "starts_with", value: key } };
  if (typeof value !== "number") return { is: { field, op: "equals", value } };
  const [year = 0, month = 0] = key.split("-").map(Number);
  return {
    and: [
      { is: { field, op: "at_least", value: Date.UTC(year, month - 1) } },
      { is: { field, op: "less", value: Date.UTC(year, month) } },
    ],
  };
}
