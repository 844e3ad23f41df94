// The pictures of the guide, taken from the real program with UPDATE_GUIDE=1; otherwise nothing is done.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { UNKNOWN, drop, expect, firstRun, open, test, type Satchel } from "./satchel";

const IMAGES = join(import.meta.dirname, "../../docs/guide/images");

test.use({ deviceScaleFactor: 2, viewport: { width: 1280, height: 800 } });

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(IMAGES, { recursive: true });
  await page.waitForTimeout(400);
  // The folder of a test is nobody's folder.
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      text.nodeValue = (text.nodeValue ?? "").replace(
        /\/\S*satchel-browser-\w+/,
        "/home/ada/.local/share/satchel",
      );
    }
  });
  await page.screenshot({ path: join(IMAGES, `${name}.png`), animations: "disabled" });
}

/** Two visits today and one that is late, from Cologne. */
async function visits(satchel: Satchel): Promise<void> {
  await satchel.call("settings.patch", { patch: { start_from: "50667 Köln, Germany" } });
  const day = (away: number) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" }).format(Date.now() + away * 86_400_000);
  for (const [name, title, street, postal_code, city, due] of [
    ["Jana Brandt", "Show the new samples", "Münsterplatz 4", "53111", "Bonn", day(0)],
    ["Emil Weiß", "Look at the storehouse", "Hafenstraße 19", "47119", "Duisburg", day(0)],
    ["Lena Vogt", "Bring the contract", "Kaiserplatz 2", "52062", "Aachen", day(-1)],
  ] as const) {
    const addresses = [{ street, postal_code, city, country: "DE" }];
    const { id } = await satchel.call<{ id: string }>("contacts.create", { display_name: name, addresses });
    await satchel.call("tasks.create", { title, type: "visit", due, contacts: [id] });
  }
}

// covers(DOC-6)
test("first start", async ({ page, satchel }) => {
  await page.goto(satchel.url);
  await page.getByLabel("Passphrase", { exact: true }).fill("correct horse battery staple");
  await picture(page, "first-start");
});

// covers(DOC-6)
test("empty list and mapping", async ({ page, satchel }) => {
  await firstRun(page, satchel);
  await picture(page, "empty");
  await drop(page, [{ name: "kunden.csv", text: UNKNOWN }]);
  await expect(page.getByRole("heading", { name: "Where do the columns go?" })).toBeVisible();
  await picture(page, "mapping");
});

// covers(DOC-6)
test("exports", async ({ page, satchel }) => {
  await satchel.filled();
  await open(page, satchel);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: "Choose the fields…" }).click();
  await expect(page.getByRole("dialog", { name: "Export with chosen fields" })).toBeVisible();
  await picture(page, "export-fields");
  await page.keyboard.press("Escape");
  const file = await satchel.call<{ file: string }>("exports.run", { format: "xlsx", kinds: ["contact"] });
  await satchel.call("exports.saved", { file: file.file, place: "/home/ada/Documents/contacts.xlsx" });
  await page.goto(`${satchel.address}/#/settings`);
  await page.getByRole("button", { name: "Export everything" }).click();
  await expect(page.getByText(/satchel-everything.zip/).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Exports so far" }).getByRole("listitem")).toHaveCount(2);
  await page.locator("#export").evaluate((part) => part.scrollIntoView({ block: "start" }));
  await picture(page, "exports");
});

// covers(DOC-6, DOCM-1)
test("files on a deal", async ({ page, satchel }) => {
  await satchel.filled();
  const deal = await satchel.deals();
  await open(page, satchel);
  await page.goto(`${satchel.address}/#/deals/${deal}`);
  await page.getByRole("tab", { name: /^Files/ }).click();
  const hall = await page.screenshot({ clip: { x: 0, y: 0, width: 400, height: 400 } });
  const files = await Promise.all([
    satchel.upload("Offer 4711 - presses.pdf", `%PDF-1.7${"x".repeat(412_000)}`),
    satchel.upload("The hall.png", hall),
    satchel.upload("Prices second half.xlsx", "x".repeat(38_000)),
    satchel.upload("Call with Ada.m4a", "x".repeat(2_840_000)),
  ]);
  await satchel.call("attachments.add", { kind: "deal", id: deal, files });
  await expect(page.getByRole("region", { name: "Files" }).getByRole("listitem")).toHaveCount(4);
  await picture(page, "files");
});

