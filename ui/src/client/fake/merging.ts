// Merging over invented people: enough of the program's rules to look at and to try out.
import type { Json } from "../commands";
import type { Comparison, MergedPart, Mergeable } from "../merging";

type Loose = Record<string, Json | undefined> & { id: string; version: number };
type Store = Map<string, Loose>;

const FIELDS: Record<Mergeable, string[]> = {
  contacts: ["display_name", "given", "family", "nickname", "photo"],
  companies: ["name", "industry", "size", "parent_id", "photo"],
  leads: ["name", "given", "family", "company", "job_title", "status"],
};
const LISTS: Record<Mergeable, string[]> = {
  contacts: ["emails", "phones", "jobs", "addresses", "links", "tags"],
  companies: ["domains", "emails", "phones", "addresses", "links", "tags"],
  leads: ["emails", "phones", "tags"],
};

/** What hangs on the first of them. */
const ATTACHED: Record<string, number> = { deal: 2, task: 1 };

export const VERBS = new Set(["compare", "merge", "unmerge", "merges"]);

const list = (record: Loose, part: string): Json[] => (record[part] as Json[] | undefined) ?? [];
const main = (part: string, entry: Json): Json =>
  typeof entry === "object" && entry !== null && !Array.isArray(entry)
    ? (entry[part === "jobs" ? "company" : part === "addresses" ? "city" : "value"] ?? null)
    : entry;
const title = (record: Loose): string => (record["display_name"] ?? record["name"]) as string;

export function compare(plural: Mergeable, store: Store, ids: string[]): Comparison {
  const records = ids.map((id) => store.get(id)!);
  const fields = FIELDS[plural].map((field) => {
    const values = records.map((record) => record[field] ?? null);
    const said = values.filter((value) => value !== null && value !== "");
    const from = records.find((record) => record[field]) ?? records[0]!;
    return { field, values, from: from.id, differs: new Set(said).size > 1, any: said.length > 0 };
  });
  const lists = LISTS[plural].map((part) => ({
    part,
    values: records.map((record) => list(record, part).map((entry) => main(part, entry))),
  }));
  return {
    records: records.map((record, at) => ({
      id: record.id,
      title: title(record),
      subtitle: [record["job_title"], record["company"] ?? record["industry"]].filter(Boolean).join(", "),
      created_ms: record["created_ms"] as number,
      modified_ms: record["modified_ms"] as number,
      attached: at === 0 ? ATTACHED : { note: 3 },
    })),
    fields: fields.filter(({ any }) => any).map(({ any: _, ...field }) => field),
    lists: lists.filter(({ values }) => values.some((entries) => entries.length > 0)),
  };
}

/** The record they become. */
export function joined(
  plural: Mergeable,
  store: Store,
  input: { id: string; others: string[]; fields?: Record<string, string> },
): Loose {
  const ids = [input.id, ...input.others];
  const records = ids.map((id) => store.get(id)!);
  const [own] = records;
  const after: Loose = { ...own! };
  for (const { field, from } of compare(plural, store, ids).fields)
    after[field] = store.get(input.fields?.[field] ?? from)![field];
  for (const part of LISTS[plural]) {
    const seen = new Set<string>();
    after[part] = records
      .flatMap((record) => list(record, part))
      .filter((entry) => {
        const key = JSON.stringify(main(part, entry)).toLowerCase();
        return !seen.has(key) && seen.add(key);
      });
  }
  return after;
}

/** What was merged into which record, by the change sets that did it. */
export class FakeMerges {
  private of = new Map<string, MergedPart[]>();

  remember(id: string, parts: MergedPart[]): void {
    this.of.set(id, [...(this.of.get(id) ?? []), ...parts]);
  }

  merges(id: string, live: (set: string) => boolean): MergedPart[] {
    return (this.of.get(id) ?? []).filter(({ change_set }) => live(change_set));
  }
}
