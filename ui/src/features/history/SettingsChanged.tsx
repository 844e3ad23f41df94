// Which settings a change set changed, and from what to what where that is short and nobody's secret.
import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Json, SetRow } from "@/client";
import { useViews } from "@/features/views/queries";
import { useSettings } from "@/features/settings/queries";
import { useFormat } from "@/locales/format";

type Setting = NonNullable<SetRow["settings"]>[number];

/** A Sunday, for the names of the days. */
const SUNDAY = Date.UTC(2026, 0, 4);
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** What a setting is called, as its page calls it. */
function useSettingName(): (name: string) => string {
  const { t } = useTranslation();
  return (name) => {
    const [of = "", kind] = name.split(".");
    if (of !== "layout")
      return t(`history.setting.${name}` as "history.setting.theme", { defaultValue: name });
    const called = t(`kind.${kind}` as "kind.contact", { defaultValue: kind ?? "" });
    return t("history.setting.layout", { kind: called });
  };
}

/** A value of a setting in words; nothing where none was chosen. */
function useSettingValue(): (name: string, value: Json | undefined) => ReactNode {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const views = useViews() ?? [];
  const currency = useSettings().data?.home_currency ?? "EUR";
  const places = { home: t("place.home"), contacts: t("place.contacts"), last: t("settings.startLast") };
  return (name, value) => {
    if (value === undefined || value === null) return null;
    if (typeof value === "boolean") return value ? t("settings.on") : t("settings.off");
    if (typeof value === "number") return format.money(value, currency);
    if (typeof value !== "string") return null;
    switch (name) {
      case "language":
        return value === "system" ? t("settings.system") : t(`language.${value as "en"}`);
      case "theme":
        return t(`theme.${value as "dark"}`);
      case "home_country":
        return format.country(value);
      case "formats":
        return new Intl.DisplayNames(i18n.language, { type: "language" }).of(value) ?? value;
      case "first_weekday": {
        const day = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" });
        return day.format(SUNDAY + DAYS.indexOf(value) * 86_400_000);
      }
      case "start":
        return value in places
          ? places[value as keyof typeof places]
          : (views.find(({ id }) => id === value)?.name ?? t("value.gone"));
      case "map_app":
        return t(`day.app.${value as "osm"}`);
      default:
        return value;
    }
  };
}

export function SettingsChanged({ settings }: { settings: Setting[] }) {
  const { t } = useTranslation();
  const called = useSettingName();
  const said = useSettingValue();
  return (
    <ul className="flex flex-col text-xs">
      {settings.map(({ name, from, to }) => {
        const [was, is] = [said(name, from), said(name, to)];
        return (
          <li key={name} className="flex flex-wrap items-center gap-x-2 text-muted">
            <span className="font-medium">{called(name)}</span>
            {was && (
              <del className="wrap-anywhere">
                <span className="sr-only">{t("change.from")} </span>
                <bdi>{was}</bdi>
              </del>
            )}
            {(was || is) && (
              <span className="inline-flex items-center gap-x-2">
                {was && <ArrowRight aria-hidden className="flip-rtl size-3.5 shrink-0" />}
                {is ? (
                  <ins className="wrap-anywhere text-text no-underline">
                    <span className="sr-only">{t("change.to")} </span>
                    <bdi>{is}</bdi>
                  </ins>
                ) : (
                  <span>{t("history.usual")}</span>
                )}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
