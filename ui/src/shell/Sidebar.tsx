// The way around: places at the left of a wide window, at the bottom of a small one.
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Keyboard, Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { Bell } from "@/features/notifications/Bell";
import { OwnKinds } from "@/features/kinds/OwnKinds";
import { PinnedViews } from "@/features/views/PinnedViews";
import { IconButton, KeyHint, Tag, useMedia } from "@/kit";
import { PLACES, type Place } from "./navigation";

const ITEM =
  "hit flex h-9 items-center gap-2.5 rounded-md px-2.5 font-medium text-muted transition-colors duration-[120ms] " +
  "hover:bg-hover hover:text-text data-[status=active]:bg-selected data-[status=active]:text-text";

export function Mark({ className }: { className?: string }) {
  return <img src="./satchel.svg" alt="" className={clsx("size-7", className)} />;
}

export function Sidebar({ onPalette, onKeyMap }: { onPalette: () => void; onKeyMap: () => void }) {
  const { t } = useTranslation();
  const status = useRead("vault.status", {}).data;
  const wide = useWide();
  const item = (place: Place) => (
    <li key={place.id}>
      <Link to={place.to} className={clsx(ITEM, "group")}>
        <place.icon aria-hidden className="size-[18px] shrink-0" strokeWidth={1.8} />
        <span className="flex-1 truncate">{t(`place.${place.id}`)}</span>
        <KeyHint keys={place.keys} className="hidden opacity-0 group-hover:opacity-100 lg:inline-flex" />
      </Link>
    </li>
  );
  return (
    <aside className="hidden w-56 shrink-0 flex-col border-e border-line bg-bg px-3 md:flex">
      <div className="flex h-14 items-center gap-2.5 px-1.5">
        <Mark />
        <span className="text-base font-semibold tracking-tight">{t("app.name")}</span>
        {status?.sample && <Tag name={t("app.sample")} colour="amber" />}
        <span className="ms-auto">{wide && <Bell />}</span>
      </div>
      <button
        type="button"
        onClick={onPalette}
        className="hit mb-3 flex h-9 items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 text-muted shadow-1 hover:border-line-strong"
      >
        <Search aria-hidden className="size-4" strokeWidth={1.9} />
        <span className="flex-1 text-start">{t("shell.search")}</span>
        <KeyHint keys="mod+k" />
      </button>
      <nav
        aria-label={t("shell.places")}
        className="flex min-h-0 flex-1 flex-col justify-between overflow-y-auto pb-3"
      >
        <div>
          <ul className="flex flex-col gap-2">{PLACES.filter(({ id }) => isMain(id)).map(item)}</ul>
          <OwnKinds item={ITEM} />
          <PinnedViews item={ITEM} />
        </div>
        <ul className="flex flex-col gap-2 pt-4">{PLACES.filter(({ id }) => isAside(id)).map(item)}</ul>
      </nav>
      <div className="flex items-center border-t border-line py-2">
        <IconButton icon={Keyboard} label={t("keys.title")} keys="?" onClick={onKeyMap} />
      </div>
    </aside>
  );
}

/** The bell stands above the places, and the imports lead to the duplicates, so that neither need be among them. */
const isMain = (id: Place["id"]) =>
  !["notifications", "duplicates", "history", "trash", "settings"].includes(id);
const isAside = (id: Place["id"]) => !isMain(id) && !["notifications", "duplicates"].includes(id);

/** Whether the places stand at the left. */
export const useWide = (): boolean => useMedia("(min-width: 48rem)");

export function BottomBar({ onPalette }: { onPalette: () => void }) {
  const { t } = useTranslation();
  const look =
    "flex min-h-14 min-w-11 flex-1 flex-col items-center justify-center gap-0.5 text-2xs font-medium tracking-tighter text-muted data-[status=active]:text-accent";
  const places = PLACES.filter(({ small }) => small);
  return (
    <nav
      aria-label={t("shell.placesSmall")}
      className="glass flex border-t border-line pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {places.slice(0, 2).map((place) => (
        <Link key={place.id} to={place.to} className={look}>
          <place.icon aria-hidden className="size-5" strokeWidth={1.8} />
          {t(`place.${place.id}`)}
        </Link>
      ))}
      <button type="button" onClick={onPalette} className={look}>
        <Search aria-hidden className="size-5" strokeWidth={1.8} />
        {t("shell.search")}
      </button>
      {places.slice(2).map((place) => (
        <Link key={place.id} to={place.to} className={look}>
          <place.icon aria-hidden className="size-5" strokeWidth={1.8} />
          {place.id === "settings" ? t("shell.settingsSmall") : t(`place.${place.id}`)}
        </Link>
      ))}
    </nav>
  );
}
