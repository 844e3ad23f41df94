// Where the app begins.
import { useTranslation } from "react-i18next";
import type { Settings } from "@/client";
import { useViews } from "@/features/views/queries";
import { Field, Select } from "@/kit";
import { usePatchSettings } from "./queries";

export function StartChoice({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const patch = usePatchSettings();
  const views = useViews() ?? [];
  return (
    <Field label={t("settings.startWith")} hint={t("settings.startHint")}>
      <Select
        value={settings.start ?? "contacts"}
        onChange={({ target }) => patch({ start: target.value })}
        className="w-full max-w-xs"
      >
        <option value="contacts">{t("place.contacts")}</option>
        <option value="home">{t("place.home")}</option>
        <option value="last">{t("settings.startLast")}</option>
        {views.length > 0 && (
          <optgroup label={t("views.label")}>
            {views.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
      </Select>
    </Field>
  );
}
