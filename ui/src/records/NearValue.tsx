// How near, and to what: a place is typed as people write it and found without a network.
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Json } from "@/client";
import { Field, Input, Select } from "@/kit";
import { useWords } from "@/locales";
import { useFormat } from "@/locales/format";
import { ANY_KM, nearOf, recentPlaces, rememberPlace, STEPS } from "./near";

/** A condition on nearness in words: `25 km from 50667 Köln`. */
export function useNearWords(): (value: Json | undefined) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (value) => {
    const near = nearOf(value);
    if (!near) return "";
    const place = near.name ?? near.from;
    return near.km >= ANY_KM
      ? t("near.any", { place })
      : t("near.within", { distance: format.distance(near.km), place });
  };
}

export function NearValue({ value, onChange }: { value: Json; onChange: (value: Json) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const list = useId();
  const near = nearOf(value);
  const [km, setKm] = useState(near?.km ?? 25 * format.unitKm);
  const [text, setText] = useState(near?.name ?? near?.from ?? "");
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const wait = setTimeout(() => setAsked(text.trim()), 250);
    return () => clearTimeout(wait);
  }, [text]);
  const found = useRead("places.find", { text: asked }, { enabled: asked.length > 1 });
  const place = asked.length > 1 && asked === text.trim() ? found.data : undefined;
  useEffect(() => {
    if (!place || (near?.from === place.point && near.km === km && near.name === asked)) return;
    rememberPlace(asked);
    onChange({ from: place.point, km, name: asked });
    // What the seller chose is given on once; the value that comes back says the same.
  }, [place, km, asked, near, onChange]);
  // A distance that came with a view may be another than those that are offered.
  const steps = [...new Set([...STEPS.map((step) => step * format.unitKm), ANY_KM, km])].sort(
    (a, b) => a - b,
  );
  const how = place
    ? t(`near.found.${place.found === "postcode" && !place.country ? "degrees" : place.found}`, {
        country: place.country ? format.country(place.country) : "",
      })
    : "";
  return (
    <div className="flex flex-col gap-3">
      <Field
        label={t("near.place")}
        hint={how || t("near.hint")}
        error={found.error && asked.length > 1 && asked === text.trim() ? words(found.error) : null}
      >
        <Input
          value={text}
          list={list}
          autoComplete="off"
          onChange={(event) => {
            setText(event.target.value);
            onChange("");
          }}
        />
      </Field>
      <datalist id={list}>
        {recentPlaces().map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Field label={t("near.distance")}>
        <Select value={km} onChange={(event) => setKm(Number(event.target.value))}>
          {steps.map((one) => (
            <option key={one} value={one}>
              {one >= ANY_KM ? t("near.anyDistance") : format.distance(one)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
