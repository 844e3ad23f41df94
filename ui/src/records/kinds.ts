// What contacts and companies have in common, and the few things in which they differ on screen. A new kind of record
// is one more entry.
import { Building2, Users, type LucideIcon } from "lucide-react";
import type { Plural } from "@/client";

export type KindName = "contact" | "company";

export interface KindConfig {
  name: KindName;
  plural: Extract<Plural, "contacts" | "companies">;
  icon: LucideIcon;
  /** Shown until the seller chooses others. */
  columns: string[];
  /** Fields asked for besides the columns, for cards and the name cell. */
  extra: string[];
  goKey: string;
}

export const KINDS: Record<KindName, KindConfig> = {
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
};

export const isKind = (name: string): name is KindName => name in KINDS;
