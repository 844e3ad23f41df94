// Files on records, in the real program.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { PASSPHRASE, drop, expect, open, test } from "./satchel";

/** Opens somebody's page. */
async function person(page: Page, name: string): Promise<void> {
  await page.getByText(name).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

// covers(DOCM-1, UX-1)
test("files are dropped on somebody, seen, taken back, done again, and are there tomorrow", async ({
  page,
  satchel,
}) => {
  await satchel.filled();
  await open(page, satchel);
  await person(page, "Ada Lovelace");
  await drop(page, [
    { name: "Offer 4711.pdf", text: "%PDF-1.7 the offer" },
    { name: "notes.txt", text: "Wants 40 units" },
  ]);
  await expect(page.getByText("2 files attached")).toBeVisible();
  const files = page.getByRole("region", { name: "Files" });
  await expect(files.getByRole("listitem")).toHaveCount(2);
  await expect(page.getByRole("tab", { name: /^Files/ })).toHaveText(/2/);
  await expect(files.getByText(/by you/).first()).toBeVisible();

  await page.keyboard.press("Control+z");
  await expect(files.getByRole("listitem")).toHaveCount(0);
  await expect(page.getByText("Nothing attached yet")).toBeVisible();
  await page.keyboard.press("Control+Shift+z");
  await expect(files.getByRole("listitem")).toHaveCount(2);

  // Saved, it is what it was.
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    files.getByRole("button", { name: "Save Offer 4711.pdf", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Offer 4711.pdf");
  expect(readFileSync((await download.path()) ?? "", "utf8")).toBe("%PDF-1.7 the offer");

  // The same once more is said and not kept twice.
  await drop(page, [{ name: "again.pdf", text: "%PDF-1.7 the offer" }]);
  await expect(page.getByText(/hangs on this record already/)).toBeVisible();
  await expect(files.getByRole("listitem")).toHaveCount(2);

  // It stands in the timeline and is found by its name, which leads back here.
  await page.getByRole("tab", { name: "Timeline" }).click();
  await expect(page.getByRole("button", { name: "Save notes.txt" })).toBeVisible();

  await satchel.stop();
  await satchel.start();
  await page.goto(satchel.url);
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("grid")).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("4711");
  await page.getByText("Offer 4711.pdf").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Ada Lovelace" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save Offer 4711.pdf", exact: true })).toBeVisible();
});

// covers(DOCM-1, IMP-7)
test("people dropped on somebody's page by mistake are imported instead", async ({ page, satchel }) => {
  await satchel.filled();
  await open(page, satchel);
  await person(page, "Ada Lovelace");
  await drop(page, [
    { name: "offer.pdf", text: "%PDF-1.7 the offer" },
    { name: "fair.csv", text: "First name,Last name,Email\nGrace,Hopper,grace@navy.example\n" },
  ]);
  await page.getByRole("button", { name: "Import instead" }).click();
  await expect(page.getByRole("heading", { name: /fair\.csv/ })).toBeVisible();
  await page.goBack();
  const files = page.getByRole("region", { name: "Files" });
  await page.getByRole("tab", { name: /^Files/ }).click();
  await expect(files.getByRole("listitem")).toHaveCount(1);
  await expect(files.getByRole("button", { name: "Save offer.pdf", exact: true })).toBeVisible();
  expect(await satchel.find("Hopper")).toBeTruthy();
});

// covers(DOCM-1, DEAL-1)
test("a deal and a task have files", async ({ page, satchel }) => {
  await satchel.filled();
  const deal = await satchel.deals();
  const task = await satchel.call<{ id: string }>("tasks.create", { title: "Send the offer" });
  await open(page, satchel);
  await page.goto(`${satchel.address}/#/deals/${deal}`);
  await page.getByRole("tab", { name: /^Files/ }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Attach files" }).click(),
  ]);
  await chooser.setFiles({ name: "drawing.png", mimeType: "image/png", buffer: Buffer.from(PNG, "base64") });
  const files = page.getByRole("region", { name: "Files" });
  await expect(files.getByRole("listitem")).toHaveCount(1);
  await expect(files.locator("img")).toBeVisible();

  await page.goto(`${satchel.address}/#/tasks/${task.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Send the offer" })).toBeVisible();
  await drop(page, [{ name: "list.csv", text: "a,b\n1,2\n" }]);
  await expect(page.getByRole("button", { name: "Save list.csv" })).toBeVisible();
  const listed = await satchel.call<{ total: number }>("attachments.list", {});
  expect(listed.total).toBe(2);
});

/** A picture of one point. */
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/VscvDQAAAABJRU5ErkJggg==";