// covers(DOC-6)
test("a filled vault", async ({ page, satchel }) => {
  await satchel.filled();
  await open(page, satchel);
  await expect(page.getByRole("grid")).toBeVisible();
  await picture(page, "contacts");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("lov");
  await expect(page.getByRole("option", { name: /Lovelace/ })).toBeVisible();
  await picture(page, "palette");
  await page.keyboard.press("Escape");
  await page.getByText("Ada Lovelace").click();
  await expect(page.getByRole("tab", { name: "Timeline" })).toBeVisible();
  await picture(page, "contact");
  await page.goto(`${satchel.address}/#/search?text=mue`);
  await expect(page.locator("mark").first()).toBeVisible();
  await picture(page, "search");
  const { imports } = await satchel.call<{ imports: { id: string }[] }>("imports.list");
  await page.goto(`${satchel.address}/#/imports/${imports.at(-1)?.id}`);
  await expect(page.getByText(/Imported on/)).toBeVisible();
  await picture(page, "receipt");
  await page.goto(`${satchel.address}/#/history`);
  await picture(page, "history");
  for (const text of [
    "call Ada Lovelace tomorrow 3pm !high",
    "send the offer today #renewal",
    "every Monday 9am weekly report",
  ])
    await satchel.call("tasks.quick", { text, zone: "Europe/London" });
  await page.goto(`${satchel.address}/#/tasks`);
  await expect(page.getByText("weekly report")).toBeVisible();
  await picture(page, "tasks");
  await satchel.call("notifications.patch_preferences", { patch: { digest_at: "00:00" } });
  const today = new Date().toISOString().slice(0, 10);
  await satchel.call("contacts.create", {
    given: "Grace",
    family: "Hopper",
    dates: [{ label: "birthday", value: `1986${today.slice(4)}` }],
  });
  const late = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  await satchel.call("tasks.create", { title: "Send the data sheet", due: late });
  await page.goto(`${satchel.address}/#/notifications`);
  await expect(page.getByText(/^Birthday today/)).toBeVisible();
  await expect(page.getByText(/^Overdue/)).toBeVisible();
  await picture(page, "notifications");
  await satchel.deals();
  await satchel.call("settings.patch", { patch: { home_currency: "EUR" } });
  await page.goto(`${satchel.address}/#/deals?view=board`);
  await expect(page.getByRole("region", { name: "Proposal" })).toBeVisible();
  await picture(page, "deals");
  await page.goto(`${satchel.address}/#/deals/forecast`);
  await expect(page.getByRole("table")).toBeVisible();
  await picture(page, "forecast");
  await satchel.call("settings.patch", { patch: { monthly_target_minor: 5_000_000 } });
  await visits(satchel);
  await page.goto(`${satchel.address}/#/home`);
  await expect(page.getByRole("region", { name: "This month" }).getByRole("table")).toBeVisible();
  await picture(page, "home");
  await page
    .getByRole("region", { name: "Today’s visits" })
    .evaluate((part) => part.scrollIntoView({ block: "start" }));
  await picture(page, "visits");
  await page.goto(`${satchel.address}/#/leads/${await satchel.leads()}`);
  await expect(page.getByText("Rated hot")).toBeVisible();
  await picture(page, "lead");
  await page.goto(`${satchel.address}/#/settings`);
  await picture(page, "settings");
  await satchel.call("settings.patch", { patch: { theme: "dark" } });
  await page.goto(`${satchel.address}/#/contacts`);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await picture(page, "contacts-dark");
});

// covers(DOC-6)
test("companies in depth", async ({ page, satchel }) => {
  await firstRun(page, satchel);
  type Made = { id: string };
  const make = (command: string, input: object) => satchel.call(command, input) as Promise<Made>;
  const holding = await make("companies.create", { name: "Brandt Group" });
  const works = await make("companies.create", { name: "Brandt Works", parent_id: holding.id });
  const people: Record<string, string> = {};
  for (const [given, family, title, above] of [
    ["Jonas", "Brandt", "Managing Director", null],
    ["Mei", "Chen", "Head of Purchasing", "Brandt"],
    ["Viktor", "Petrov", "Head of Production", "Brandt"],
    ["Elena", "Rossi", "Senior Buyer", "Chen"],
    ["Sofia", "Larsen", "Buyer", "Chen"],
    ["Hugo", "Laurent", "Shift Lead", "Petrov"],
  ] as const) {
    const job = { company_id: works.id, title, ...(above ? { reports_to_id: people[above] } : {}) };
    people[family] = (await make("contacts.create", { given, family, jobs: [job] })).id;
  }
  const now = Date.now();
  for (const [at, family] of ["Chen", "Chen", "Rossi", "Petrov", "Chen", "Rossi", "Laurent"].entries())
    await satchel.call("communications.create", {
      channel: at % 3 === 1 ? "visit" : "call",
      at_ms: now - (2 + at * 9) * 86_400_000,
      contacts: [people[family]],
    });
  for (const [family, patch] of [
    ["Brandt", { role: "decision_maker", influence: 5 }],
    ["Chen", { role: "champion", stance: "for", note: "Wants one supplier for everything" }],
    ["Petrov", { role: "blocker", stance: "against", note: "Afraid of a standstill" }],
    ["Rossi", { role: "influencer", stance: "for" }],
  ] as const)
    await satchel.call("companies.place", { id: works.id, contact_id: people[family], patch });
  await page.goto(`${satchel.address}/#/companies/${works.id}/chart`);
  await expect(page.getByRole("treeitem", { name: /Rossi/ })).toBeVisible();
  await picture(page, "org-chart");
  await page.goto(`${satchel.address}/#/companies/${works.id}`);
  await page.getByRole("tab", { name: "Committee" }).click();
  await expect(page.getByRole("region", { name: "Champion" })).toBeVisible();
  await picture(page, "committee");
  await page.getByRole("tab", { name: "Engagement" }).click();
  await expect(page.getByRole("region", { name: "Conversations by week" })).toBeVisible();
  await picture(page, "engagement");
});

