// The kinds that can have fields of the seller's own, in the order they are shown.
import { ALL_KINDS, type KindConfig } from "@/records/kinds";
import type { OwnerKind } from "@/records/OwnSection";

export type Owner = OwnerKind;

export const OWNERS: readonly (readonly [Owner, KindConfig["plural"] | "tasks"])[] = [
  ...ALL_KINDS.filter(({ arranged }) => arranged).map(({ name, plural }) => [name, plural] as const),
  ["task", "tasks"],
];
