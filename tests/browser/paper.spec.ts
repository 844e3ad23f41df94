// Paper: what Chromium prints of lists, records and a day, read back with pdftotext.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, firstRun, open, test } from "./satchel";

/** The pages of what the browser prints now, as text. */
async function printed(page: Page, format = "A4", name = ""): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "satchel-print-"));
  const path = join(
    process.env["SATCHEL_PAPER"] ?? folder,
    `${test.info().title.slice(0, 24)}${name}-${format}.pdf`,
  );
  try {
    await page.pdf({ path, format });
    const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
    return text.split("\f").filter((one) => one.trim() !== "");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Prints by the key, as far as the dialog of the system: that has no place in a test. */
async function print(page: Page): Promise<void> {
  await page.keyboard.press("Control+p");
  await expect.poll(() => page.evaluate(() => document.body.dataset["asked"])).toBe("print");
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.body.dataset["asked"] = "print";
    };
  });
});

const NAVIGATION = /Settings|Einstellungen|Export|Filter\b|Import|Skip to/;

test("a list is printed whole, with its head and a number on every page and nothing of the navigation", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  const rows = Array.from(
    { length: 500 },
    (_, at) => `Person${at} Printed,person${at}@print.example,on-paper`,
  );
  const others = Array.from(
    { length: 20 },
    (_, at) => `Other${at} Hidden,other${at}@print.example,elsewhere`,
  );
  const special = [
    "Jörg Größe-Müßig,joerg@print.example,on-paper",
    "Юлия Петрова,julia@print.example,on-paper",
  ];
  await satchel.imported("people.csv", ["Name,E-mail,Tags", ...rows, ...others, ...special].join("\n"));
  const rules = encodeURIComponent(JSON.stringify([{ field: "tags", op: "equals", value: "on-paper" }]));
  await page.goto(`${satchel.address}/#/contacts?rules=${rules}`);
  await expect(page.getByRole("row", { name: /Person0 Printed/ })).toBeVisible();
  await print(page);
  await expect(page.locator(".paper tbody tr")).toHaveCount(502);
  for (const format of ["A4", "Letter"]) {
    const pages = await printed(page, format);
    const text = pages.join("\n");
    for (let at = 0; at < 500; at++) expect(text).toContain(`person${at}@print.example`);
    expect(text).toContain("Jörg Größe-Müßig");
    expect(text).toContain("Юлия Петрова");
    expect(text).toContain("Tags is on-paper");
    expect(text).toContain("502 entries");
    expect(text).not.toContain("Hidden");
    expect(text).not.toMatch(NAVIGATION);
    expect(pages.length).toBeGreaterThan(5);
    pages.forEach((one, at) => {
      expect(one).toContain("E-mail");
      expect(one).toContain(`${at + 1} / ${pages.length}`);
    });
  }
});

