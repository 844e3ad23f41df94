// The recovery code is kept as a file through the system's own dialog: a page of a desktop window downloads nothing.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, afterEach, before, test } from "node:test";
import { Desk } from "./desk.mjs";
import { until } from "./webdriver.mjs";

let desk;
let page;

before(async () => {
  desk = await Desk.set();
  page = await desk.start();
  await page.shows("Save your recovery code", 30);
});
afterEach((context) => desk.keepFailure(context));
after(() => desk?.clear());

/** Windows that are not the app's own one. */
const dialogs = () =>
  desk
    .run("sh", ["-c", "xdotool search --onlyvisible --name . || true"])
    .trim()
    .split("\n")
    .filter((id) => id && desk.run("xdotool", ["getwindowname", id]).trim() !== "Satchel");

// covers(SEC-6)
test("the code is saved where the seller says", async () => {
  await page.click(await page.byText("button", "Save it now"));
  await until("the code", 10, () => page.run("return /-/.test(document.querySelector('output')?.textContent ?? '')"));
  const code = await page.run("return document.querySelector('output').textContent");
  await page.click(await page.byText("button", "Save as a file"));
  await until("the dialog", 10, () => dialogs().length > 0);
  await desk.shot("recovery-1-save");
  const [dialog] = dialogs();
  const to = path.join(desk.home, "code.txt");
  desk.run("xdotool", ["windowfocus", "--sync", dialog]);
  await sleep(300);
  desk.run("xdotool", ["key", "ctrl+a", "type", "--delay", "20", to]);
  desk.run("xdotool", ["key", "Return"]);
  await until("the file", 10, () => existsSync(to));
  assert.ok(readFileSync(to, "utf8").includes(code), "the file holds the code that is shown");
  await page.shows("The file is saved", 10);
  await desk.shot("recovery-2-saved");
});
