// Language, theme and keys as the seller set them, in force everywhere: on the page, in texts, in formats.
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { I18nextProvider } from "react-i18next";
import { type Settings } from "@/client";
import { useSettings } from "@/features/settings/queries";
import { KeyProvider, useMedia, Writing } from "@/kit";
import { isRtl, setFormats, startI18n, systemLanguage, type Language } from "@/locales";

const REMEMBERED = "satchel-look";
type Look = Pick<Settings, "language" | "theme" | "single_letter_keys" | "shortcuts" | "formats" | "start">;

/** The last known look, so that the first frame is already right while the vault is still closed. */
function remembered(): Look {
  const plain: Look = { language: "system", theme: "system", single_letter_keys: true, shortcuts: {} };
  try {
    return { ...plain, ...(JSON.parse(localStorage.getItem(REMEMBERED) ?? "{}") as Partial<Look>) };
  } catch {
    return plain;
  }
}

export function Preferences({
  language,
  theme,
  children,
}: {
  /** Stories and tests fix these. */
  language?: Language | undefined;
  theme?: "light" | "dark" | "contrast" | undefined;
  children: ReactNode;
}) {
  const settings = useSettings().data;
  const [first] = useState(remembered);
  const look: Look = settings ?? first;
  const dark = useMedia("(prefers-color-scheme: dark)");
  const more = useMedia("(prefers-contrast: more)");
  const system = more ? "contrast" : dark ? "dark" : "light";
  const shown = theme ?? (look.theme === "system" ? system : look.theme);
  const spoken = language ?? (look.language === "system" ? systemLanguage() : look.language);
  const formats = look.formats ?? null;
  // Texts hold numbers, so another way to write them makes the texts anew.
  const i18n = useMemo(() => {
    setFormats(formats);
    return startI18n(spoken);
  }, [spoken, formats]);

  useEffect(() => {
    if (!settings) return;
    try {
      const { language: l, theme: th, single_letter_keys, shortcuts, formats: f, start } = settings;
      localStorage.setItem(
        REMEMBERED,
        JSON.stringify({ language: l, theme: th, single_letter_keys, shortcuts, formats: f, start }),
      );
    } catch {
      // No storage: the next start begins with the system's look.
    }
  }, [settings]);

  useEffect(() => {
    document.documentElement.dataset["theme"] = shown;
  }, [shown]);
  useEffect(() => {
    document.documentElement.lang = spoken;
    document.documentElement.dir = isRtl(spoken) ? "rtl" : "ltr";
  }, [spoken]);

  return (
    <I18nextProvider i18n={i18n}>
      <KeyProvider single={look.single_letter_keys} moved={look.shortcuts}>
        <Writing rtl={isRtl(spoken)}>{children}</Writing>
      </KeyProvider>
    </I18nextProvider>
  );
}
