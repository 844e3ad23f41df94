// What contacts, companies and deals have in common, and the few things in which they differ on screen. A new kind of record
// is one more entry.
import { Building2, Handshake, UserRoundSearch, Users, type LucideIcon } from "lucide-react";
import { ownPlural, type Plural } from "@/client";

interface Plurals {
  contact: "contacts";
  company: "companies";
  deal: "deals";
  lead: "leads";
}

export type KindName = keyof Plurals;
/** Who has a name, a face, addresses and numbers. */
export type PersonKind = Exclude<KindName, "deal" | "lead">;

/** Who can be called and written to. */
export type ReachableKind = PersonKind | "lead";

export interface KindConfig<N extends KindName = KindName> {
  name: N;
  plural: Plurals[N] & Plural;
  icon: LucideIcon;
  /** Shown until the seller chooses others. */
  columns: string[];
  /** Fields asked for besides the columns, for cards and the name cell. */
  extra: string[];
  goKey: string;
}

/** The kinds there are; those the seller made join them when the catalogue is known. */
export const KINDS: { [N in KindName]: KindConfig<N> } = {
  contact: {
    name: "contact",
    plural: "contacts",
    icon: Users,
    columns: ["display_name", "company", "emails", "phones", "tags", "modified_ms"],
    extra: ["display_name", "job_title", "company", "emails", "phones", "tags", "photo"],
    goKey: "g p",
  },
  company: {
    name: "company",
    plural: "companies",
    icon: Building2,
    columns: ["name", "domains", "industry", "size", "phones", "tags", "modified_ms"],
    extra: ["name", "domains", "industry", "emails", "phones", "tags", "photo"],
    goKey: "g c",
  },
  deal: {
    name: "deal",
    plural: "deals",
    icon: Handshake,
    columns: ["name", "company", "stage_id", "amount", "close_date", "next_step"],
    extra: ["name", "company", "stage_id", "amount", "state"],
    goKey: "g d",
  },
  lead: {
    name: "lead",
    plural: "leads",
    icon: UserRoundSearch,
    columns: ["name", "score", "status", "company", "rating", "next_step"],
    extra: ["name", "company", "job_title", "status", "score", "emails", "phones"],
    goKey: "g l",
  },
};

const KIND_OF: Record<string, Plural> = {
  contact: "contacts",
  company: "companies",
  deal: "deals",
  task: "tasks",
  pipeline: "pipelines",
  stage: "stages",
  lead: "leads",
  territory: "territories",
};

/** Whether the seller made it. */
export const isOwnKind = (name: string): boolean => name.startsWith("own_");

/** The records a field points at; people unless it says otherwise. */
export const pluralOf = (kind: string | undefined): Plural =>
  isOwnKind(kind ?? "") ? (ownPlural(kind ?? "") as Plural) : (KIND_OF[kind ?? "contact"] ?? "contacts");

/** Whether records of this kind can be written in this form. */
export const isExported = ({ name }: KindConfig, format: string): boolean =>
  format === "json" || name === "contact" || (name === "company" && !format.startsWith("vcard"));

/** Whether records of this kind have a face, addresses and numbers. */
export const isPerson = (config: KindConfig): config is KindConfig<PersonKind> =>
  config.name === "contact" || config.name === "company";

/** Whether records of this kind have numbers and addresses to call and write to. */
export const isReachable = (config: KindConfig): config is KindConfig<ReachableKind> =>
  config.name === "lead" || isPerson(config);

export const isKind = (name: string): name is KindName => name in KINDS;
