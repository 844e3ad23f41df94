// What a list is grouped by.
import { Group as GroupIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton, Menu, MenuCheck, MenuItem, MenuLabel, MenuLine } from "@/kit";
import type { ListField } from "./catalogue";
import { useGroupings } from "./groupLines";

export function GroupMenu({
  fields,
  by,
  onChange,
  onFold,
}: {
  fields: ListField[];
  by: string | undefined;
  onChange: (by: string | undefined) => void;
  onFold: (all: boolean) => void;
}) {
  const { t } = useTranslation();
  const groupings = useGroupings(fields, by);
  return (
    <Menu
      label={t("groups.by")}
      trigger={
        <IconButton
          icon={GroupIcon}
          label={t("groups.label")}
          data-groups=""
          className={by ? "bg-selected text-text" : undefined}
        />
      }
    >
      {by && (
        <>
          <MenuItem onSelect={() => onFold(true)}>{t("groups.fold")}</MenuItem>
          <MenuItem onSelect={() => onFold(false)}>{t("groups.unfold")}</MenuItem>
          <MenuLine />
        </>
      )}
      <MenuLabel>{t("groups.by")}</MenuLabel>
      <MenuCheck checked={!by} onChange={() => onChange(undefined)}>
        {t("groups.none")}
      </MenuCheck>
      {groupings.map((one) => (
        <MenuCheck key={one.by} checked={one.by === by} onChange={(on) => onChange(on ? one.by : undefined)}>
          {one.label}
        </MenuCheck>
      ))}
    </Menu>
  );
}
