// The law of the German text: whatever the program can say in English has words here. The Rust sources are read, so a
// new code or a new reason fails this test until it is translated.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import de from "./de.json";
import english from "./program.en.json";
import { errorKeys, errorWords, programWords, reasonWords, sentenceWords } from "./program";

const RUST = join(__dirname, "../../../src-tauri");

/** Rust sources under a folder without tests, comments and test modules. */
function sources(folder: string): { file: string; text: string }[] {
  return readdirSync(join(RUST, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".rs") && !/(^|\/)(tests?|xtask|fuzz)(\/|\.rs$)/.test(file))
    .map((file) => ({
      file: relative(RUST, join(RUST, folder, file)),
      text: readFileSync(join(RUST, folder, file), "utf8")
        .replace(/^\s*\/\/.*$/gm, "")
        .replace(/#\[cfg\(test\)\]\s*mod tests \{[\s\S]*/, ""),
    }));
}

const unescaped = (literal: string) => literal.replace(/\\\n\s*/g, "").replace(/\\"/g, '"');
const LITERAL = /"((?:[^"\\]|\\[\s\S])*)"/g;

// The command line says its own refusals in the terminal; only the window and the browser have German.
const program = sources("crates")
  .concat(sources("src"))
  .filter(({ file }) => !file.startsWith("crates/cli/"));

/** What makes an error: a call with the code as its first value. */
const MAKES = /\b(?:refused|broken)\(\s*/g;
const CODE = /^"([a-z0-9_]+)"\s*,/;
/** The constructors themselves and the two tables that wrap them under the same names. */
const CONSTRUCTORS = /^crates\/(kernel|vault|search)\/src\/error\.rs$|^crates\/serve\/src\/problem\.rs$/;
/** A function or closure of the same name that makes one error and takes no code. */
const NO_CODE = /^\)|^e\.into_error\(\)/;
/** An error of the HTTP door, and one put together by hand where it comes over a socket. */
const ELSEWHERE = /\bStatusCode::\w+,\s*"([a-z0-9_]+)"|\bcode: "([a-z0-9_]+)"\.into\(\)/g;

function codes(): { found: Map<string, string>; unread: string[] } {
  const found = new Map([["invalid", "crates/kernel/src/error.rs"]]);
  const unread: string[] = [];
  for (const { file, text } of program) {
    for (const [, door, socket] of text.matchAll(ELSEWHERE)) found.set(door ?? socket ?? "", file);
    for (const call of text.matchAll(MAKES)) {
      const rest = text.slice(call.index + call[0].length, call.index + call[0].length + 200);
      const code = CODE.exec(rest)?.[1];
      if (code) found.set(code, file);
      else if (!NO_CODE.test(rest) && !(rest.startsWith("code") && CONSTRUCTORS.test(file)))
        unread.push(`${file}: ${rest.split("\n")[0] ?? ""}`);
    }
  }
  return { found, unread };
}

const IMPORT = [
  "crates/formats/src",
  "crates/people/src/import",
  "crates/selling/src/deals",
  "crates/talking/src/communications/intake",
  "crates/doing/src/tasks/intake",
];
/** A reason with its code; its words stand there or in the variable before it. */
const REASON = /\bReason::new\(\s*"(\w+)",\s*(?:"((?:[^"\\]|\\[\s\S])*)"|words)\s*,?\s*\)/g;

/** The reasons of receipts by code, as Rust says them, and the places that could not be read. */
function reasons(): { found: Map<string, string>; unread: string[] } {
  const found = new Map<string, string>();
  const unread: string[] = [];
  for (const { file, text } of IMPORT.flatMap(sources)) {
    let read = 0;
    for (const { 1: code = "", 2: literal, index } of text.matchAll(REASON)) {
      const before = [...text.slice(0, index).matchAll(/let words =\s*"((?:[^"\\]|\\[\s\S])*)"/g)].at(
        -1,
      )?.[1];
      const words = unescaped(literal ?? before ?? "");
      if ((found.get(code) ?? words) !== words) unread.push(`${file}: ${code} says two things`);
      found.set(code, words);
      read += 1;
    }
    if (read !== [...text.matchAll(/\bReason::new\(/g)].length) unread.push(file);
  }
  return { found, unread };
}

