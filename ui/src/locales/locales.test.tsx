import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { renderStory } from "@/test/render";
import de from "./de.json";
import en from "./en.json";
import { formatLocale, startI18n, systemLanguage } from "./index";
import { makeFormat } from "./format";
import { pseudoText } from "./pseudo";

type Tree = { [key: string]: string | Tree };

const flat = (tree: Tree, before = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[before + key, value] as [string, string]] : flat(value, `${before}${key}.`),
  );

/** Words that are the same in both languages. */
const SAME = new Set([
  "export.kind.lead",
  "export.kind.deal",
  "field.any.deals",
  "field.any.leads",
  "choice.lead.rating.warm",
  "kind.lead",
  "kinds.leads",
  "leads.move",
  "leads.settings",
  "place.leads",
  "search.kind.lead",
  "app.name",
  "kind.company_name",
  "deals.facts",
  "deals.percent",
  "deals.rate",
  "deals.pipeline",
  "did.deals",
  "edit.linkHint",
  "edit.nth",
  "export.vcard3",
  "export.vcard",
  "fact.span",
  "field.any.display_name",
  "field.any.links",
  "field.any.name",
  "field.company.domains",
  "field.deal.pipeline_id",
  "field.contact.handles",
  "fieldType.link",
  "fieldType.text",
  "filter.label",
  "kind.deal",
  "notifications.sort.deals",
  "kinds.deals",
  "label.fax",
  "label.partner",
  "language.de",
  "language.en",
  "mapping.group.name",
  "place.deals",
  "search.kind.deal",
  "settings.export",
  "settings.passphraseTitle",
  "settings.region",
  "settings.version",
  "source.hubspot",
  "source.linkedin",
  "source.outlook",
  "source.pipedrive",
  "source.salesforce",
  "source.satchel",
  "source.thunderbird",
  "source.vcard",
  "attachments.leftOne",
  "field.attachment.deal_id",
  "field.attachment.lead_id",
  "tags.colour.indigo",
  "tags.colour.orange",
  "status.label",
  "theme.system",
  "vault.passphrase",
]);

