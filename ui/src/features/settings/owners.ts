// The kinds that can have fields of the seller's own, in the order they are shown.
import type { OwnerKind } from "@/records/OwnSection";

export type Owner = OwnerKind;

export const OWNERS = [
  ["contact", "contacts"],
  ["company", "companies"],
  ["lead", "leads"],
  ["deal", "deals"],
  ["task", "tasks"],
] as const satisfies [Owner, string][];
