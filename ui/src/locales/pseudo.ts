// The pseudo language: longer, accented, in brackets. What shows without brackets is not translated; what shows
// without the closing one is cut off.
const MAP: Record<string, string> = {
  a: "á", b: "ƀ", c: "ç", d: "ð", e: "é", f: "ƒ", g: "ĝ", h: "ĥ", i: "í", j: "ĵ", k: "ķ", l: "ł", m: "ɱ",
  n: "ñ", o: "ó", p: "þ", q: "ǫ", r: "ŕ", s: "š", t: "ţ", u: "ú", v: "ṽ", w: "ŵ", x: "ẋ", y: "ý", z: "ž",
}; // prettier-ignore

interface Tree {
  [key: string]: string | Tree;
}

export function pseudoText(text: string): string {
  // Placeholders and markup stay as they are.
  const body = text
    .split(/(\{\{[^}]*\}\}|<[^>]*>|\$t\([^)]*\))/)
    .map((part, at) => (at % 2 ? part : [...part].map((letter) => MAP[letter] ?? letter).join("")))
    .join("");
  return `[${body}${"·".repeat(Math.ceil(text.length / 4))}]`;
}

/** Beside `one` and `other`, which English tells apart: what another language may, Arabic for one. */
const MORE_PLURALS = ["zero", "two", "few", "many"];

export function pseudo(tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) => {
      const made = typeof value === "string" ? pseudoText(value) : pseudo(value);
      const counted = /^(.+)_other$/.exec(key)?.[1];
      const forms = counted ? MORE_PLURALS.map((form) => `${counted}_${form}`) : [];
      return [key, ...forms.filter((form) => !(form in tree))].map((name) => [name, made] as const);
    }),
  );
}
