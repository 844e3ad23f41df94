// Languages: every text of the program by key, in English and German, with the formats that go with them. The pseudo
// languages exist for tests: one makes untranslated and cut-off text visible, the other runs from right to left.
import i18next, { type i18n, type Resource } from "i18next";
import { useCallback } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import de from "./de.json";
import en from "./en.json";
import {
  errorWords,
  head,
  programWords,
  reasonWords,
  sentenceWords,
  type Place,
  type Said,
  type Told,
} from "./program";
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

/** The variants of the languages that numbers and dates can be written in. */
export const FORMATS = [
  "en-GB",
  "en-US",
  "en-IE",
  "en-CA",
  "en-AU",
  "en-IN",
  "de-DE",
  "de-AT",
  "de-CH",
] as const;

/** What the seller chose, for as long as it is of the language that is spoken. */
let chosen: string | null = null;
export function setFormats(tag: string | null | undefined): void {
  chosen = tag ?? null;
}

/** The locale of numbers and dates: the one chosen, else the system's variant of the language (de-CH, en-GB). */
export function formatLocale(language: string, wanted: readonly string[] = navigator.languages): string {
  if (language === "en-XA") return "en";
  if (language === "ar-XB") return "ar-EG";
  if (chosen?.startsWith(`${language}-`)) return chosen;
  return wanted.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;
}

/** How a locale writes numbers; dear to make, so each is made once. */
const numberFormats = new Map<string, Intl.NumberFormat>();
function numbers(locale: string): Intl.NumberFormat {
  const made = numberFormats.get(locale) ?? new Intl.NumberFormat(locale);
  numberFormats.set(locale, made);
  return made;
}

/** The texts of the pseudo languages, made once they are asked for. */
let pseudoTexts: ReturnType<typeof pseudo> | null = null;
const isPseudo = (language: Language) => language === "en-XA" || language === "ar-XB";

export function startI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  const resources: Resource = { en: { translation: en }, de: { translation: de } };
  if (isPseudo(language)) resources[language] = { translation: (pseudoTexts ??= pseudo(en)) };
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources,
    interpolation: { escapeValue: false },
    returnNull: false,
    // No key names a namespace: nothing need be looked for in it.
    nsSeparator: false,
    initAsync: false,
  });
  // Numbers within texts as the system's variant of the language writes them.
  instance.services.formatter?.add("number", (value: number, lng) =>
    numbers(formatLocale(lng ?? language)).format(value),
  );
  return instance;
}

/** The seller's name of a field or of a program a file came from, if the locale has one. */
function useNames(): (value: string) => string | undefined {
  const { t, i18n } = useTranslation();
  return useCallback(
    (value) => {
      const source = value.toLowerCase().replace(/[^a-z0-9]+/g, "_");
      const keys = ["field.any", "field.contact", "field.company"].map((place) => `${place}.${head(value)}`);
      const key = [...keys, `source.${source}`].find((key) => i18n.exists(key));
      return key && t(key as "field.any.name");
    },
    [t, i18n],
  );
}

/** The words for a failure: the page's own, else the program's in the seller's language. */
export function useWords(): (failure: Said) => string {
  const { t, i18n } = useTranslation();
  const name = useNames();
  return useCallback(
    (failure) => {
      const own = `errors.${failure.code}`;
      if (i18n.exists(own)) return t(own as "errors.unexpected", { message: failure.message });
      return errorWords(programWords(i18n.language), failure, failure.field && name(failure.field));
    },
    [t, i18n, name],
  );
}

/** Why a row or cell of an import was not taken, in the seller's language. */
export function useReasons(): (place: "row" | "cell", told: Told) => string {
  const { i18n } = useTranslation();
  const name = useNames();
  return useCallback(
    (place, told) => {
      if (!told.reason) return "";
      const words = programWords(i18n.language);
      return reasonWords(words, told, name) ?? words.otherwise[place] ?? told.reason;
    },
    [i18n, name],
  );
}

/** What an import says of a column or a file, in the seller's language. */
export function useSentences(): (place: Place, sentence: string) => string {
  const { i18n } = useTranslation();
  const name = useNames();
  return useCallback(
    (place, sentence) => {
      const words = programWords(i18n.language);
      return sentence && (sentenceWords(words, sentence, name) ?? words.otherwise[place] ?? sentence);
    },
    [i18n, name],
  );
}
