// The main job in the real window: drop files, find somebody, put one thing right, take it back, and everything is
// still there tomorrow.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Desk } from "./desk.mjs";
import { Key, until } from "./webdriver.mjs";

const CARDS = `BEGIN:VCARD
VERSION:3.0
N:Lovelace;Ada;;;
FN:Ada Lovelace
ORG:Analytical Engines
EMAIL;TYPE=WORK:ada@engines.example
TEL;TYPE=CELL:+44 20 7946 0018
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Müller;Zoë;;;
FN:Zoë Müller
EMAIL:zoe@mueller.example
END:VCARD
`.replaceAll("\n", "\r\n");

const TABLE = `First Name,Last Name,Company,E-mail 1 - Value,Phone 1 - Value
Grace,Hopper,Navy,grace@navy.example,+1 202 555 0143
Иван,Петров,Север,ivan@sever.example,+7 495 123-45-67
`;

let desk;
let page;

before(async () => {
  desk = await Desk.set();
  page = await desk.start();
});
afterEach((context) => desk.keepFailure(context));
after(() => desk?.clear());

const total = async () => (await page.call("contacts.list", { limit: 1 })).total;

/** Finds somebody from anywhere, as a seller does. */
async function find(letters, name) {
  await page.press(Key.Control, "k");
  const field = await page.element("[cmdk-input], [role=combobox]");
  await page.type(field, letters);
  await page.byText("[role=option]", name);
}

// covers(QA-10, UX-12)
test("with a keychain the vault is simply there, and says how to begin", async () => {
  await page.shows("Drop a file here to begin", 30);
  const status = await page.call("vault.status");
  assert.deepEqual([status.state, status.slots.includes("keychain")], ["open", true]);
  await desk.shot("journey-1-empty");
});

// covers(QA-10, IMP-3)
test("dropped files are imported without a question", async () => {
  await desk.drop(desk.file("phone.vcf", CARDS), desk.file("google.csv", TABLE));
  await until("four contacts", 60, async () => (await total()) === 4);
  await page.shows("Undo this import", 20);
  await desk.shot("journey-2-imported");
});

// covers(QA-10, SRCH-1)
test("three letters find somebody", async () => {
  await find("mul", "Zoë Müller");
  await desk.shot("journey-3-search");
  await page.press(Key.Escape);
  await find("lov", "Ada Lovelace");
  await page.press(Key.Enter);
  await page.shows("ada@engines.example");
  await desk.shot("journey-4-record");
});

// covers(QA-10, AUD-3)
test("a change is saved and taken back", async () => {
  await page.press("e");
  const field = await page.byLabel("Nickname");
  await page.type(field, "Countess");
  await page.click(await page.byText("button", "Save"));
  const nickname = async () => {
    const { rows } = await page.call("contacts.list", { limit: 10 });
    const { id } = rows.find((row) => row.title === "Ada Lovelace");
    return (await page.call("contacts.get", { id })).nickname ?? "";
  };
  await until("the nickname", 10, async () => (await nickname()) === "Countess");
  await page.shows("Countess");
  await desk.shot("journey-5-edited");
  await page.run("document.activeElement.blur()");
  await page.press(Key.Control, "z");
  await until("the nickname gone", 10, async () => (await nickname()) === "");
  await page.shows("Taken back");
  await desk.shot("journey-6-undone");
});

// covers(QA-10)
test("tomorrow everything is still there, and nothing is asked", async () => {
  await desk.stop();
  page = await desk.start();
  await page.shows("Grace Hopper", 30);
  assert.equal(await total(), 4);
  await desk.shot("journey-7-tomorrow");
  await find("7946", "Ada Lovelace");
  await page.press(Key.Escape);
});

// covers(QA-10, IMP-3)
test("the whole import is taken back", async () => {
  const { sets } = await page.call("changes.list", { limit: 20 });
  const imported = sets.find((set) => set.command.startsWith("import"));
  await page.call("changes.undo", { change_set: imported.id });
  await until("an empty list", 20, async () => (await total()) === 0);
  await page.shows("Drop a file here to begin", 20);
});

// covers(UX-12)
test("the menu bar leads where it says", async () => {
  desk.keys("ctrl+2");
  await page.shows("Companies appear with the people you import", 20);
  await desk.shot("journey-8-menu");
  desk.keys("ctrl+k");
  await page.element("[cmdk-input], [role=combobox]");
});
