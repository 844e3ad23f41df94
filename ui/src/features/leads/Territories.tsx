// Territories in the order in which they are asked.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Row } from "@/client";
import { Dialog } from "@/kit";
import { useFormat } from "@/locales/format";
import { plain } from "@/records/Value";
import { useTerritories } from "./queries";
import { RuleLines, RuleSection, useRemoveRule } from "./RuleLines";
import { TerritoryForm } from "./TerritoryForm";

export function Territories() {
  const { t } = useTranslation();
  const format = useFormat();
  const remove = useRemoveRule(useAct("territories.delete"));
  const territories = useTerritories().data?.rows ?? [];
  const [editing, setEditing] = useState<Row | "new" | null>(null);
  const list = (row: Row, field: string) => (Array.isArray(row[field]) ? row[field].map(plain) : []);
  const size = (row: Row) => {
    const [from, to] = [row["size_from"], row["size_to"]].map((one) =>
      typeof one === "number" ? format.number(one) : null,
    );
    if (from && to) return t("leads.sizeBetween", { from, to });
    if (from) return t("leads.sizeFrom", { from });
    return to ? t("leads.sizeTo", { to }) : "";
  };
  const lines = territories.map((row) => ({
    key: row.id,
    name: row.title,
    text:
      [
        list(row, "countries").map(format.country).join(", "),
        list(row, "postcodes").join(", "),
        list(row, "industries").join(", "),
        size(row),
      ]
        .filter(Boolean)
        .join(" · ") || t("leads.everywhere"),
    onEdit: () => setEditing(row),
    onRemove: () => remove(row),
  }));
  return (
    <RuleSection
      title={t("leads.territories")}
      text={t("leads.territoriesText")}
      add={t("leads.newTerritory")}
      onAdd={() => setEditing("new")}
    >
      <RuleLines lines={lines} empty={t("leads.noTerritories")} />
      <Dialog
        open={editing !== null}
        wide
        onOpenChange={(open) => !open && setEditing(null)}
        title={editing === null || editing === "new" ? t("leads.newTerritory") : editing.title}
      >
        {editing && (
          <TerritoryForm territory={editing === "new" ? null : editing} done={() => setEditing(null)} />
        )}
      </Dialog>
    </RuleSection>
  );
}
