// What the seller is told by the desktop while they look elsewhere: a task that is late, a long import that ended.
import assert from "node:assert/strict";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { Desk } from "./desk.mjs";
import { until } from "./webdriver.mjs";

/** In the debug build that is tested, some twenty seconds on a quiet machine; less than eight is not long. */
const PEOPLE = 80_000;

let desk;
let page;
let daemon;
let said = "";

const notes = () =>
  said
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));

before(async () => {
  desk = await Desk.set();
  const program = path.join(import.meta.dirname, "notification_daemon.py");
  daemon = desk.launch("/usr/bin/python3", [program], { stdio: ["pipe", "pipe", "inherit"] });
  daemon.stdout.on("data", (bytes) => (said += bytes));
  await until("the notification daemon", 15, () => said.includes("ready"));
  page = await desk.start();
  await page.shows("Drop a file here to begin", 30);
  await desk.lookAway();
});
afterEach((context) => desk.keepFailure(context));
after(() => desk?.clear());

// covers(NOT-9)
test("the desktop tells of a late task once, and choosing the note opens it", async () => {
  const due = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  await page.call("tasks.create", { title: "Send the offer", due });
  await until("the note", 30, () => notes().length > 0);
  assert.deepEqual(notes(), [
    { app: "Satchel", summary: "Send the offer", body: "Is overdue", actions: ["default", "default"] },
  ]);
  // The app listens for the choice a moment after the note is shown.
  await until("the task to be opened", 20, async () => {
    daemon.stdin.write("\n");
    return (await page.run("return location.hash")).includes("/tasks/");
  });
  await page.shows("Send the offer", 10);
  const { unread } = await page.call("notifications.list");
  assert.equal(unread, 0, "what was opened was read");
});

// covers(IMP-5, NOT-2)
test("the desktop says that a long import is finished, if the window is not in front", async () => {
  const rows = Array.from({ length: PEOPLE }, (_, i) => `Given${i},Family${i},p${i}@example.test`);
  desk.startAgain(desk.file("google.csv", ["First Name,Last Name,E-mail 1 - Value", ...rows].join("\n")));
  await until("the import to begin", 30, async () => (await page.call("jobs.list")).jobs.length > 0);
  await desk.lookAway();
  await until("the import to end", 200, async () => {
    const { jobs } = await page.call("jobs.list");
    return jobs.some((job) => job.kind === "import" && job.state === "done");
  });
  await until("the note", 40, () => notes().some(({ body }) => body === "The import is finished."));
});
