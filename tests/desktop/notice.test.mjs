// A long import that ends while the seller looks elsewhere is told by the desktop.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Desk } from "./desk.mjs";
import { until } from "./webdriver.mjs";

/** In the debug build that is tested, some twenty seconds on a quiet machine; less than eight is not long. */
const PEOPLE = 80_000;

let desk;
let page;
let bus = "";

before(async () => {
  desk = await Desk.set();
  const watched = "type='method_call',interface='org.freedesktop.Notifications',member='Notify'";
  desk.launch("dbus-monitor", ["--session", watched]).stdout.on("data", (bytes) => (bus += bytes));
  page = await desk.start();
});
afterEach((context) => desk.keepFailure(context));
after(() => desk?.clear());

// covers(IMP-5)
test("the desktop says that a long import is finished, if the window is not in front", async () => {
  await page.shows("Drop a file here to begin", 30);
  const rows = Array.from({ length: PEOPLE }, (_, i) => `Given${i},Family${i},p${i}@example.test`);
  desk.startAgain(desk.file("google.csv", ["First Name,Last Name,E-mail 1 - Value", ...rows].join("\n")));
  await until("the import to begin", 30, async () => (await page.call("jobs.list")).jobs.length > 0);
  await desk.lookAway();
  await until("the import to end", 200, async () => {
    const { jobs } = await page.call("jobs.list");
    return jobs.some((job) => job.kind === "import" && job.state === "done");
  });
  await until("the note", 10, () => bus.includes("The import is finished."));
  assert.ok(bus.includes('string "Satchel"'), bus);
});
