// What a task or a conversation is about: the parts that name records, one per kind.
import type { Id } from "@/client";
import { KINDS, type KindName } from "./kinds";
import type { Subject } from "./subject";

/** The kinds it may be about, in the order they are shown. */
export const ABOUT_KINDS = ["contact", "company", "deal", "lead"] as const satisfies KindName[];

/** The part that names records of a kind is called as they are together. */
export type AboutPart = (typeof KINDS)[(typeof ABOUT_KINDS)[number]]["plural"];

export const ABOUT_PARTS = ABOUT_KINDS.map((kind) => KINDS[kind].plural);

export type About = Record<AboutPart, Id[]>;

/** About nothing, or about the record on the screen and those that come with it. */
export function aboutSubject(subject?: Subject | null): About {
  const about: About = { contacts: subject?.contacts ?? [], companies: [], deals: [], leads: [] };
  const kind = ABOUT_KINDS.find((one) => one === subject?.kind);
  return subject && kind ? { ...about, [KINDS[kind].plural]: [subject.id] } : about;
}

/** Only what a task or a conversation says of what it is about. */
export const aboutOf = ({ contacts, companies, deals, leads }: About): About => ({
  contacts,
  companies,
  deals,
  leads,
});
