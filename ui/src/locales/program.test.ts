// The law of the German text: whatever the program can say in English has words here. The Rust sources are read, so a
// new code or a new reason fails this test until it is translated.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import de from "./de.json";
import { errorKeys, errorWords, programWords, sentenceWords } from "./program";

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

/** Sentences an import writes into its mapping, its doubts and its receipts. */
function sentences(): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of ["crates/formats/src", "crates/people/src/import", "crates/selling/src/deals"])
    for (const { file, text } of sources(folder)) {
      // Of deals only what their import says of rows.
      if (folder.endsWith("deals") && !file.endsWith("intake.rs")) continue;
      // Errors of the whole file: they have a code.
      if (/csv\/(sniff|mapping)\.rs$/.test(file)) continue;
      const said = text
        .replace(/#\[error\([^\]]*\]/g, "")
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
  test("every reason, doubt and remark of an import has words", () => {
    const found = sentences();
    expect(found.size).toBeGreaterThan(50);
    expect([...found].filter(([sentence]) => !german.sentences[sentence])).toEqual([]);
    expect(Object.keys(german.sentences).filter((sentence) => !found.has(sentence))).toEqual([]);
    for (const [english, text] of Object.entries({ ...german.sentences, ...german.terms }))
      for (const [, at] of text.matchAll(/\{@?(\d)\}/g))
        expect(Number(at), english).toBeLessThan(holes(english));
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
    expect(say("The record keeps its own family; this one is kept beside it.")).toBe(
      "Der Eintrag behält, was er schon hat (Nachname); dies ist daneben aufbewahrt.",
    );
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

  test("name a field in English too, and leave everything else as the program wrote it", () => {
    const english = programWords("en");
    const kept = "The record keeps its own display_name; this one is kept beside it.";
    expect(sentenceWords(english, kept, () => "Name")).toContain("(Name)");
    expect(sentenceWords(english, "This is not a date.", () => undefined)).toBeNull();
    for (const sentence of Object.keys(english.sentences))
      expect(german.sentences).toHaveProperty([sentence]);
    const message = "There is no job.";
    expect(errorWords(english, { code: "unknown_job", message }, undefined)).toBe(message);
  });

  test("are not made up", () => {
    expect(say("A sentence of a newer program.")).toBeNull();
  });
});
