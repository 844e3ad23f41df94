// The kinds that can have fields of the seller's own, in the order they are shown.
import { ALL_KINDS, type ArrangedKind, type KindConfig } from "@/records/kinds";

export type Owner = ArrangedKind | "task";

const isArranged = (config: KindConfig): config is KindConfig<ArrangedKind> => config.arranged;

export const OWNERS: readonly (readonly [Owner, KindConfig["plural"] | "tasks"])[] = [
  ...ALL_KINDS.filter(isArranged).map(({ name, plural }) => [name, plural] as const),
  ["task", "tasks"],
];
