// The kinds that can have fields of the seller's own, in the order they are shown.
import { useTranslation } from "react-i18next";
import { ALL_KINDS, type ArrangedKind, type KindConfig } from "@/records/kinds";
import { useOwnKinds } from "@/records/own";

export type Owner = ArrangedKind | "task";

const isArranged = (config: KindConfig): config is KindConfig<ArrangedKind> => config.arranged;

const OWNERS: readonly (readonly [Owner, KindConfig["plural"] | "tasks"])[] = [
  ...ALL_KINDS.filter(isArranged).map(({ name, plural }) => [name, plural] as const),
  ["task", "tasks"],
];

/** Each with what many of it are called, those the seller made behind the others. */
export function useOwners(): [Owner, string][] {
  const { t } = useTranslation();
  const own = useOwnKinds();
  return [
    ...OWNERS.map(([kind, plural]): [Owner, string] => [kind, t(`kinds.${plural}`)]),
    ...own.map(({ config, names }): [Owner, string] => [config.name as Owner, names.many]),
  ];
}