/** Sentences an import writes into its mapping and its doubts. */
function sentences(): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of IMPORT)
    for (const { file, text } of sources(folder)) {
      // Of deals only what their import says of rows.
      if (folder.endsWith("deals") && !file.endsWith("intake.rs")) continue;
      // Errors of the whole file: they have a code.
      if (/csv\/(sniff|mapping)\.rs$/.test(file)) continue;
      const said = text
        .replace(/#\[error\([^\]]*\]/g, "")
        .replace(REASON, "")
        .replace(/let words = "(?:[^"\\]|\\[\s\S])*"/g, "")
        .replace(
          /(?:Error::(?:refused|broken|invalid)|BadReading::new)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g,
          "",
        )
        // What was understood as structure is counted and never shown.
        .replace(/\b[sS]tructure\((?:[^()]|\([^()]*\))*\)/g, "");
      for (const [, literal = ""] of said.matchAll(LITERAL)) {
        const sentence = unescaped(literal);
        if (/^[A-Z“{].* .*[.!?]$/.test(sentence)) found.set(sentence, file);
      }
    }
  return found;
}

const german = programWords("de");
const holes = (text: string) => [...text.matchAll(/\{\w*\}/g)].length;

describe("what the program says, in German", () => {
  // covers(UX-10)
  test("every code of an error has words", () => {
    const { found, unread } = codes();
    expect(unread, "the code of these cannot be read from the source").toEqual([]);
    expect(found.size).toBeGreaterThan(80);
    const said = new Set([...Object.keys(german.errors), ...Object.keys(de.errors)]);
    const missing = [...found].filter(([code]) => !said.has(code));
    expect(missing).toEqual([]);
    const known = new Set([...found.keys(), "aborted"]);
    const left = Object.keys(german.errors).filter((key) => !known.has(key.split(".")[0] ?? ""));
    expect(left, "words for codes that are gone").toEqual([]);
  });

  test("every kind of file that is no contacts has words", () => {
    const sniff = readFileSync(join(RUST, "crates/formats/src/csv/sniff.rs"), "utf8").split(
      "#[cfg(test)]",
    )[0];
    const kinds = new Set(
      [
        ...(sniff ?? "").matchAll(/(?:^\s*|\(|", |\(b?"[^\n]*", )"([a-z0-9_]+)",\s*(?:"This|HTML|BINARY)/gm),
      ].map(([, kind]) => kind),
    );
    expect(kinds.size).toBeGreaterThan(15);
    expect([...kinds].filter((kind) => !german.errors[`file_not_text.${kind}`])).toEqual([]);
  });

  // covers(UX-10)
  test("every remark and doubt of an import has words", () => {
    const found = sentences();
    expect(found.size).toBeGreaterThan(30);
    expect([...found].filter(([sentence]) => !german.sentences[sentence])).toEqual([]);
    expect(Object.keys(german.sentences).filter((sentence) => !found.has(sentence))).toEqual([]);
    for (const [english, text] of Object.entries({ ...german.sentences, ...german.terms }))
      for (const [, at] of text.matchAll(/\{@?(\d)\}/g))
        expect(Number(at), english).toBeLessThan(holes(english));
  });

  // covers(UX-10, IMP-1)
  test("every reason of a receipt has words by its code, with the holes it has in Rust", () => {
    const { found, unread } = reasons();
    expect(unread).toEqual([]);
    expect(found.size).toBeGreaterThan(40);
    expect(english.reasons).toEqual(Object.fromEntries(found));
    expect(Object.keys(german.reasons).sort()).toEqual([...found.keys()].sort());
    const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [code, text] of found) expect(names(german.reasons[code] ?? ""), code).toEqual(names(text));
    for (const [text, code] of Object.entries(english.former))
      expect(names(text), code).toEqual(names(found.get(code) ?? ""));
  });

  test("every last word of a code can be said without a value", () => {
    for (const [key, texts] of Object.entries(german.errors))
      expect([texts].flat().at(-1), key).not.toMatch(/\{\{/);
  });
});

describe("the words for an error", () => {
  const say = (error: Parameters<typeof errorWords>[1], field?: string) => errorWords(german, error, field);

  test("are the ones for its value, its field or its code", () => {
    const message = "English.";
    expect(errorKeys({ code: "wrong_key", message, details: { slot: "recovery" } })).toEqual([
      "wrong_key.recovery",
      "wrong_key",
    ]);
    expect(say({ code: "file_not_text", message, details: { kind: "pdf" } })).toMatch(/^Das ist ein PDF/);
    expect(say({ code: "invalid", message, field: "emails.1.value" })).toMatch(
      /^Das ist keine E-Mail-Adresse/,
    );
    expect(say({ code: "invalid", message, field: "industry" }, "Branche")).toContain("„Branche“");
    expect(say({ code: "invalid", message, field: "limit" })).toMatch(/^Einer der Werte/);
    expect(say({ code: "vault_open_elsewhere", message, details: { by: "Satchel (PID 7)" } })).toContain(
      "PID 7",
    );
    expect(say({ code: "vault_locked", message })).toMatch(/^Der Tresor ist gesperrt/);
  });

  test("are general for a code of a newer program, and never English", () => {
    expect(say({ code: "out_of_paper", kind: "refused", message: "No paper." })).toBe(
      german.otherwise.refused,
    );
    expect(say({ code: "out_of_paper", message: "No paper." })).toBe(german.otherwise.broken);
  });
});

describe("the words for a sentence of an import", () => {
  const names: Record<string, string> = {
    "LinkedIn connections": "LinkedIn-Kontakte",
    family: "Nachname",
  };
  const say = (sentence: string) => sentenceWords(german, sentence, (value) => names[value]);

  test("keep what the program put into it", () => {
    expect(say("The header says “Tel.”, and 3 of 5 values look like it.")).toBe(
      "Die Überschrift sagt „Tel.“, und 3 von 5 Werten sehen danach aus.",
    );
    expect(say("What these columns hold is a guess: “Wer”, “Ort”.")).toBe(
      "Was in diesen Spalten steht, ist geraten: „Wer“, „Ort“.",
    );
    expect(say("The header says “dates”.")).toBe("Die Überschrift sagt „dates“.");
    expect(say("The values look like e-mail addresses.")).toBe("Die Werte sehen aus wie E-Mail-Adressen.");
    expect(say("A column of LinkedIn connections.")).toBe("Diese Spalte gehört zu „LinkedIn-Kontakte“.");
  });

  test("follow a sentence within a sentence", () => {
    expect(
      say(
        "“3/4/85” and every other value could be day and month or month and day. Column 7 of this file proves the order.",
      ),
    ).toBe(
      "„3/4/85“ und alle anderen Werte könnten Tag und Monat sein oder Monat und Tag. Spalte 7 dieser Datei beweist die Reihenfolge.",
    );
  });

  test("leave English as the program wrote it", () => {
    const words = programWords("en");
    expect(sentenceWords(words, "The header says “dates”.", () => undefined)).toBeNull();
    const message = "There is no job.";
    expect(errorWords(words, { code: "unknown_job", message }, undefined)).toBe(message);
  });

  test("are not made up", () => {
    expect(say("A sentence of a newer program.")).toBeNull();
  });
});

describe("the words for a reason of a receipt", () => {
  const name = (value: string) => (value === "family" ? "Nachname" : undefined);
  const say = (told: Parameters<typeof reasonWords>[1]) => reasonWords(german, told, name);

  test("are found by its code and hold its values", () => {
    expect(say({ code: "not_a_date", reason: "This is not a date; kept as it is." })).toBe(
      "Das ist kein Datum; unverändert aufbewahrt.",
    );
    expect(say({ code: "too_many_cells", values: { cells: "9", most: "{cells}" } })).toBe(
      "Diese Zeile hat 9 Zellen; höchstens {cells} lassen sich lesen.",
    );
    const kept = { code: "kept_beside", values: { field: "family" } };
    expect(say(kept)).toBe("Der Eintrag behält, was er schon hat (Nachname); dies ist daneben aufbewahrt.");
    expect(reasonWords(programWords("en"), kept, () => "Last name")).toContain("(Last name)");
  });

  // covers(IMP-1)
  test("are found for the receipts of earlier programs by their sentence", () => {
    expect(say({ reason: "This is not a web address; kept as it is." })).toBe(
      "Das ist keine Webadresse; unverändert aufbewahrt.",
    );
    const many = "This row has 20000 cells; at most 16384 can be read.";
    for (const code of [{}, { code: "too_many_cells" }])
      expect(say({ reason: many, ...code })).toBe(
        "Diese Zeile hat 20000 Zellen; höchstens 16384 lassen sich lesen.",
      );
    expect(say({ reason: "The record keeps its own family; this one is kept beside it." })).toContain(
      "(Nachname)",
    );
    expect(say({ reason: "A reason of tomorrow.", code: "tomorrow" })).toBeNull();
  });

  test("are those of the error that refuses a row", () => {
    const told = { code: "pipeline_unknown", values: { name: "Nord" }, reason: "There is no pipeline." };
    expect(say(told)).toBe("Es gibt keine Pipeline namens „Nord“. Lege sie an, oder lass die Spalte weg.");
    expect(reasonWords(programWords("en"), told, name)).toBeNull();
  });
});
