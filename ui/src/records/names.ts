// What the records are called that link fields of many rows point at, asked for in few questions.
import type { Client, Id, Json, Row } from "@/client";
import type { ListField } from "./catalogue";
import { OWN_RECORDS, pointedAt, type Pointed } from "./kinds";
import { plain, valueIn } from "./Value";

const CHUNK = 500;

/** The ids a link field's value names, one or several. */
export const idsIn = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? value.map(plain) : [plain(value)]).filter(Boolean);

export async function namesOf(
  client: Client,
  rows: Row[],
  fields: ListField[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const links = fields.filter(({ type }) => type === "record");
  for (const plural of new Set(links.map(({ kind }) => pointedAt(kind)))) {
    const of = links.filter(({ kind }) => pointedAt(kind) === plural);
    const wanted = [...new Set(rows.flatMap((row) => of.flatMap(({ id }) => idsIn(valueIn(row, id)))))];
    for (let at = 0; at < wanted.length; at += CHUNK) {
      const found = await called(client, plural, wanted.slice(at, at + CHUNK));
      found.forEach(({ id, title }) => names.set(id, title));
    }
  }
  return names;
}

async function called(client: Client, plural: Pointed, ids: Id[]): Promise<{ id: Id; title: string }[]> {
  if (plural === OWN_RECORDS) return (await client.call("records.named", { ids })).records;
  const answer = await client.call(`${plural}.list`, {
    query: { filter: { is: { field: "id", op: "one_of", value: ids } } },
    position: 0,
    limit: CHUNK,
    fields: [],
  });
  return answer.rows;
}
