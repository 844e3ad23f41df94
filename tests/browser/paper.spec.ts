// Paper: what Chromium prints of lists, records and a day, read back with pdftotext.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, firstRun, test } from "./satchel";

/** The pages of what the browser prints now, as text. */
async function printed(page: Page, format = "A4"): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "satchel-print-"));
  const path = join(process.env["SATCHEL_PAPER"] ?? folder, `${test.info().title.slice(0, 24)}-${format}.pdf`);
  try {
    await page.pdf({ path, format });
    const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
    return text.split("\f").filter((one) => one.trim() !== "");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Prints by the key, as far as the dialog of the system: that has no place in a test. */
async function print(page: Page): Promise<void> {
  await page.keyboard.press("Control+p");
  await expect.poll(() => page.evaluate(() => document.body.dataset["asked"])).toBe("print");
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.body.dataset["asked"] = "print";
    };
  });
});

const NAVIGATION = /Settings|Einstellungen|Export|Filter\b|Import|Skip to/;

// covers(DOC-11)
test("a list is printed whole, with its head and a number on every page and nothing of the navigation", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  const rows = Array.from(
    { length: 500 },
    (_, at) => `Person${at} Printed,person${at}@print.example,on-paper`,
  );
  const others = Array.from(
    { length: 20 },
    (_, at) => `Other${at} Hidden,other${at}@print.example,elsewhere`,
  );
  const special = ["Jörg Größe-Müßig,joerg@print.example,on-paper", "Юлия Петрова,julia@print.example,on-paper"];
  await satchel.imported("people.csv", ["Name,E-mail,Tags", ...rows, ...others, ...special].join("\n"));
  const rules = encodeURIComponent(JSON.stringify([{ field: "tags", op: "equals", value: "on-paper" }]));
  await page.goto(`${satchel.address}/#/contacts?rules=${rules}`);
  await expect(page.getByRole("row", { name: /Person0 Printed/ })).toBeVisible();
  await print(page);
  await expect(page.locator(".paper tbody tr")).toHaveCount(502);
  for (const format of ["A4", "Letter"]) {
    const pages = await printed(page, format);
    const text = pages.join("\n");
    for (let at = 0; at < 500; at++) expect(text).toContain(`person${at}@print.example`);
    expect(text).toContain("Jörg Größe-Müßig");
    expect(text).toContain("Юлия Петрова");
    expect(text).toContain("Tags is on-paper");
    expect(text).toContain("502 entries");
    expect(text).not.toContain("Hidden");
    expect(text).not.toMatch(NAVIGATION);
    expect(pages.length).toBeGreaterThan(5);
    pages.forEach((one, at) => {
      expect(one).toContain("Emails");
      expect(one).toContain(`${at + 1} / ${pages.length}`);
    });
  }
});
