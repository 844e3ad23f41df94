// The saved views of the invented vault, and how one is moved.
import type { View } from "../views";
import { NOW, idOf } from "../fakePeople";

const is = (field: string, op: string, value?: unknown) => ({
  is: { field, op, ...(value === undefined ? {} : { value }) },
});

const saved = (at: number, name: string, of: string, more: Partial<View> = {}): View => ({
  id: idOf("view", at),
  kind: "view",
  version: 1,
  created_ms: NOW,
  modified_ms: NOW,
  name,
  of,
  query: "{}",
  layout: "table",
  position: at + 1,
  ...more,
});

export const VIEWS: View[] = [
  saved(0, "Important people", "contact", {
    query: JSON.stringify({
      filter: is("tags", "equals", "vip"),
      sort: [{ field: "last_activity_ms", descending: true }],
    }),
    columns: ["display_name", "company", "phones", "tags"],
    pinned: true,
    watched: true,
    icon: "star",
    colour: "amber",
  }),
  saved(1, "Without an e-mail address", "contact", {
    query: JSON.stringify({ filter: is("emails", "empty") }),
    layout: "cards",
  }),
  saved(2, "Closing this quarter", "deal", {
    query: JSON.stringify({ filter: is("close_date", "within", "this_quarter") }),
    pinned: true,
    icon: "flag",
  }),
  saved(3, "Asks for a field that is gone", "contact", {
    query: JSON.stringify({
      filter: { and: [is("shoe_size", "equals", "44"), is("tags", "equals", "vip")] },
    }),
  }),
];

/** The view behind another one, or before all, by a position between its new neighbours. */
export function moved(views: Iterable<View>, { id, after }: { id: string; after?: string }): Partial<View> {
  const others = [...views]
    .filter((one) => one.id !== id && !one.deleted_ms)
    .sort((a, b) => a.position - b.position);
  const at = after ? others.findIndex((one) => one.id === after) : -1;
  const [before, behind] = [others[at]?.position, others[at + 1]?.position];
  return { position: ((before ?? (behind ?? 2) - 2) + (behind ?? (before ?? 0) + 2)) / 2 };
}

const DAY_MS = 86_400_000;

/** Whether a day or moment lies in a period seen from the stories' clock, as far as stories ask. */
export function lies(value: unknown, period: unknown): boolean {
  const at = new Date(typeof value === "number" ? value : `${String(value)}T12:00:00Z`);
  const now = new Date(NOW);
  const days = Math.floor(at.getTime() / DAY_MS) - Math.floor(NOW / DAY_MS);
  if (typeof period === "object" && period !== null) {
    const [name = "", count = 0] = (Object.entries(period) as [string, number][])[0] ?? [];
    if (name === "last_days") return days <= 0 && days > -count;
    return name === "next_days" ? days >= 0 && days < count : days < -count;
  }
  const months = (at.getFullYear() - now.getFullYear()) * 12 + at.getMonth() - now.getMonth();
  const quarter = (date: Date) => date.getFullYear() * 4 + Math.floor(date.getMonth() / 3);
  if (period === "this_month") return months === 0;
  if (period === "this_quarter") return quarter(at) === quarter(now);
  return period === "this_year" ? at.getFullYear() === now.getFullYear() : days === 0;
}
