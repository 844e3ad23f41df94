// Paper: a list as Chromium prints it, read back with pdftotext.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, firstRun, test } from "./satchel";

/** The pages of what the browser prints now, as text. */
async function printed(page: Page): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "satchel-print-"));
  try {
    const path = join(folder, "list.pdf");
    await page.pdf({ path, preferCSSPageSize: true });
    const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
    return text.split("\f").filter((one) => one.trim() !== "");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a list is printed whole, with its head and a number on every page and nothing of the navigation", async ({
  page,
  satchel,
}) => {
  // The dialog of the system has no place in a test; what it would print is asked for by itself.
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await firstRun(page, satchel);
  const rows = Array.from(
    { length: 500 },
    (_, at) => `Person${at} Printed,person${at}@print.example,on-paper`,
  );
  const others = Array.from(
    { length: 20 },
    (_, at) => `Other${at} Hidden,other${at}@print.example,elsewhere`,
  );
  await satchel.imported("people.csv", ["Name,E-mail,Tags", ...rows, ...others].join("\n"));
  const rules = encodeURIComponent(JSON.stringify([{ field: "tags", op: "equals", value: "on-paper" }]));
  await page.goto(`${satchel.address}/contacts?rules=${rules}#token=${satchel.token}`);
  await expect(page.getByText("Person0 Printed")).toBeVisible();
  await page.keyboard.press("Control+p");
  await expect(page.locator(".paper tbody tr")).toHaveCount(500);
  const pages = await printed(page);
  const text = pages.join("\n");
  for (let at = 0; at < 500; at++) expect(text).toContain(`person${at}@print.example`);
  expect(text).not.toContain("Hidden");
  expect(text).not.toMatch(/Search|Settings|Inbox|Filter/);
  expect(pages.length).toBeGreaterThan(5);
  pages.forEach((one, at) => {
    expect(one).toContain("E-mail");
    expect(one).toContain(`${at + 1} / ${pages.length}`);
  });
});
