// One click to write down a conversation with the record on the screen.
import { MessageSquarePlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton, Menu, MenuItem } from "@/kit";
import { CHANNEL_ICONS } from "./channels";
import { useLogging } from "./logging";

const OFFERED = [
  ["call", "l c"],
  ["visit", "l v"],
  ["meeting", "l m"],
  ["message", "l s"],
] as const;

export function LogMenu() {
  const { t } = useTranslation();
  const { log } = useLogging();
  return (
    <Menu
      label={t("log.group")}
      trigger={<IconButton icon={MessageSquarePlus} label={t("log.group")} weight="secondary" />}
    >
      {OFFERED.map(([channel, keys]) => (
        <MenuItem key={channel} icon={CHANNEL_ICONS[channel]} keys={keys} asks onSelect={() => log(channel)}>
          {t(`log.command.${channel}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
