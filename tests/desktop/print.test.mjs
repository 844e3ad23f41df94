// Printing in the window: the key opens the system's dialog, and the app is still there when it is put away.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Desk } from "./desk.mjs";
import { until } from "./webdriver.mjs";

let desk;
let page;

before(async () => {
  desk = await Desk.set();
  page = await desk.start();
});
afterEach((t) => desk?.keepFailure(t));
after(() => desk?.clear());

/** The windows that stand on the desk under this name. */
const windows = (name) => {
  try {
    return desk.run("xdotool", ["search", "--onlyvisible", "--name", name]).trim().split("\n").filter(Boolean);
  } catch {
    // It ends with 1 where there is none.
    return [];
  }
};

/** The dialog, once it stands there. */
const dialog = async () => {
  const [one] = await until("the dialog to print", 20, () => {
    const open = windows("^Print$");
    return open.length > 0 && open;
  });
  return one;
};

test("the key opens the system's dialog, and the page goes on behind it", async () => {
  await page.shows("Drop a file here to begin", 30);
  for (let at = 0; at < 90; at++) await page.call("contacts.create", { display_name: `Ada Printed${at}` });
  await page.shows("Ada Printed0", 20);
  desk.keys("ctrl+p");
  const open = await dialog();
  await desk.shot("print");
  desk.run("xdotool", ["windowfocus", "--sync", open, "key", "Escape"]);
  await until("the dialog to go", 10, () => windows("^Print$").length === 0);
  const { total } = await page.call("contacts.list", { limit: 1 });
  assert.equal(total, 90, "the program still answers");
  desk.keys("Escape");
  await until("the sheet to go", 10, () => page.run("return document.querySelector('.paper') === null"));
});

test("a list is saved as a PDF with every row of it, and none of the window", async () => {
  desk.keys("ctrl+p");
  const open = await dialog();
  // The only printer there is writes a file.
  const at = (x, y) => desk.run("xdotool", ["mousemove", "--window", open, String(x), String(y), "click", "1"]);
  at(80, 86);
  await sleep(500);
  await desk.shot("print to file");
  at(580, 486);
  const file = path.join(desk.home, "output.pdf");
  await until("the file", 20, () => existsSync(file) && readFileSync(file).subarray(-8).includes("%%EOF"));
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  for (let one = 0; one < 90; one++) assert.match(text, new RegExp(`Ada Printed${one}\\b`));
  assert.doesNotMatch(text, /Settings|Imports|Filter/);
  assert.match(text, /Name\s+Company/, "its head");
});
