// The colour of a tag: one of ten, or the one its name gives it. In force as soon as it is chosen.
import { Palette } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAct, type Row } from "@/client";
import { HUES, hueOf, IconButton, Menu, MenuCheck, Tag, useToast } from "@/kit";
import { colourOf, nameOf } from "./tags";

export function TagColour({ row }: { row: Row }) {
  const { t } = useTranslation();
  const toast = useToast();
  const patch = useAct("tags.patch");
  const [name, now] = [nameOf(row), colourOf(row)];
  const choose = (colour: string | null) =>
    patch.mutate({ id: row.id, patch: { colour } }, { onError: toast.fail });
  const label = t("tags.colourOf", { name });
  return (
    <Menu label={label} trigger={<IconButton icon={Palette} label={label} />}>
      <MenuCheck checked={!now} onChange={() => choose(null)}>
        <Tag name={t("tags.automatic")} colour={hueOf(name)} />
      </MenuCheck>
      {HUES.map((hue) => (
        <MenuCheck key={hue} checked={now === hue} onChange={() => choose(hue)}>
          <Tag name={t(`tags.colour.${hue}`)} colour={hue} />
        </MenuCheck>
      ))}
    </Menu>
  );
}
