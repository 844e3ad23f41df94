// Files reach the page however they come: with the start, by a second start, dropped on the window.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Desk } from "./desk.mjs";
import { until } from "./webdriver.mjs";

let desk;
let page;
const file = (name) => {
  const place = path.join(desk.home, name);
  writeFileSync(place, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lovelace\r\nEND:VCARD\r\n");
  return place;
};

before(async () => {
  desk = await Desk.set();
  page = await desk.start(file("with the start.vcf"));
  // Beside the app's own listener, this one writes down every event.
  await page.run(`
    window.__heard = [];
    const { invoke, transformCallback } = window.__TAURI_INTERNALS__;
    await invoke("plugin:event|listen", {
      event: "satchel",
      target: { kind: "Any" },
      handler: transformCallback((event) => window.__heard.push(event.payload)),
    });`);
});
after(() => desk?.clear());

const heard = (type) => page.run("return window.__heard.filter((event) => event.type === args[0])", type);
const namesHeard = async () => (await heard("files")).flatMap((event) => event.files.map((handle) => handle.name));

// covers(IMP-3)
test("a second start hands its files over and ends", async () => {
  const again = desk.startAgain(file("second start.vcf"));
  assert.equal(again.status, 0, again.stderr);
  await until("the file", 10, async () => (await namesHeard()).includes("second start.vcf"));
});

// covers(IMP-3)
test("files dropped on the window arrive", async () => {
  const dropped = ["dropped one.vcf", "dropped two.csv"];
  const source = desk.launch("/usr/bin/python3", [
    path.join(import.meta.dirname, "drag_source.py"),
    ...dropped.map(file),
  ]);
  await new Promise((resolve, reject) => {
    source.stdout.once("data", resolve);
    source.once("exit", () => reject(new Error("there is nothing to drag")));
  });
  const mouse = (...args) => desk.run("xdotool", args.map(String));
  mouse("mousemove", 60, 30, "mousedown", 1);
  // GTK takes it for a drag once the pointer has moved a little, then asks the window under it what it takes.
  for (let step = 1; step <= 20; step++) {
    mouse("mousemove", 60 + step * 25, 30 + step * 20);
    await sleep(20);
  }
  mouse("mouseup", 1);
  await until(
    "the dropped files",
    10,
    async () => {
      const names = await namesHeard();
      return dropped.every((name) => names.includes(name));
    },
    () => "",
  );
});

test("a file that cannot be read is refused, not lost in silence", async () => {
  desk.startAgain(path.join(desk.home, "no such file.vcf"));
  await until("the refusal", 10, async () => (await heard("refused")).length > 0);
});