test("a record is printed with its facts, its people, what is to be done and what happened last", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  const company = await satchel.call<{ id: string }>("companies.create", {
    name: "Größe & Söhne",
    phones: [{ value: "+49 221 5550100" }],
    addresses: [{ street: "Hohe Straße 1", postal_code: "50667", city: "Köln", country: "DE" }],
  });
  const contact = await satchel.call<{ id: string }>("contacts.create", {
    given: "Юлия",
    family: "Петрова",
    emails: [{ value: "julia@example.com", label: "work" }],
    jobs: [{ company: "Größe & Söhne", title: "Einkauf" }],
  });
  await satchel.call("notes.create", { company_id: company.id, body: "Will **forty** units by spring." });
  await satchel.call("tasks.create", { title: "Send the offer", companies: [company.id] });
  await satchel.call("deals.create", {
    name: "Forty units",
    company_id: company.id,
    amount: { minor: 1_250_000, currency: "EUR" },
    contacts: [{ contact_id: contact.id, role: "champion" }],
  });

  await page.goto(`${satchel.address}/#/companies/${company.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Größe & Söhne" })).toBeVisible();
  await print(page);
  const sheet = (await printed(page)).join("\n");
  for (const said of [
    "Größe & Söhne",
    "+49 221 5550100",
    "50667 Köln",
    "Юлия Петрова",
    "Einkauf",
    "Send the offer",
  ])
    expect(sheet).toContain(said);
  expect(sheet).toContain("Will forty units by spring.");
  expect(sheet).not.toMatch(NAVIGATION);
  expect(sheet).not.toContain("nearby");

  // Whatever is pressed after the dialog takes the sheet away.
  await page.keyboard.press("Escape");
  await expect(page.locator(".paper")).toHaveCount(0);

  await page.goto(`${satchel.address}/#/deals`);
  await page.getByRole("link", { name: "Forty units" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Forty units" })).toBeVisible();
  await page.evaluate(() => delete document.body.dataset["asked"]);
  await print(page);
  const deal = (await printed(page)).join("\n");
  for (const said of ["Forty units", "€12,500.00", "Größe & Söhne", "Юлия Петрова", "Champion"])
    expect(deal).toContain(said);
});

test("today's sheet has the visits in their order, the calls and what else is due, in German too", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" }).format(new Date());
  await satchel.call("settings.patch", {
    patch: { home_country: "DE", start_from: "50667 Köln", language: "de", theme: "dark" },
  });
  const visits: string[] = [];
  for (const [name, town] of [
    ["Hanna Weit", "Hannover"],
    ["Bea Nah", "Bonn"],
  ] as const) {
    const { id } = await satchel.call<{ id: string }>("contacts.create", {
      display_name: name,
      phones: [{ value: "0228 5550199" }],
      addresses: [{ street: "Münsterplatz 4", city: town, country: "DE" }],
    });
    await satchel.call("notes.create", { contact_id: id, body: `Mag Tee aus ${town}.` });
    await satchel.call("tasks.create", {
      title: `Muster zeigen ${town}`,
      type: "visit",
      due: day,
      contacts: [id],
    });
    visits.push(id);
  }
  await satchel.call("tasks.create", { title: "Zurückrufen", type: "call", due: day, contacts: [visits[0]] });
  await satchel.call("tasks.create", {
    title: "Bericht schreiben",
    due: day,
    due_time: "23:58",
    due_zone: "Europe/Berlin",
  });
  await satchel.call("contacts.create", {
    display_name: "Geburtstagskind",
    dates: [{ label: "birthday", value: `1980-${day.slice(5)}` }],
  });
  await page.goto(`${satchel.address}/#/home`);
  await page.reload();
  await expect(page.getByRole("link", { name: "Muster zeigen Bonn" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Blatt für heute drucken" }).click();
  await expect.poll(() => page.evaluate(() => document.body.dataset["asked"])).toBe("print");
  const [first = ""] = await printed(page);
  const at = (said: string) => {
    expect(first).toContain(said);
    return first.indexOf(said);
  };
  expect(at("Muster zeigen Bonn")).toBeLessThan(at("Muster zeigen Hannover"));
  expect(at("Besuche heute")).toBeLessThan(at("Anrufe"));
  for (const said of [
    "Ab 50667 Köln",
    "Luftlinie",
    "0228 5550199",
    "Mag Tee aus Bonn.",
    "Münsterplatz 4",
    "Bonn",
  ])
    at(said);
  for (const said of ["Zurückrufen", "Bericht schreiben", "Geburtstagskind", "Zu erledigen"]) at(said);
  expect(first).not.toMatch(NAVIGATION);
});

test("a list in groups is printed in them, and by distance with how far it is", async ({ page, satchel }) => {
  await firstRun(page, satchel);
  const people = [
    ["Cora Nah", "50667", "Köln"],
    ["Berta Weit", "10115", "Berlin"],
  ];
  await satchel.imported(
    "people.csv",
    ["Name,Postal Code,City,Country", ...people.map((one) => [...one, "DE"].join(","))].join("\n"),
  );
  const value = { from: "50.938,6.957", km: 20100, name: "50667 Köln" };
  const rules = encodeURIComponent(JSON.stringify([{ field: "place", op: "near", value }]));
  await page.goto(`${satchel.address}/#/contacts?rules=${rules}&group=addresses.city`);
  await expect(page.getByRole("button", { name: "By distance from 50667 Köln" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Berta Weit/ })).toBeVisible();
  await print(page);
  const sheet = (await printed(page)).join("\n");
  expect(sheet).toContain("By distance from 50667 Köln");
  expect(sheet).toMatch(/Berlin · 1[^]*Berta Weit[^]*mi[^]*Köln · 1[^]*Cora Nah/);
});

test("a board is printed as its open deals, stage by stage, and a screen without a sheet as it is", async ({
  page,
  satchel,
}) => {
  await satchel.filled();
  await satchel.deals();
  await open(page, satchel, "/deals?view=board");
  await expect(page.getByText("€", { exact: false }).first()).toBeVisible();
  await print(page);
  await expect(page.locator(".paper .sheet-group").first()).toBeAttached();
  const board = (await printed(page)).join("\n");
  expect(board).toMatch(/State is Open/);
  expect(board).toMatch(/Qualification · \d/);
  expect(board).not.toMatch(NAVIGATION);

  await page.goto(`${satchel.address}/#/history`);
  await page.evaluate(() => delete document.body.dataset["asked"]);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await print(page);
  await expect(page.locator(".paper")).toHaveCount(0);
  const history = (await printed(page, "A4", " history")).join("\n");
  expect(history).toContain("History");
  expect(history).not.toMatch(/Skip to|Contacts|Saved on/);
});

test("the forecast is printed with its months, its stages and what changed, nothing of the window", async ({
  page,
  satchel,
}) => {
  await satchel.filled();
  await satchel.deals();
  await satchel.call("settings.patch", { patch: { home_currency: "EUR" } });
  await open(page, satchel, "/deals/forecast");
  await expect(page.getByRole("table")).toBeVisible();
  await print(page);
  await expect(page.locator(".paper tbody tr").first()).toBeAttached();
  const month = new Intl.DateTimeFormat("en", { month: "long", year: "numeric" }).format(new Date());
  const text = (await printed(page)).join("\n");
  for (const said of ["All pipelines", "By month", month, "Best case", "Weighted", "Through the stages"])
    expect(text).toContain(said);
  expect(text).toMatch(/Qualification\s+\d/);
  expect(text).toMatch(/€[\d,]+\.\d\d/);
  expect(text).not.toMatch(NAVIGATION);
  expect(text).not.toMatch(/Board|Search|Contacts/);
});

test("the week is printed day by day with times and names, and done tasks are ticked", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  const now = new Date();
  const day = (away: number) => {
    const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() - ((now.getDay() + 6) % 7) + away);
    return new Intl.DateTimeFormat("sv-SE").format(at);
  };
  await satchel.call("settings.patch", { patch: { first_weekday: "monday", language: "de" } });
  const { id } = await satchel.call<{ id: string }>("contacts.create", { display_name: "Юлия Größe" });
  await satchel.call("tasks.create", { title: "Angebot prüfen", due: day(0), priority: "high" });
  await satchel.call("tasks.create", {
    title: "Zurückrufen",
    due: day(6),
    due_time: "14:30",
    due_zone: "Europe/Berlin",
    contacts: [id],
  });
  const done = await satchel.call<{ id: string }>("tasks.create", { title: "Vertrag senden", due: day(3) });
  await satchel.call("tasks.complete", { id: done.id, outcome: "unterschrieben" });
  await satchel.call("tasks.create", { title: "Nicht diese Woche", due: day(9) });
  await page.goto(`${satchel.address}/#/tasks?view=week`);
  await page.reload();
  await expect(page.getByText("Zurückrufen").first()).toBeVisible();
  await print(page);
  await expect(page.locator(".paper section")).toHaveCount(7);
  const text = (await printed(page)).join("\n");
  expect(text).toContain("Aufgaben der Woche");
  expect(text).toMatch(
    /Montag[^]*Angebot prüfen[^]*Hoch[^]*Donnerstag[^]*✓[^]*Vertrag senden[^]*unterschrieben[^]*Sonntag[^]*14:30[^]*Zurückrufen[^]*Юлия Größe/,
  );
  expect(text).not.toContain("Nicht diese Woche");
  expect(text).not.toMatch(NAVIGATION);
});
