// What kinds of records there are on screen and the few things in which they differ: the one place where lists, pages,
// forms, facets, the places at the side, the palette and erasing hear of a kind. A new one is one more entry.
import { Building2, Handshake, UserRoundSearch, Users, type LucideIcon } from "lucide-react";
import { ownPlural, type Countable, type Plural } from "@/client";

/** What stands over a group of fields; nothing where the name of its first field does. */
export type GroupTitle =
  | ""
  | "leads.who"
  | "leads.chance"
  | "leads.about"
  | "deals.facts"
  | "deals.people"
  | "tasks.facts"
  | "tasks.about"
  | "log.facts"
  | "log.about";

interface Entry {
  name: string;
  plural: Plural;
  icon: LucideIcon;
  /** Shown until the seller chooses others. */
  columns: readonly string[];
  /** Fields asked for besides the columns, for cards and the name cell. */
  extra: readonly string[];
  goKey: string;
  /** Whether its place is in the bottom bar of a small window. */
  small: boolean;
  /** Whose face stands beside the name: then there are a photo, cards and a panel beside the list. */
  face: "person" | "company" | null;
  /** Whether there are numbers and addresses to call and write to. */
  reachable: boolean;
  /** The forms besides JSON in which they are exported. */
  exports: readonly ("csv" | "vcard" | "vcard3")[];
  /** What is counted beside the list, in this order. */
  facets: readonly string[];
  /** Whether the seller may add fields and arrange them. */
  arranged: boolean;
  /** Whether notes are written about them. */
  noted: boolean;
  /** The usual groups of fields on forms and pages. `display_name` stands for all of a person's name, `name` for all
   *  facts of a company. */
  groups: readonly (readonly [GroupTitle, ...string[]])[];
  /** What must stay on a form, since nothing is saved without it. */
  fixed: readonly string[];
}

const TABLE = {
  contact: {
    name: "contact",
    plural: "contacts",
    icon: Users,
    columns: ["display_name", "company", "emails", "phones", "tags", "modified_ms"],
    extra: ["display_name", "job_title", "company", "emails", "phones", "tags", "photo"],
    goKey: "g p",
    small: true,
    face: "person",
    reachable: true,
    exports: ["csv", "vcard", "vcard3"],
    facets: ["tags", "company", "company_industry", "addresses.country"],
    arranged: true,
    noted: true,
    groups: [
      ["", "display_name"],
      ["", "emails"],
      ["", "phones"],
      ["", "jobs"],
      ["", "addresses"],
      ["", "links"],
      ["", "handles"],
      ["", "dates"],
      ["", "relations"],
      ["", "tags"],
      ["", "consents"],
    ],
    fixed: ["display_name"],
  },
  company: {
    name: "company",
    plural: "companies",
    icon: Building2,
    columns: ["name", "domains", "industry", "size", "phones", "tags", "modified_ms"],
    extra: ["name", "domains", "industry", "emails", "phones", "tags", "photo"],
    goKey: "g c",
    small: false,
    face: "company",
    reachable: true,
    exports: ["csv"],
    facets: ["tags", "industry", "addresses.country"],
    arranged: true,
    noted: true,
    groups: [
      ["", "name"],
      ["", "domains"],
      ["", "emails"],
      ["", "phones"],
      ["", "addresses"],
      ["", "links"],
      ["", "tags"],
    ],
    fixed: ["name"],
  },
  lead: {
    name: "lead",
    plural: "leads",
    icon: UserRoundSearch,
    columns: ["name", "score", "status", "company", "rating", "next_step"],
    extra: ["name", "company", "job_title", "status", "score", "emails", "phones"],
    goKey: "g l",
    small: false,
    face: null,
    reachable: true,
    exports: ["csv"],
    facets: ["status", "rating", "territory_id", "source", "tags"],
    arranged: true,
    noted: true,
    groups: [
      ["leads.who", "given", "family", "company", "job_title"],
      ["", "emails"],
      ["", "phones"],
      ["leads.chance", "rating", "source", "value", "next_step"],
      ["leads.about", "industry", "size", "website", "postal_code", "city", "country"],
      ["", "tags"],
    ],
    fixed: [],
  },
  deal: {
    name: "deal",
    plural: "deals",
    icon: Handshake,
    columns: ["name", "company", "stage_id", "amount", "close_date", "next_step"],
    extra: ["name", "company", "stage_id", "amount", "state"],
    goKey: "g d",
    small: true,
    face: null,
    reachable: false,
    exports: ["csv"],
    facets: ["state", "stage_id", "forecast", "tags"],
    arranged: true,
    noted: true,
    groups: [
      ["deals.facts", "name", "company_id", "amount", "close_date", "forecast", "stage_id", "next_step"],
      ["deals.people", "contacts"],
      ["", "tags"],
      ["", "source"],
    ],
    fixed: ["name"],
  },
} as const satisfies Record<string, Entry>;

type Table = typeof TABLE;
export type KindName = keyof Table;
type Where<P> = { [N in KindName]: Table[N] extends P ? N : never }[KindName];
/** Who has a name, a face, addresses and numbers. */
export type PersonKind = Where<{ face: string }>;
/** Whose fields the seller may add to and arrange. */
export type ArrangedKind = Where<{ arranged: true }>;
/** Who can be called and written to. */
export type ReachableKind = Where<{ reachable: true }>;

