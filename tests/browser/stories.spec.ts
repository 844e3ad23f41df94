// Every story in a real browser: wide and narrow, in its theme; the full ones also dark, in high contrast, in German
// and from right to left. Nothing may break a rule of accessibility, stick out sideways, write an error, or need more
// than the strict content security policy. A look is asked what it can break: another theme the contrast, other words
// the names and sizes, and a narrow window everything where the screen is full. With SATCHEL_SHOTS set, each look is kept as a picture to be looked at.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { findings, overflow, settled } from "./axe";
import { serveFolder } from "./static";
import { STORIES_DIR } from "./stories.build";

const ui = join(import.meta.dirname, "../../ui/src");

/** The stories by the files they stand in; the page itself names the states. */
const files = readdirSync(ui, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".stories.tsx"))
  .map((file) =>
    file
      .replace(/^features\//, "")
      .replace(/\.stories\.tsx$/, "")
      .replaceAll("\\", "/"),
  )
  .sort();

const folder = process.env["SATCHEL_STORIES"] ?? STORIES_DIR;
const shots = process.env["SATCHEL_SHOTS"];
let served: Awaited<ReturnType<typeof serveFolder>>;

test.beforeAll(async () => {
  served = await serveFolder(folder);
});
test.afterAll(() => served.close());

async function show(page: Page, story: string, more = ""): Promise<string[]> {
  const faults: string[] = [];
  page.removeAllListeners("console");
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  const query = `?story=${encodeURIComponent(story)}${more}`;
  const inPlace = await page.evaluate((query) => {
    const stories = globalThis as { nextStory?: (query: string) => boolean };
    return stories.nextStory?.(query) ?? false;
  }, query);
  if (!inPlace) await page.goto(`${served.address}/stories.html${query}`);
  // A dialog that must be answered first hides the page's heading.
  await page
    .locator("h1, [role=dialog]")
    .first()
    .waitFor({ state: "attached", timeout: 10_000 })
    .catch(() => undefined);
  // What leads to the state was done.
  await page
    .locator("html[data-story=done]")
    .waitFor({ state: "attached", timeout: 10_000 })
    .catch(() => faults.push("a step of the story did not take"));
  await page
    .waitForFunction(() => document.body.innerText.trim() !== "", undefined, { timeout: 10_000 })
    .catch(() => faults.push("nothing is shown"));
  await settled(page);
  return faults;
}

async function look(page: Page, name: string): Promise<void> {
  if (!shots) return;
  const path = join(shots, `${name.replaceAll("/", "-")}.png`);
  // Now and then the browser never answers the first question for a picture; it does the second.
  await page.screenshot({ path, timeout: 15_000 }).catch(() => page.screenshot({ path, timeout: 15_000 }));
}

for (const file of files) {
  // covers(UX-2, UX-3, UX-4, UX-5, QA-12, QA-15)
  test(`stories of ${file}`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`${served.address}/stories.html`);
    // What is only another look of the full story is looked at with it.
    const names = (await page.locator("#stories a:not([data-look])").allTextContents()).filter((name) =>
      name.startsWith(`${file}/`),
    );
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const full = /\/(full|light)$/.test(name);
      await page.setViewportSize({ width: 1280, height: 800 });
      const faults = await show(page, name);
      expect.soft(await findings(page), `${name} at 1280`).toEqual([]);
      await look(page, `${name}-1280`);
      await page.setViewportSize({ width: 360, height: 740 });
      await settled(page);
      if (full) expect.soft(await findings(page), `${name} at 360`).toEqual([]);
      expect.soft(await overflow(page), `${name} sticks out at 360`).toBe(0);
      await look(page, `${name}-360`);
      expect.soft(faults, `${name} writes errors`).toEqual([]);
      if (!full) continue;
      await page.setViewportSize({ width: 1280, height: 800 });
      for (const theme of ["dark", "contrast"]) {
        // Colours follow from this alone, so that nothing has to be read anew.
        await page.evaluate((name) => (document.documentElement.dataset["theme"] = name), theme);
        await settled(page);
        expect.soft(await findings(page, "colours"), `${name} ${theme}`).toEqual([]);
        await look(page, `${name}-${theme}-1280`);
      }
      for (const [look_, language] of [
        ["german", "de"],
        ["rtl", "ar-XB"],
      ] as const) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await show(page, name, `&language=${language}`);
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 800 });
          await settled(page);
          // The names and sizes of what is there are those of the wide page.
          if (width === 1280 || look_ === "german")
            expect.soft(await findings(page, "structure"), `${name} ${look_} at ${width}`).toEqual([]);
          expect.soft(await overflow(page), `${name} ${look_} sticks out at ${width}`).toBe(0);
          await look(page, `${name}-${look_}-${width}`);
        }
      }
    }
  });
}

// covers(QA-15)
test("text twice as large still fits a narrow window", async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 900 });
  for (const story of [
    "contacts/ContactList/full",
    "contacts/ContactShow/full",
    "contacts/ContactForm/full",
  ]) {
    await show(page, story);
    // 200 % zoom of 720 px is what a page of 360 px with doubled text shows.
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "32px"));
    await settled(page);
    expect(await overflow(page), story).toBe(0);
  }
});

// covers(CON-12)
test("a million people scroll without a blank, and the thumb lands anywhere at once", async ({ page }) => {
  await show(page, "contacts/ContactList/million");
  const grid = page.getByRole("grid");
  const rowsInSight = () =>
    grid.evaluate((element) => {
      const box = element.getBoundingClientRect();
      return [...element.querySelectorAll("[role=row]")].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > box.top && top < box.bottom;
      }).length;
    });
  const height = (await grid.boundingBox())?.height ?? 0;
  for (const share of [0.5, 0.123, 0.999, 1, 0]) {
    await grid.evaluate((element, to) => {
      element.scrollTop = (element.scrollHeight - element.clientHeight) * to;
    }, share);
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await rowsInSight()).toBeGreaterThanOrEqual(Math.floor(height / 44) - 1);
  }
  await grid.evaluate((element) => {
    element.scrollTop = element.scrollHeight;
  });
  await expect(page.locator('[role=row][aria-rowindex="1000001"]')).toBeVisible();
});

test("the released page contains nothing of the stories", () => {
  const dist = process.env["SATCHEL_UI"];
  expect(dist, "SATCHEL_UI names the folder of the built page").toBeTruthy();
  const code = readdirSync(join(dist ?? "", "assets"))
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(dist ?? "", "assets", name), "utf8"))
    .join("");
  expect(code).not.toContain("Northwind Traders");
});
