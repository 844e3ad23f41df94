// Languages: every text of the program by key, in English and German, with the formats that go with them. The pseudo
// languages exist for tests: one makes untranslated and cut-off text visible, the other runs from right to left.
import i18next, { type i18n } from "i18next";
import { useCallback } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Failure } from "@/client";
import de from "./de.json";
import en from "./en.json";
import { pseudo } from "./pseudo";

export type Language = "en" | "de" | "en-XA" | "ar-XB";
export const LANGUAGES: readonly Language[] = ["en", "de"];

export const isRtl = (language: string): boolean => /^(ar|he|fa|ur)\b/.test(language);

/** The seller's language among those there are. */
export function systemLanguage(wanted: readonly string[] = navigator.languages): Language {
  for (const tag of wanted) {
    const short = tag.slice(0, 2).toLowerCase();
    if (short === "de" || short === "en") return short;
  }
  return "en";
}

/** The locale of numbers and dates: the system's variant of the language if it is the same one (de-CH, en-GB). */
export function formatLocale(language: string, wanted: readonly string[] = navigator.languages): string {
  if (language === "en-XA") return "en";
  if (language === "ar-XB") return "ar-EG";
  return wanted.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;
}

export function startI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: { en: { translation: en }, de: { translation: de } },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
  if (language === "en-XA" || language === "ar-XB") {
    instance.addResourceBundle(language, "translation", pseudo(en));
    void instance.changeLanguage(language);
  }
  return instance;
}

/** The words for a failure: translated by its code, else as the program said it. */
export function useWords(): (failure: Failure) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (failure) => {
      const slot = (failure.details as { slot?: unknown } | undefined)?.slot;
      for (const key of [`errors.${failure.code}_${String(slot)}`, `errors.${failure.code}`])
        if (i18n.exists(key)) return t(key as "errors.unexpected", { message: failure.message });
      return failure.message;
    },
    [t, i18n],
  );
}
