// What the rows of a table can be beside people and companies, and what is dropped where.
import { useTranslation } from "react-i18next";
import { ALL_KINDS, isKind, isOwnKind, KINDS, type KindConfig } from "@/records/kinds";
import { useOwnKinds } from "@/records/own";

const BUILT_IN = ["lead", "deal"];

/** The kinds whose records come in from a table of their own, in their order. */
export const tableKinds = (): KindConfig[] =>
  ALL_KINDS.filter(({ name }) => BUILT_IN.includes(name) || isOwnKind(name));

/** What is dropped now becomes: the kind whose list or board it is dropped on, people and companies elsewhere. */
export function kindHere(): KindConfig | undefined {
  const path = window.location.hash.replace(/^#\//, "").split("?")[0] ?? "";
  return tableKinds().find(({ plural }) => path === plural || path.startsWith(`${plural}/`));
}

/** What many records of a kind are called; its name where it is gone. */
export function useKindWord(): (kind: string) => string {
  const { t } = useTranslation();
  // So that the seller's own kinds are known by their names.
  useOwnKinds();
  return (kind) => (isKind(kind) ? t(`kinds.${KINDS[kind].plural}`) : kind);
}
