// Who is meant with a record of a kind the seller made: whom its fields name. A boat is its owner's: calling from its page
// calls them, and what is written down about it is written down about them too.
import type { CatalogueField, CatalogueKind, Id, Json } from "@/client";
import { isOwnField } from "./catalogue";
import { KINDS } from "./kinds";
import type { Meaning } from "./subject";

/** The kinds somebody is of, the nearest first. */
const PEOPLE = ["contact", "lead", "company"] as const;

/** The fields of an own kind that name somebody, the nearest first. */
export const peopleFields = (described: CatalogueKind | undefined): CatalogueField[] =>
  PEOPLE.flatMap((kind) =>
    (described?.fields ?? []).filter(
      (field) => isOwnField(field.id) && field.type === "record" && field.kind === kind,
    ),
  );

/** Somebody, and what they are among. */
export interface Somebody {
  kind: (typeof PEOPLE)[number];
  id: Id;
}

/** Those a record names, the nearest first. */
export function peopleOf(
  described: CatalogueKind | undefined,
  custom: Record<Id, Json> | undefined,
): Somebody[] {
  return peopleFields(described).flatMap(({ id, kind }) => {
    const named = custom?.[id];
    const of = PEOPLE.find((one) => one === kind);
    return typeof named === "string" && named && of ? [{ kind: of, id: named }] : [];
  });
}

/** As a task or a conversation names them. */
export function meaningOf(people: Somebody[]): Meaning {
  const meaning: Meaning = {};
  for (const { kind, id } of people) {
    const part = KINDS[kind].plural;
    meaning[part] = [...(meaning[part] ?? []), id];
  }
  return meaning;
}
