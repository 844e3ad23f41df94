// Files reach the page however they come: with the start, by a second start, dropped on the window.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { Desk } from "./desk.mjs";
import { until } from "./webdriver.mjs";

let desk;
let page;
const card = (name) => desk.file(name, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lovelace\r\nEND:VCARD\r\n");

before(async () => {
  desk = await Desk.set();
  page = await desk.start(card("with the start.vcf"));
  // Until the page listens, files wait and come with its first answer rather than as an event.
  await page.shows("Undo this import", 30);
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
  const again = desk.startAgain(card("second start.vcf"));
  assert.equal(again.status, 0, again.stderr);
  await until("the file", 10, async () => (await namesHeard()).includes("second start.vcf"));
});

// covers(IMP-3)
test("files dropped on the window arrive", async () => {
  const dropped = ["dropped one.vcf", "dropped two.csv"];
  await desk.drop(...dropped.map(card));
  await until("the dropped files", 10, async () => {
    const names = await namesHeard();
    return dropped.every((name) => names.includes(name));
  });
});

test("a file that cannot be read is refused, not lost in silence", async () => {
  desk.startAgain(path.join(desk.home, "no such file.vcf"));
  await until("the refusal", 10, async () => (await heard("refused")).length > 0);
});

// covers(IMP-3)
test("a second start with another vault is refused and brings nothing into this one", async () => {
  const again = desk.startAgain("--vault", path.join(desk.home, "other vault"), card("for the other.vcf"));
  assert.equal(again.status, 0, again.stderr);
  const codes = async () => (await heard("refused")).map((event) => event.error.code);
  await until("the refusal", 10, async () => (await codes()).includes("other_vault_open"));
  assert.ok(!(await namesHeard()).includes("for the other.vcf"));
  await page.shows("Satchel is open with the vault in", 10);
});
