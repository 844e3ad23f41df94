// What a task or a conversation is about: the parts that name records, one per kind.
import type { Id } from "@/client";
import { isOwnKind, KINDS, OWN_RECORDS, type KindName } from "./kinds";
import type { Subject } from "./subject";

/** The kinds it may be about beside those the seller made, in the order they are shown. */
export const ABOUT_KINDS = ["contact", "company", "deal", "lead"] as const satisfies KindName[];

/** The part that names records of a kind is called as they are together; one names those of all kinds the seller made. */
export type AboutPart = (typeof KINDS)[(typeof ABOUT_KINDS)[number]]["plural"] | typeof OWN_RECORDS;

export const ABOUT_PARTS: AboutPart[] = [...ABOUT_KINDS.map((kind) => KINDS[kind].plural), OWN_RECORDS];

/** The part that names records of this kind, if anything is about them. */
export function aboutPart(kind: string): AboutPart | undefined {
  if (isOwnKind(kind)) return OWN_RECORDS;
  const known = ABOUT_KINDS.find((one) => one === kind);
  return known && KINDS[known].plural;
}

export type About = Record<AboutPart, Id[]>;

/** About nothing, or about the record on the screen and those that come with it. */
export function aboutSubject(subject?: Subject | null): About {
  const about: About = {
    contacts: subject?.contacts ?? [],
    companies: subject?.companies ?? [],
    deals: [],
    leads: subject?.leads ?? [],
    own_records: [],
  };
  const part = subject && aboutPart(subject.kind);
  return part ? { ...about, [part]: [subject.id] } : about;
}

/** Only what a task or a conversation says of what it is about. */
export const aboutOf = ({ contacts, companies, deals, leads, own_records }: About): About => ({
  contacts,
  companies,
  deals,
  leads,
  own_records,
});