// covers(DOC-6)
test("ways to look at a list, and what is one's own", async ({ page, satchel }) => {
  await satchel.filled();
  await visits(satchel);
  const near = encodeURIComponent(
    JSON.stringify([
      { field: "place", op: "near", value: { from: "50.938,6.957", km: 100, name: "50667 Köln" } },
    ]),
  );
  await page.goto(`${satchel.url}`);
  await expect(page.getByRole("grid")).toBeVisible();
  await page.goto(`${satchel.address}/#/contacts?group=tags`);
  await expect(page.getByRole("grid")).toBeVisible();
  await picture(page, "groups");
  await page.goto(`${satchel.address}/#/contacts?rules=${near}`);
  await expect(page.getByRole("grid").getByText("Jana Brandt")).toBeVisible();
  await picture(page, "near");
  await satchel.call("own_kinds.create", { one: "Boat", many: "Boats", icon: "boat" });
  const of = "own_boat";
  const field = async (name: string, type: string, more: object = {}) =>
    (await satchel.call<{ id: string }>("fields.create", { of, name, type, ...more })).id;
  const length = await field("Length in metres", "number");
  const berth = await field("Berth", "choice", { options: ["East pier", "West pier"] });
  const owner = await field("Owner", "record", { record_kind: "contact" });
  for (const [name, metres, place, whose] of [
    ["Alma", 12, "East pier", "Brandt"],
    ["Nora", 9.5, "West pier", "Lovelace"],
    ["Undine", 7.2, "West pier", "Weiß"],
  ] as const)
    await satchel.call("records.create", {
      kind: of,
      name,
      custom: { [length]: metres, [berth]: place, [owner]: await satchel.find(whose) },
    });
  await page.goto(`${satchel.address}/#/records/own_boat`);
  await expect(page.getByRole("grid").getByText("Undine")).toBeVisible();
  await picture(page, "own-kind");
  await drop(page, [
    {
      name: "boats.csv",
      text: "Name,Length in metres,Berth,Owner,Paint\nZora,11.4,North pier,Jana Brandt,blue\nElbe,8,East pier,,white\n",
    },
  ]);
  await expect(page.getByLabel("What “North pier” means")).toBeVisible();
  await picture(page, "import-kind");
  await satchel.call("pipelines.begin", { language: "en" });
  await page.goto(`${satchel.address}/#/deals`);
  await expect(page.getByRole("heading", { level: 1, name: "Deals" })).toBeVisible();
  await drop(page, [
    {
      name: "deals.csv",
      // Whose column nobody knows is asked, and so the stages can be looked at.
      text: "Name,Stage,Amount,Close date,Company,Forecaster\nPresses,Contract sent,12500.50,2031-03-12,Brandt Works,Ada\nLathe,Demo booked,4000,2031-04-01,Lumen Optics,Ada\nMill,Proposal,7000,,Brandt Works,Bea\n",
    },
  ]);
  await page.getByLabel("What “Contract sent” means").selectOption("Negotiation");
  await expect(page.getByText("Nothing here is called so yet.")).toHaveCount(1);
  await page.getByLabel("What “Contract sent” means").scrollIntoViewIfNeeded();
  await picture(page, "import-deals");
  await page.goto(`${satchel.address}/#/imports`);
  await page.getByRole("switch", { name: "Check first" }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose files…" }).click(),
  ]);
  const tables = {
    contacts: "Record ID,First Name,Last Name,Email,Contact owner\n1,Jana,Brandt,jana@brandt.example,Me\n",
    deals: [
      "Record ID,Pipeline,Deal Name,Deal Stage,Deal probability,Amount",
      "1,default,Presses,contractsent,0.9,12500",
      "2,default,Lathe,Demo booked,0.5,4000",
      "3,default,Mill,Demo booked,0.5,7000",
      "4,default,Saw,closedwon,1,900",
      "5,Renewals,Service,First talk,,300",
    ].join("\n"),
  };
  await chooser.setFiles(
    Object.entries(tables).map(([name, text]) => ({
      name: `hubspot-${name}.csv`,
      mimeType: "text/csv",
      buffer: Buffer.from(text),
    })),
  );
  await page.getByRole("tab", { name: /Stages/ }).click();
  await expect(page.getByRole("region", { name: "Sales Pipeline" })).toBeVisible();
  await picture(page, "import-stages");
  await page.goto(`${satchel.address}/#/settings/layout`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await picture(page, "layout");
});