export interface KindConfig<N extends KindName = KindName> extends Entry {
  name: N;
  plural: Table[N]["plural"];
}

export const KINDS: { readonly [N in KindName]: KindConfig<N> } = { ...TABLE };
/** All of them in their order; those the seller made stand behind the others once the catalogue is known. */
export const ALL_KINDS: readonly KindConfig[] = Object.values(KINDS);

/** What is counted beside a list, and put into groups. */
export interface Counted {
  name: string;
  plural: Countable;
  facets: readonly string[];
}

/** The fields of a kind in groups, and which of them stay on a form. */
type Arrangement = Pick<Entry, "groups" | "fixed">;

/** Kinds whose lists look like no other and are counted as all are. */
export const TASKS = {
  name: "task",
  plural: "tasks",
  facets: ["status", "priority", "type", "tags", "companies", "own_records"],
  groups: [
    [
      "tasks.facts",
      "title",
      "due",
      "due_time",
      "priority",
      "type",
      "status",
      "recurrence",
      "reminders",
      "duration_min",
      "tags",
    ],
    ["tasks.about", "contacts", "companies", "deals", "leads", "own_records"],
    ["", "notes", "outcome"],
  ],
  fixed: ["title"],
} as const satisfies Counted & Arrangement;
export const COMMUNICATIONS = {
  name: "communication",
  plural: "communications",
  facets: ["channel", "outcome", "direction", "contacts", "companies", "own_records"],
  groups: [
    ["log.facts", "body", "channel", "outcome", "direction"],
    ["", "at_ms", "duration_s"],
    ["log.about", "contacts", "companies", "deals", "leads", "own_records"],
  ],
  fixed: ["body", "channel"],
} as const satisfies Counted & Arrangement;

/** What names a record of whichever of the seller's own kinds: no kind of its own, and none of them. */
export const OWN_RECORD = "own_record";
/** Such records as what is about them names them. */
export const OWN_RECORDS = "own_records";

/** Whether the seller made it. */
export const isOwnKind = (name: string): boolean =>
  name.startsWith("own_") && name !== OWN_RECORD && name !== "own_kind";

/** Puts the kinds the seller made in the place of those known before. */
export function setOwnKinds(own: KindConfig[]): void {
  const byName = KINDS as Record<string, KindConfig>;
  const inOrder = ALL_KINDS as KindConfig[];
  Object.keys(byName)
    .filter(isOwnKind)
    .forEach((name) => delete byName[name]);
  own.forEach((config) => (byName[config.name] = config));
  inOrder.splice(0, inOrder.length, ...Object.values(byName));
}

/** Records that fields point at and that have no page of this sort. */
const OTHERS = {
  task: "tasks",
  pipeline: "pipelines",
  stage: "stages",
  territory: "territories",
} as const satisfies Record<string, Plural>;

const KIND_OF: Record<string, Plural> = {
  ...OTHERS,
  ...Object.fromEntries(ALL_KINDS.map(({ name, plural }) => [name, plural])),
};

/** The records of one kind, or of whichever the seller made. */
export type Pointed = Plural | typeof OWN_RECORDS;

/** The records of a kind; people unless it says otherwise. */
export const pluralOf = (kind: string | undefined): Plural =>
  isOwnKind(kind ?? "") ? (ownPlural(kind ?? "") as Plural) : (KIND_OF[kind ?? "contact"] ?? "contacts");

/** The records a field points at. */
export const pointedAt = (kind: string | undefined): Pointed =>
  kind === OWN_RECORD ? OWN_RECORDS : pluralOf(kind);

/** Of which kind a record is that can be chosen for a field: people unless it says otherwise. */
export const chosenOf = (kind: string | undefined): KindName | typeof OWN_RECORD =>
  kind === OWN_RECORD || isKind(kind ?? "") ? (kind as KindName) : "contact";

/** Whether records of this kind can be written in this form. */
export const isExported = (
  { exports }: KindConfig,
  format: Entry["exports"][number] | "json" | "xlsx",
): boolean => format === "json" || format === "xlsx" || exports.includes(format);

/** Whether records of this kind have a face, addresses and numbers. */
export const isPerson = (config: KindConfig): config is KindConfig<PersonKind> => config.face !== null;

/** Whether records of this kind have numbers and addresses to call and write to. */
export const isReachable = (config: KindConfig): config is KindConfig<ReachableKind> => config.reachable;

/** Kinds whose fields are shown in groups. */
export type Grouped = KindName | "task" | "communication";

/** How the fields of a kind are arranged as usual. */
export function arrangementOf(kind: Grouped): Arrangement {
  if (kind === "task") return TASKS;
  if (kind === "communication") return COMMUNICATIONS;
  return isKind(kind) ? KINDS[kind] : { groups: [], fixed: [] };
}

/** Whether the seller may arrange them otherwise. */
export const isArranged = (kind: Grouped): boolean => !isKind(kind) || KINDS[kind].arranged;

export const isKind = (name: string): name is KindName => name in KINDS;
