// What is looked through for what is there twice, a tab each.
import { Building2, UserRoundSearch, Users } from "lucide-react";
import { KINDS } from "@/records/kinds";

/** What is looked at, in the order of the tabs; leads beside contacts are `known`. */
export const TABS = ["contacts", "companies", "leads", "known"] as const;
export type Tab = (typeof TABS)[number];

/** Who is asked, which kinds the two of a pair are of, and what becomes of two that are one. */
export const LOOKS = {
  contacts: {
    find: "contacts.duplicates",
    apart: "contacts.set_apart",
    plurals: ["contacts", "contacts"],
    merge: { plural: "contacts", config: KINDS.contact },
    icon: Users,
  },
  companies: {
    find: "companies.duplicates",
    apart: "companies.set_apart",
    plurals: ["companies", "companies"],
    merge: { plural: "companies", config: KINDS.company },
    icon: Building2,
  },
  leads: {
    find: "leads.duplicates",
    apart: "leads.set_apart",
    plurals: ["leads", "leads"],
    merge: { plural: "leads", config: KINDS.lead },
    icon: UserRoundSearch,
  },
  // A lead that is a contact is converted, on its own page.
  known: {
    find: "leads.known",
    apart: "leads.set_apart_from",
    plurals: ["leads", "contacts"],
    merge: null,
    icon: UserRoundSearch,
  },
} as const;