describe("locales", () => {
  const english = new Map(flat(en));
  const german = new Map(flat(de));

  // covers(UX-10)
  test("English and German have the same keys and the same placeholders", () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    const holes = (text = "") =>
      [...text.matchAll(/\{\{(\w+(?:, number)?)\}\}/g)].map((hole) => hole[1]).sort();
    for (const [key, text] of english) expect(holes(german.get(key)), key).toEqual(holes(text));
  });

  // covers(UX-10)
  test("no German text equals the English one unless the word is the same", () => {
    const equal = [...english].filter(([key, text]) => german.get(key) === text && !SAME.has(key));
    expect(equal).toEqual([]);
  });

  test("every text is used", () => {
    const sources = import.meta.glob<string>("../**/*.{ts,tsx}", {
      query: "?raw",
      import: "default",
      eager: true,
    });
    const code = Object.values(sources).join("\n");
    // Keys put together at run time: everything under these is looked up by a value.
    const dynamic =
      /^(did|choice|deals\.(usualReason|mark|markWhy|cell|period|column|sourceColumn|age)|tasks\.(view|group|every|rank|snooze|counts)|leads\.(usual|usualReason|dimension|each|fact|same|list|listHint)|home\.(part|figure)|merge\.(title|kind)|duplicates\.(evidence|two|isApart|text|noneText)|timeline\.choice|activity\.view|log\.(command|title|done)|notifications\.(show|sort|emptyTitle|emptyText|event|channel|says|days|in|task)|part|errors|undo\.reason|history\.setting|field|label|source|target|address|job|consent|fieldType|filter\.op|outcome|kinds?|place|export|import\.(state|fate|cell)|search\.kind|theme|mapping\.(order|group|reading\.(part|delimiter|quote|decimal|script))|repair\.of|vault\.strength|edit\.addPart|bulk\.(deleted|tagged|untagged|refused|restored|completed|changed|changeTitle)|list\.new|form\.same|palette\.(theme|language)|settings\.removeText|doctor|erase\.goes|tags\.colour|period|near\.(found|nearby)|views\.(all|icons)|ownKinds\.icons|ownFields\.(need|show)|chart\.file|committees\.(emptyText|stance|gradeWords|reason|gap)|engagement\.sort|members\.filter|ties\.sort|day\.app|scan\.(trouble|help))\./;
    const unused = [...english.keys()]
      .filter((key) => !dynamic.test(key))
      .filter((key) => !code.includes(`"${key.replace(/_(one|other)$/, "")}"`));
    expect(unused).toEqual([]);
  });

  // covers(UX-10)
  test("with the pseudo language nothing on a screen is left in plain English", async () => {
    renderStory("contacts/ContactList/full", "en-XA");
    await screen.findByText("Ada Chen");
    const shown = [
      ...document.querySelectorAll("button, [role=columnheader], h1, nav a, label, [aria-label]"),
    ]
      // A view is called as the seller called it.
      .filter((element) => !(element.closest("nav") && element.querySelector("bdi")))
      .map((element) => element.getAttribute("aria-label") ?? element.textContent ?? "")
      .map((text) => text.replace(/Satchel|Ctrl|⌘|\b[A-Z]\b/g, "").trim())
      .filter((text) => /\p{L}{3}/u.test(text));
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.filter((text) => !text.includes("["))).toEqual([]);
  });

  // covers(UX-10)
  test("a right-to-left language turns the page round", async () => {
    renderStory("contacts/ContactList/rtl");
    await screen.findByText("Ada Chen");
    expect(document.documentElement.dir).toBe("rtl");
    expect(document.documentElement.lang).toBe("ar-XB");
  });

  // covers(UX-10)
  test("a count within a text is written as the language writes numbers", () => {
    for (const [key, text] of [...english, ...german]) expect(text, key).not.toContain("{{count}}");
    const say = (language: "en" | "de") => startI18n(language).t("search.found", { count: 12_345 });
    expect(say("en")).toBe("12,345 results");
    expect(say("de")).toContain("12.345");
  });

  // covers(UX-10)
  test("from right to left every count has its words, however many plurals the language tells apart", () => {
    const { pluralCategories } = new Intl.PluralRules("ar").resolvedOptions();
    expect(pluralCategories.length).toBe(6);
    const t = startI18n("ar-XB").t;
    for (const count of [0, 1, 2, 3, 11, 100])
      expect(t("kit.moreTabs", { count, shown: String(count) }), String(count)).toMatch(
        new RegExp(`^\\[${count} .*\\]$`),
      );
  });

  test("placeholders survive the pseudo language", () => {
    expect(pseudoText("Delete {{count}} of {{name}}")).toMatch(
      /^\[Ðéłéţé \{\{count\}\} óƒ \{\{name\}\}·+\]$|^\[.*\{\{count\}\}.*\{\{name\}\}.*\]$/,
    );
  });
});

describe("formats", () => {
  const now = () => Date.UTC(2026, 8, 14, 9, 30);

  // covers(UX-10)
  test("numbers, days and amounts follow the locale", () => {
    const german = makeFormat("de-DE", now);
    expect(german.number(1234567.5)).toBe("1.234.567,5");
    expect(german.day("1984-05-17")).toBe("17. Mai 1984");
    expect(german.day("--05-17")).toBe("17. Mai");
    expect(german.money(123456, "EUR")).toMatch(/1\.234,56/);
    expect(german.money(1234, "JPY")).toMatch(/1\.234/);
    expect(german.country("de")).toBe("Deutschland");
    const english = makeFormat("en-GB", now);
    expect(english.day("--02-29")).toBe("29 February");
    expect(english.day("not a day")).toBe("not a day");
    expect(english.ago(now() - 3 * 86_400_000)).toBe("3 days ago");
    expect(english.bytes(48_213)).toBe("48 kB");
    expect(english.seconds(150)).toBe("3 minutes");
    expect(english.country("Freedonia")).toBe("Freedonia");
  });

  test("the system's language is taken if there is one, else English", () => {
    expect(systemLanguage(["fr-FR", "de-AT"])).toBe("de");
    expect(systemLanguage(["fr-FR"])).toBe("en");
    expect(formatLocale("de", ["de-CH", "en"])).toBe("de-CH");
    expect(formatLocale("de", ["en-GB"])).toBe("de");
  });
});
