// How often somebody wants to be spoken with: chosen on their page, told of when it has been longer.
import { CalendarHeart, CalendarSync } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type Id } from "@/client";
import { IconButton, Menu, MenuCheck, useToast } from "@/kit";
import { useDone } from "@/shell/undo";

/** Usual choices, in weeks. */
const OFFERED = [1, 2, 4, 6, 8, 13, 26, 52];

export function KeepInTouch({ id }: { id: Id }) {
  const { t } = useTranslation();
  const toast = useToast();
  const done = useDone();
  const contact = useRead("contacts.get", { id }).data;
  const patch = useAct("contacts.patch");
  if (!contact || contact.deleted_ms) return null;
  const weeks = contact.keep_in_touch_weeks ?? null;
  const name = contact.display_name;
  const choose = (next: number | null) =>
    patch.mutate(
      { id, version: contact.version, patch: { keep_in_touch_weeks: next } },
      {
        onSuccess: () =>
          done(
            next === null
              ? t("notifications.keep.unset", { name })
              : t("notifications.keep.set", { name, count: next }),
          ),
        onError: toast.fail,
      },
    );
  const offered = [...new Set([...OFFERED, ...(weeks === null ? [] : [weeks])])].sort((a, b) => a - b);
  return (
    <Menu
      label={t("notifications.keep.title")}
      trigger={
        <IconButton
          icon={weeks === null ? CalendarSync : CalendarHeart}
          label={
            weeks === null ? t("notifications.keep.title") : t("notifications.keep.on", { count: weeks })
          }
          weight="secondary"
        />
      }
    >
      {offered.map((count) => (
        <MenuCheck key={count} checked={count === weeks} onChange={() => choose(count)}>
          {t("notifications.keep.every", { count })}
        </MenuCheck>
      ))}
      <MenuCheck checked={weeks === null} onChange={() => choose(null)}>
        {t("notifications.keep.off")}
      </MenuCheck>
    </Menu>
  );
}
