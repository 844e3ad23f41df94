// The kinds that can have fields of the seller's own, in the order they are shown.
import { useTranslation } from "react-i18next";
import { ALL_KINDS, type KindConfig } from "@/records/kinds";
import { useOwnKinds } from "@/records/own";
import type { OwnerKind } from "@/records/OwnSection";

export type Owner = OwnerKind;

const OWNERS: readonly (readonly [Owner, KindConfig["plural"] | "tasks"])[] = [
  ...ALL_KINDS.filter(({ arranged }) => arranged).map(({ name, plural }) => [name, plural] as const),
  ["task", "tasks"],
];

/** Each with what many of it are called, those the seller made behind the others. */
export function useOwners(): [Owner, string][] {
  const { t } = useTranslation();
  const own = useOwnKinds();
  return [
    ...OWNERS.map(([kind, plural]): [Owner, string] => [kind, t(`kinds.${plural}`)]),
    ...own.map(({ config, names }): [Owner, string] => [config.name, names.many]),
  ];
}
