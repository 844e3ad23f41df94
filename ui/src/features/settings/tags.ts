// What the screen of tags asks for and does.
import { useTranslation } from "react-i18next";
import { useRead, type Id, type Row } from "@/client";
import { useMany } from "@/records/many";
import type { KindConfig } from "@/records/kinds";
import { plain } from "@/records/Value";
import { toQuery, type ListSearch } from "@/records/view";

export const nameOf = (row: Row): string => plain(row["name"] ?? row.title);

export const colourOf = (row: Row): string | undefined =>
  typeof row["colour"] === "string" && row["colour"] ? row["colour"] : undefined;

/** The list of those who carry the tag. */
export const carrying = (row: Row): ListSearch => ({
  rules: [{ field: "tags", op: "equals", value: nameOf(row) }],
});

/** How many records of a kind carry the tag; asked only for rows on the screen. */
export function useCarriers(config: KindConfig, row: Row): number | undefined {
  const query = toQuery(carrying(row));
  return useRead(`${config.plural}.list`, { query, limit: 1, fields: [] }).data?.total;
}

/** Gives the tag another name; refused when another has it, which whoever asks says. */
export function useRenameTag(): (
  row: Row,
  name: string,
  refused: (thrown: unknown) => void,
) => Promise<boolean> {
  const { t } = useTranslation();
  const many = useMany("record");
  return (row, name, refused) =>
    many(
      (client) => client.call("tags.rename", { id: row.id, name }),
      () => t("tags.renamed", { from: nameOf(row), to: name }),
      refused,
    );
}

export function useJoinTag(): (row: Row, into: { id: Id; name: string }) => Promise<boolean> {
  const { t } = useTranslation();
  const many = useMany("record");
  return (row, into) =>
    many(
      (client) => client.call("tags.merge", { id: row.id, into: into.id }),
      () => t("tags.joined", { from: nameOf(row), to: into.name }),
    );
}

export function useRemoveTag(): (row: Row) => Promise<boolean> {
  const { t } = useTranslation();
  const many = useMany("record");
  return (row) =>
    many(
      (client) => client.call("tags.remove", { id: row.id }),
      () => t("tags.removed", { name: nameOf(row) }),
    );
}
