// Every screen in the pseudo language: what a person reads or hears comes from the locales or from the seller's data. A
// word that comes from neither is written into the code, and nobody can translate it.
import { act } from "@testing-library/react";
import { expect, test } from "vitest";
import { COUNTRIES } from "@/records/editors/countries";
import { renderStory, waitFor } from "@/test/render";
import { ALL } from "./all";

/** Every text in what the program answered. */
function textsOf(value: unknown, into: Set<string>): void {
  // A view keeps its query as JSON.
  if (typeof value === "string" && value.startsWith("{")) textsOf(JSON.parse(value), into);
  // A note is shown without its marks, an import by the name of its file.
  if (typeof value === "string")
    [value, value.replaceAll("**", ""), value.replace(/^Import /, "")].forEach((one) => into.add(one));
  else if (Array.isArray(value)) value.forEach((one) => textsOf(one, into));
  else if (typeof value === "object" && value !== null)
    Object.values(value).forEach((one) => textsOf(one, into));
}

const SAID =
  "button, a, label, legend, summary, option, th, dt, h1, h2, h3, h4, p, [role=columnheader], [role=tab], " +
  "[role=option], [role=menuitem], [role=status], [role=alert]";
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "aria-description", "aria-roledescription"];

/** Names of the program, of formats and of keys, and what the locale of dates writes. */
const NAMES =
  /\b(Satchel|Ctrl|Esc|Del|Home|End|PgUp|PgDn|UTF|CSV|JSON|vCard|WhatsApp|Signal|Telegram|Threema|Skype|Windows|ISO|KOI8|Shift_JIS|EUC|GBK|DOS|Mac)\b|⌘/g;
const DATES =
  /\b(Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|AM|PM|today|yesterday|tomorrow|ago|in|last|next|at|seconds?|minutes?|hours?|days?|weeks?|months?|years?|min|hrs?)\b/gi;

/** What an element says itself, without the seller's own words, which stand in a <bdi>. */
function said(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  copy
    .querySelectorAll("bdi, svg, kbd, code, select, time, .font-mono, [lang=en], [lang=de]")
    .forEach((one) => one.remove());
  return copy.textContent ?? "";
}

/** Countries and currencies are named by the platform. */
const regions = new Intl.DisplayNames("en", { type: "region" });
const currencies = new Intl.DisplayNames("en", { type: "currency" });
const PLATFORM = [
  ...COUNTRIES.map((code) => regions.of(code) ?? code),
  ...Intl.supportedValuesOf("currency").map((code) => currencies.of(code) ?? code),
  ...Intl.supportedValuesOf("timeZone").map((zone) => zone.replaceAll("_", " ")),
];

function foreign(data: Set<string>): string[] {
  const known = [...PLATFORM, ...data].filter((text) => text.length > 2).sort((a, b) => b.length - a.length);
  const whole = new Set(known);
  const isWord = (text: string): boolean => /\p{L}{3}/u.test(text);
  const isForeign = (text: string): boolean => {
    // Most of it is one of these and nothing else: a country in a list of all.
    if (whole.has(text)) return false;
    // What is in brackets was translated.
    let rest = text
      .replace(/\[[^[\]]*\]/g, " ")
      .replace(/\[.*\]/gs, " ")
      .replace(NAMES, " ");
    if (!isWord(rest)) return false;
    for (const one of known) rest = rest.replaceAll(one, " ");
    return isWord(rest.replace(DATES, " ").replace(/\b[A-Z]{3}\b/g, " "));
  };
  const shown = [
    ...[...document.querySelectorAll(SAID)]
      .filter((one) => !one.closest("bdi, [lang=en], [lang=de]"))
      .map(said),
    ...ATTRIBUTES.flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((one) => one.getAttribute(name) ?? ""),
    ),
  ];
  return [...new Set(shown.map((text) => text.trim()).filter(isForeign))];
}

/** States whose words are those of another story. */
const stories = Object.keys(ALL).filter((name) => !/(dark|rtl|contrast|german)$|^kit\//i.test(name));

// covers(UX-10)
test.each(stories)("%s is translated", async (name) => {
  const { client } = renderStory(name, "en-XA");
  const data = new Set<string>();
  textsOf(ALL[name]?.path?.split(/["=&?]|%22/), data);
  textsOf(ALL[name]?.fake?.fail, data);
  const call = client.call.bind(client);
  client.call = async (command, input) => {
    try {
      const answer = await call(command, input);
      textsOf(answer, data);
      return answer;
    } catch (thrown) {
      // What the program says has its German by code; here it stays as the program said it.
      textsOf((thrown as Error).message, data);
      throw thrown;
    }
  };
  await act(() => new Promise((resolve) => setTimeout(resolve, 150)));
  await waitFor(() => expect(document.documentElement).toHaveAttribute("data-story", "done"));
  expect(foreign(data)).toEqual([]);
});

// covers(UX-10)
test("a word in the code is found", async () => {
  renderStory({ parts: () => <button type="button">Plain English</button> }, "en-XA");
  expect(foreign(new Set())).toEqual(["Plain English"]);
  await Promise.resolve();
});
