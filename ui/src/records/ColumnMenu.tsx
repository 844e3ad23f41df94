// Which columns a table shows, and in which order: the one that is switched on last stands last.
import { Columns3 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton, Menu, MenuCheck, MenuItem, MenuLabel, MenuLine } from "@/kit";
import type { ListField } from "./catalogue";

export function ColumnMenu({
  fields,
  shown,
  onChange,
  onReset,
}: {
  fields: ListField[];
  shown: readonly string[];
  onChange: (columns: string[]) => void;
  onReset: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Menu label={t("list.columns")} trigger={<IconButton icon={Columns3} label={t("list.columns")} />}>
      <MenuLabel>{t("list.columns")}</MenuLabel>
      {fields.map((field) => (
        <MenuCheck
          key={field.id}
          checked={shown.includes(field.id)}
          disabled={shown.length === 1 && shown[0] === field.id}
          onChange={(on) => onChange(on ? [...shown, field.id] : shown.filter((id) => id !== field.id))}
        >
          {field.label}
        </MenuCheck>
      ))}
      <MenuLine />
      <MenuItem onSelect={onReset}>{t("list.resetColumns")}</MenuItem>
    </Menu>
  );
}
