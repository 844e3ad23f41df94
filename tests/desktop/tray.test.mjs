// The icon in the tray: shows and hides the window, begins a contact, a call, a task, finds somebody, in the seller's
// language. A desk without a tray, which every other suite here is, starts and works all the same.
import assert from "node:assert/strict";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach, before, test } from "node:test";
import { Desk } from "./desk.mjs";
import { Key, until } from "./webdriver.mjs";

let desk;
let page;
let host;
const lines = [];

before(async () => {
  desk = await Desk.set();
  const tray = path.join(import.meta.dirname, "tray_host.py");
  host = desk.launch("/usr/bin/python3", [tray], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  createInterface(host.stdout).on("line", (line) => lines.push(JSON.parse(line)));
  await until("the tray", 10, () => lines.includes("ready"));
  page = await desk.start();
  await page.shows("Drop a file here to begin", 30);
});
afterEach((context) => desk.keepFailure(context));
after(() => desk?.clear());

/** Chooses an item, or only looks; answers the labels. */
async function tray(item = "") {
  const before = lines.length;
  host.stdin.write(`${item}\n`);
  await until("the tray's answer", 10, () => lines.length > before);
  return lines.at(-1);
}
const visible = () => {
  const found = desk.run("sh", ["-c", "xdotool search --onlyvisible --name '^Satchel$' || true"]);
  return found.trim() !== "";
};

// covers(UX-12)
test("the icon's menu hides the window and shows it again", async () => {
  await until("the icon", 20, async () => Array.isArray(await tray()));
  assert.deepEqual(await tray(), [
    "Show or Hide Satchel",
    "Log a Call…",
    "New Task…",
    "New Contact…",
    "Find Somebody…",
    "Quit Satchel",
  ]);
  assert.ok(visible());
  await tray("Show or Hide Satchel");
  await until("the window gone", 10, () => !visible());
  await tray("Show or Hide Satchel");
  await until("the window back", 10, visible);
});

// covers(UX-12)
test("a contact is begun and somebody is found from the tray, the window comes along", async () => {
  await tray("Show or Hide Satchel");
  await until("the window gone", 10, () => !visible());
  await tray("New Contact…");
  await until("the window back", 10, visible);
  await page.shows("New contact", 10);
  await desk.shot("tray-1-new-contact");
  await tray("Find Somebody…");
  await until("the search box", 10, () => page.run("return document.activeElement?.type === 'search'"));
});

// covers(CALL-8, TASK-10)
test("a call is written down and a task made from the tray, with the window out of sight before", async () => {
  await tray("Show or Hide Satchel");
  await until("the window gone", 10, () => !visible());
  await tray("New Task…");
  await until("the window back", 10, visible);
  await until("the line", 10, () => page.run("return document.activeElement?.dataset.quickTask === ''"));
  await page.press("send the offer tomorrow", Key.Enter);
  await page.shows("send the offer", 10);
  await desk.shot("tray-2-new-task");
  await tray("Log a Call…");
  await until("the text", 10, () => page.run("return document.activeElement?.closest('[role=dialog]') !== null"));
  await page.press("Asked for the offer");
  await desk.shot("tray-3-call");
  await page.press(Key.Control, Key.Enter);
  await page.shows("Call logged", 10);
  const { total } = await page.call("communications.list", {});
  assert.equal(total, 1);
});

// covers(UX-10)
test("it speaks the language that is set", async () => {
  await page.call("settings.patch", { patch: { language: "de" } });
  await until("German", 15, async () => (await tray())?.includes?.("Neuer Kontakt …"));
});
