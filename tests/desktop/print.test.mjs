// Printing in the window: the key opens the system's dialog, and the app is still there when it is put away.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
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

test("the key opens the system's dialog, and the page goes on behind it", async () => {
  await page.shows("Drop a file here to begin", 30);
  await page.call("contacts.create", { display_name: "Ada Printed" });
  await page.shows("Ada Printed", 20);
  desk.keys("ctrl+p");
  const [dialog] = await until("the dialog to print", 20, () => {
    const open = windows("^Print$");
    return open.length > 0 && open;
  });
  assert.match(await page.run("return document.querySelector('.paper')?.textContent ?? ''"), /Ada Printed/);
  await desk.shot("print");
  desk.run("xdotool", ["windowfocus", "--sync", dialog, "key", "Escape"]);
  await until("the dialog to go", 10, () => windows("^Print$").length === 0);
  const { rows } = await page.call("contacts.list", { limit: 1 });
  assert.equal(rows.length, 1, "the program still answers");
  desk.keys("Escape");
  await until("the sheet to go", 10, () => page.run("return document.querySelector('.paper') === null"));
});
