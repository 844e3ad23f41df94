// What the program says in English, said in the seller's language. The English text lives in Rust; another language
// has it in `program.<language>.json`: refusals, faults and the reasons of a receipt by their code, and what an import
// says of columns and files by its English text with the holes it has in Rust. `program.test.ts` reads the Rust sources
// and fails when a code or a sentence is missing. A code or sentence that is missing all the same, because the program
// is newer than the page, is said in general words and never in English.
//
// Receipts of earlier programs have reasons without a code or its values: `program.en.json` has the English of every
// code, and of those that were said otherwise once, by which they are known again.
import type { WireError } from "@/client";
import german from "./program.de.json";
import english from "./program.en.json";

/** What a sentence of an import is about. */
export type Place = "row" | "cell" | "column" | "doubt";

export interface ProgramWords {
  /** By `code`, `code.value` for a value of the error (which key, which kind of file), `code.field` for its field. */
  errors: Record<string, string | string[]>;
  /** What is said where there are no words, of a code or of a sentence about something; else the English is. */
  otherwise: Partial<Record<WireError["kind"] | Place, string>>;
  /** Why a row or cell was not taken, by code; `{cells}` is the value of that name. */
  reasons: Record<string, string>;
  /**
   * By the sentence as Rust writes it; `{0}` is what stands in its first hole. `{@0}` is the same where the program put
   * words of its own there, such as a field or another sentence, which are translated too.
   */
  sentences: Record<string, string>;
  /** What stands before and after a quotation. */
  quotes: string[];
  /** What stands in the holes of sentences, in the same form. */
  terms: Record<string, string>;
}

const NONE: ProgramWords = {
  errors: {},
  otherwise: {},
  reasons: {},
  sentences: {},
  quotes: ["“", "”"],
  terms: {},
};
// English has words of its own only where the program names a field by its id.
const ALL: Partial<Record<string, ProgramWords>> = { de: german, en: { ...NONE, reasons: english.reasons } };

export const programWords = (language: string): ProgramWords => ALL[language] ?? NONE;

/** An error as a command, a job or a receipt brings it. */
export type Said = Pick<WireError, "code" | "message"> & {
  kind?: WireError["kind"];
  field?: string | undefined;
  details?: unknown;
};

/** The keys an error can have words under, the most precise first. */
export function errorKeys({ code, field, details }: Said): string[] {
  const values = typeof details === "object" && details !== null ? Object.values(details) : [];
  return [
    ...values.filter((value) => typeof value === "string").map((value) => `${code}.${value}`),
    ...(field ? [`${code}.${head(field)}`] : []),
    code,
  ];
}

/** `emails.0.value` and `emails[0].value` are of `emails`. */
export const head = (field: string): string => /^[^.[]*/.exec(field)?.[0] ?? field;

/** The words for an error; `field` is what the seller calls the field it concerns, if there is such a name. */
export function errorWords(words: ProgramWords, error: Said, field: string | undefined): string {
  const details = typeof error.details === "object" && error.details !== null ? error.details : {};
  const values: Record<string, unknown> = { ...details, field };
  for (const key of errorKeys(error))
    for (const text of [words.errors[key] ?? []].flat()) {
      const holes = [...text.matchAll(/\{\{(\w+)\}\}/g)].map((hole) => values[hole[1] ?? ""]);
      if (holes.every((value) => typeof value === "string" || typeof value === "number"))
        return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
    }
  return words.otherwise[error.kind ?? "broken"] ?? error.message;
}

const HOLE = /\{\w*\}/g;
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
const made = new WeakMap<Record<string, string>, [RegExp, string][]>();

function patterns(texts: Record<string, string>): [RegExp, string][] {
  const known = made.get(texts);
  if (known) return known;
  const fresh = Object.entries(texts).map(([english, text]): [RegExp, string] => [
    // Something may follow: two sentences of the program can stand in one reason.
    new RegExp(`^${english.split(HOLE).map(escaped).join("(.+?)")}(?: (.+))?$`, "s"),
    text,
  ]);
  made.set(texts, fresh);
  return fresh;
}

/** Why a row or cell was not taken, as its receipt has it. */
export interface Told {
  /** The sentence in English. */
  reason?: string;
  /** Missing in receipts of earlier programs, and so are the values. */
  code?: string;
  values?: Record<string, string>;
}

const NAMED = /\{(\w+)\}/g;
const SAID = [
  ...Object.entries(english.reasons).map(([code, text]) => [text, code] as const),
  ...Object.entries(english.former),
].map(([text, code]) => ({
  code,
  names: [...text.matchAll(NAMED)].map(([, hole = ""]) => hole),
  pattern: new RegExp(
    `^${text
      .split(NAMED)
      .map((part, at) => (at % 2 ? "(.+?)" : escaped(part)))
      .join("")}$`,
    "s",
  ),
}));

/** The code and values of a reason that a receipt has as a sentence only. */
function recognised(sentence: string): Told {
  for (const { code, names, pattern } of SAID) {
    const found = pattern.exec(sentence);
    if (found)
      return { code, values: Object.fromEntries(names.map((hole, at) => [hole, found[at + 1] ?? ""])) };
  }
  return {};
}

/** A reason of a receipt in the seller's words; null if there are none. `name` names a field by its id. */
export function reasonWords(
  words: ProgramWords,
  { reason = "", code, values }: Told,
  name: (value: string) => string | undefined,
): string | null {
  const fill = (told: Told): string | null => {
    const text = told.code === undefined ? undefined : words.reasons[told.code];
    if (text === undefined) return null;
    const of = (hole: string) => told.values?.[hole];
    if ([...text.matchAll(NAMED)].some(([, hole = ""]) => of(hole) === undefined)) return null;
    return text.replace(NAMED, (_, hole: string) => {
      const value = of(hole) ?? "";
      return (hole === "field" && name(value)) || value;
    });
  };
  // A row may be refused by an error of the program.
  const refusal = () =>
    code !== undefined && words.errors[code] !== undefined
      ? errorWords(words, { code, message: reason, kind: "refused", details: values }, undefined)
      : null;
  return (
    fill({ ...(code ? { code } : {}), ...(values ? { values } : {}) }) ??
    fill(recognised(reason)) ??
    refusal()
  );
}

/** A sentence of an import in the seller's words; null if it is not known. `name` names what a hole may hold. */
export function sentenceWords(
  words: ProgramWords,
  sentence: string,
  name: (value: string) => string | undefined,
): string | null {
  const say = (texts: Record<string, string>, english: string): string | null => {
    for (const [pattern, text] of patterns(texts)) {
      const found = pattern.exec(english);
      if (!found) continue;
      const rest = found[found.length - 1];
      const more = rest === undefined ? "" : say(texts, rest);
      if (more === null) continue;
      const filled = text.replace(/\{(@?)(\d)\}/g, (_, known: string, at: string) => {
        const value = found[Number(at) + 1] ?? "";
        if (!known) return value.replace(/“([^”]*)”/g, `${words.quotes[0]}$1${words.quotes[1]}`);
        return say(words.terms, value) ?? say(words.sentences, value) ?? name(value) ?? value;
      });
      return more ? `${filled} ${more}` : filled;
    }
    return null;
  };
  return say(words.sentences, sentence);
}
