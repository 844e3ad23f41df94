// Where there is no keychain: one passphrase is asked, files wait for it, and it is asked again tomorrow.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Desk } from "./desk.mjs";
import { until } from "./webdriver.mjs";

const PASSPHRASE = "four unrelated words here";

let desk;
let page;

before(async () => {
  desk = await Desk.set({ keychain: false });
  page = await desk.start(desk.file("google.csv", "First Name,Last Name,E-mail 1 - Value\nAda,Lovelace,ada@engines.example\n"));
});
afterEach((context) => desk.keepFailure(context));
after(() => desk?.clear());

// covers(SEC-14, QA-10)
test("a file opened with the app waits for the passphrase and is imported then", async () => {
  await page.shows("Welcome to Satchel", 30);
  await page.shows("1 file will be imported");
  await desk.shot("passphrase-1-first-run");
  const field = await page.element("input[type=password]");
  await page.type(field, PASSPHRASE);
  await page.click(await page.byText("button", "Create my vault"));
  await until("the contact", 60, async () => {
    const list = await page.call("contacts.list", { limit: 1 }).catch(() => ({ total: 0 }));
    return list.total === 1;
  });
  await desk.shot("passphrase-2-imported");
});

// covers(SEC-14)
test("the next start asks for it, refuses a wrong one, and opens with the right one", async () => {
  await desk.stop();
  page = await desk.start();
  await page.shows("Your vault is locked", 30);
  await desk.shot("passphrase-3-locked");
  await page.type(await page.element("input[type=password]"), "something else entirely");
  await page.click(await page.byText("button", "Open"));
  await page.shows("The passphrase is wrong", 20);
  assert.equal((await page.call("vault.status")).state, "locked");
  const field = await page.element("input[type=password]");
  await page.clear(field);
  await page.type(field, PASSPHRASE);
  await page.click(await page.byText("button", "Open"));
  await page.shows("Ada Lovelace", 30);
});
