// A seller's week in the real window, by keys and what is on the screen alone.
import { after, afterEach, before, test } from "node:test";
import { Desk } from "./desk.mjs";
import { Key } from "./webdriver.mjs";

const FAIR = `Given name,Last name,Company,Email,Lead source
Hanna,Seidel,Lumen Optics,hanna@lumen.example,Trade fair
Mei,Tanaka,Kumo Robotics,mei@kumo.example,Trade fair
`;

const CARDS = `BEGIN:VCARD
VERSION:3.0
N:Hopper;Grace;;;
FN:Grace Hopper
ORG:Bluebird Analytics
EMAIL;TYPE=WORK:grace@bluebird.example
TEL;TYPE=CELL:+353 1 555 0102
END:VCARD
`.replaceAll("\n", "\r\n");

let desk;
let page;

before(async () => {
  desk = await Desk.set();
  page = await desk.start();
});
afterEach((context) => desk.keepFailure(context));
after(() => desk?.clear());

/** Presses keys one after the other, as `g` and then `l`. */
async function keys(...pressed) {
  for (const key of pressed) await page.press(key);
}

/** Types into whatever has the focus. */
const write = (text) => page.press(...text);

/** Clicks what says this; what is drawn anew meanwhile is looked for once more. */
async function click(css, text) {
  const again = (error) => {
    if (!/stale/.test(error.code)) throw error;
    return page.byText(css, text).then((element) => page.click(element));
  };
  await page.click(await page.byText(css, text)).catch(again);
}

/** Finds a record from anywhere and opens it. */
async function find(letters, name) {
  await page.press(Key.Control, "k");
  await page.type(await page.element("[cmdk-input], [role=combobox]"), letters);
  await click("[role=option]", name);
  await page.byText("h1", name);
}

// covers(QA-10, LEAD-1)
test("Monday: an address book is dropped, and the leads of the fair", async () => {
  await page.shows("Drop a file here to begin", 30);
  await desk.drop(desk.file("phone.vcf", CARDS));
  await page.shows("Undo this import", 60);
  await keys("g", "l");
  await page.shows("No leads yet");
  await desk.drop(desk.file("fair.csv", FAIR));
  await page.shows("Imported as Leads on", 60);
  await keys("g", "l");
  await page.shows("Mei Tanaka");
  await click("[role=grid] a, [role=gridcell]", "Hanna Seidel");
  await page.byText("h1", "Hanna Seidel");
  await desk.shot("week-1-lead");
});

// covers(QA-10, LEAD-4)
test("Tuesday: the lead is qualified and becomes a contact with a company and a deal", async () => {
  await click("button", "Qualified");
  await click("button", "Has a budget");
  await page.shows("Hanna Seidel is qualified");
  await click("button", "Convert");
  await page.shows("Lumen Optics, which is new");
  await click("[role=dialog] label", "Begin a deal with it");
  await desk.shot("week-2-convert");
  await click("[role=dialog] button", "Convert");
  await page.byText("h1", "Lumen Optics");
});

// covers(QA-10, DEAL-3, CON-9)
test("Wednesday: the deal goes a stage further, a call is logged with what follows", async () => {
  await click("button", "Proposal");
  await keys("l", "c");
  await page.shows("Log a call");
  await write("Wants two presses");
  await page.type(
    await page.byLabel("Next step", { within: "[role=dialog]" }),
    "send the offer tomorrow",
  );
  await desk.shot("week-3-call");
  await page.press(Key.Control, Key.Enter);
  await page.shows("Next: send the offer");
  await page.shows("Wants two presses");
});

// covers(QA-10, TASK-1, AUD-3)
test("Thursday: the task is done; who was thrown away by mistake comes back", async () => {
  await keys("g", "t");
  await page.byText("h1", "Tasks");
  await page.byText("main a", "send the offer");
  await click("main button", "send the offer");
  await page.type(await page.byLabel("Outcome"), "Sent");
  await page.press(Key.Enter);
  await page.shows("“send the offer” is done");
  await desk.shot("week-4-tasks");
  await find("grace", "Grace Hopper");
  await page.press("\uE017");
  await page.byText("h1", "Contacts");
  await page.press(Key.Control, "z");
  await page.shows("Taken back");
  await page.shows("Grace Hopper");
});

// covers(QA-10, DEAL-3)
test("Friday: after a night everything is there, and the deal is won", async () => {
  await desk.stop();
  page = await desk.start();
  await page.shows("Grace Hopper", 30);
  await find("lumen", "Lumen Optics");
  await keys("g", "d");
  await page.shows("Proposal");
  await click("main a", "Lumen Optics");
  await page.byText("h1", "Lumen Optics");
  await click("button", "Won");
  await click("[role=dialog] button", "Trust");
  await page.shows("Trust");
  await desk.shot("week-5-won");
  await keys("g", "h");
  await page.byText("h1", "Home");
  await desk.shot("week-6-home");
});
