// Where a day of visits starts, and what opens a place.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Settings } from "@/client";
import { usePatchSettings } from "@/features/settings/queries";
import { Field, Input, Select } from "@/kit";
import { useWords } from "@/locales";
import { useFormat } from "@/locales/format";
import { MAP_APPS } from "./maps";

export function VisitSettings({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const patch = usePatchSettings();
  const set = settings.start_from ?? "";
  const [text, setText] = useState(set);
  const [asked, setAsked] = useState(set);
  useEffect(() => {
    const wait = setTimeout(() => setAsked(text.trim()), 250);
    return () => clearTimeout(wait);
  }, [text]);
  const found = useRead("places.find", { text: asked }, { enabled: asked.length > 1 });
  const known = asked.length > 1 && asked === text.trim();
  const country = found.data?.country ? format.country(found.data.country) : "";
  const how =
    known && found.data
      ? t(`near.found.${found.data.found === "postcode" && !country ? "degrees" : found.data.found}`, {
          country,
        })
      : "";
  return (
    <>
      <Field
        label={t("day.startFrom")}
        hint={how || t("near.hint")}
        error={known && found.error ? words(found.error) : null}
      >
        <Input
          value={text}
          autoComplete="off"
          className="max-w-xs"
          onChange={(event) => setText(event.target.value)}
          onBlur={() => text.trim() !== set && patch({ start_from: text.trim() || null })}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
      </Field>
      <Field label={t("day.mapApp")} hint={t("day.mapHint")}>
        <Select
          value={settings.map_app ?? "osm"}
          onChange={({ target }) => patch({ map_app: target.value })}
          className="w-full max-w-xs"
        >
          {MAP_APPS.map((app) => (
            <option key={app} value={app}>
              {t(`day.app.${app}`)}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
