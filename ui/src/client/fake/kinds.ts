// A kind of the seller's own in the invented vault: boats, their fields, and who owns them.
import type { Catalogue, CatalogueField, Communication, FieldTypeName, OwnField, Task } from "../commands";
import { conversation, whole } from "../fakeDoing";
import { NOW, idOf } from "../fakePeople";
import type { OwnKind } from "../kinds";

const DAY = 86_400_000;
const [LENGTH, BERTH, OWNER, LAUNCHED, NOTE] = [1, 2, 3, 4, 5].map((at) => idOf("field", 0xb0a7 + at)) as [
  string,
  string,
  string,
  string,
  string,
];

const field = (id: string, label: string, type: FieldTypeName, more: Partial<CatalogueField> = {}) => ({
  id,
  label,
  type,
  search_weight: 3,
  filterable: true,
  sortable: true,
  importable: true,
  exportable: true,
  sensitive: false,
  derived: false,
  required: false,
  ...more,
});

const FIELDS: CatalogueField[] = [
  field("name", "Name of the boat", "text", { required: true }),
  field(LENGTH, "Length in metres", "number"),
  field(BERTH, "Berth", "choice", { options: ["East pier", "West pier", "On land"] }),
  field(OWNER, "Owner", "record", { kind: "contact" }),
  field(LAUNCHED, "Launched", "date"),
  field(NOTE, "About the engine", "long_text", { sortable: false }),
];

const kind = (at: number, one: string, many: string, icon: string): OwnKind => ({
  id: idOf("own_kind", at),
  kind: "own_kind",
  version: 1,
  created_ms: NOW - 90 * DAY,
  modified_ms: NOW - 90 * DAY,
  one,
  many,
  key: `own_${one.toLowerCase()}`,
  icon,
  position: at,
  ...(at === 1 ? { title_label: "Name of the boat" } : {}),
});

export const OWN_KINDS = [kind(1, "Boat", "Boats", "boat"), kind(2, "Engine", "Engines", "machine")];

/** The own fields as their settings list them. */
export const OWN_KIND_FIELDS: OwnField[] = FIELDS.filter(({ id }) => id !== "name").map(
  ({ id, label, type, options, kind: to }, at) => ({
    id,
    kind: "field",
    version: 1,
    created_ms: NOW - 90 * DAY,
    modified_ms: NOW - 90 * DAY,
    of: "own_boat",
    name: label ?? "",
    type,
    ...(options ? { options } : {}),
    ...(to ? { record_kind: to } : {}),
    position: 40 + at,
  }),
);

const envelope = (of: string, at: number) => ({
  id: idOf(of, at),
  kind: of,
  version: 1,
  created_ms: NOW - 3 * DAY,
  modified_ms: NOW - 3 * DAY,
});

const boat = (
  at: number,
  name: string,
  metres: number,
  berth: string,
  launched: string,
  about: string | null = null,
) => ({
  id: idOf("own_boat", at),
  kind: "own_boat",
  version: 1,
  created_ms: NOW - (40 - at) * DAY,
  modified_ms: NOW - (20 - at) * DAY,
  name,
  ...(at === 1 ? { open_tasks: 1, last_activity_ms: NOW - 2 * DAY } : {}),
  custom: {
    [LENGTH]: metres,
    [BERTH]: berth,
    [OWNER]: idOf("contact", at),
    [LAUNCHED]: launched,
    ...(about ? { [NOTE]: about } : {}),
  },
});

export const BOATS = [
  boat(1, "Nora", 9.5, "West pier", "1998-05-02", "Rebuilt in 2019.\nNeeds a new impeller."),
  boat(2, "Alma", 12, "East pier", "2004-06-19"),
  boat(3, "Zora II", 7.2, "West pier", "2011-04-30"),
  boat(4, "Meerkatze", 10.4, "On land", "1987-03-14"),
  boat(5, "Frau Holle", 14.8, "East pier", "2016-08-06"),
];

/** What is to be done about the first boat, and what was said about it. */
export const BOAT_TASKS: Task[] = [
  {
    ...whole({ title: "Order an impeller", due: "2026-06-01", priority: "high" }),
    own_records: [idOf("own_boat", 1)],
    contacts: [idOf("contact", 1)],
    ...envelope("task", 0xb0c1),
  },
];
export const BOAT_TALKS: Communication[] = [
  {
    ...conversation({ channel: "visit", body: "Looked at the keel with the owner: sound, but wants paint." }),
    outcome: "held",
    at_ms: NOW - 2 * DAY,
    own_records: [idOf("own_boat", 1)],
    contacts: [idOf("contact", 1)],
    ...envelope("communication", 0xb0c2),
  },
];

/** What is kept on the records of every kind. */
const KEPT: CatalogueField[] = (["open_tasks", "last_activity_ms"] as const).map((id) => ({
  id,
  type: id === "open_tasks" ? "number" : "instant",
  search_weight: 0,
  filterable: true,
  sortable: true,
  importable: false,
  exportable: false,
  sensitive: false,
  derived: true,
  required: false,
}));

/** The catalogue with these kinds. */
export function withOwnKinds(catalogue: Catalogue): Catalogue {
  const described = (one: OwnKind, fields: CatalogueField[]) => ({
    name: one.key,
    plural: one.key,
    title: "name",
    fields,
    parts: [],
    default_sort: [{ field: "name" }],
  });
  const own = OWN_KINDS.map(({ id, key, one, many, icon, position }) => [
    key,
    { id, one, many, position: position ?? 0, ...(icon ? { icon } : {}) },
  ]);
  return {
    ...catalogue,
    kinds: {
      ...catalogue.kinds,
      ...Object.fromEntries(
        OWN_KINDS.map((one, at) => [
          one.key,
          described(one, [...(at ? FIELDS.slice(0, 1) : FIELDS), ...KEPT]),
        ]),
      ),
    },
    own: Object.fromEntries(own) as Catalogue["own"],
  };
}
