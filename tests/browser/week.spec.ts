// A seller's week through the real program, by what is on the screen alone: nothing here speaks with it in any other way.
import { drop, expect, firstRun, fixture, PASSPHRASE, test } from "./satchel";
import type { Page } from "@playwright/test";

const FAIR = `Given name,Last name,Company,Job title,Email,Phone,Country,Lead source
Hanna,Seidel,Lumen Optics,Managing Director,hanna@lumen.example,+49 89 5550181,DE,Trade fair
Victor,Almeida,Porto Cold Chain,Head of Operations,victor@cold.example,+351 22 5550182,PT,Trade fair
Mei,Tanaka,Kumo Robotics,Engineer,mei@kumo.example,+81 3 5550183,JP,Trade fair
`;

const keys = async (page: Page, ...pressed: string[]) => {
  for (const key of pressed) await page.keyboard.press(key);
};
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

/** Finds a record from anywhere and opens it. */
async function find(page: Page, letters: string, name: string | RegExp): Promise<void> {
  await keys(page, "Control+k");
  await page.keyboard.type(letters);
  await page.getByRole("option", { name }).first().click();
}

// covers(LEAD-1, LEAD-4, DEAL-3, CON-9, TASK-1, AUD-3, QA-10)
test("a week: leads from the fair, a deal, calls, tasks, a mistake taken back, and all of it still there on Friday", async ({
  page,
  satchel,
}) => {
  await test.step("Monday: the address book and the leads of the fair", async () => {
    await firstRun(page, satchel);
    await drop(page, [{ name: "google.csv", text: fixture("google.csv") }]);
    await expect(page.getByRole("button", { name: "Undo this import" })).toBeVisible();
    await keys(page, "g", "l");
    await expect(heading(page, "Leads")).toBeVisible();
    await drop(page, [{ name: "fair.csv", text: FAIR }]);
    await expect(page.getByText("Imported as Leads on")).toBeVisible();
    await expect(page.getByRole("button", { name: "Undo this import" })).toBeVisible();
    await keys(page, "g", "l");
    await expect(page.getByRole("row", { name: /Seidel|Almeida|Tanaka/ })).toHaveCount(3);
  });

  await test.step("Tuesday: one is worth it, one is not", async () => {
    await page.getByRole("grid").getByText("Hanna Seidel").click();
    await page.getByRole("button", { name: "Qualified", exact: true }).click();
    await page.getByRole("button", { name: "Has a budget" }).click();
    await expect(page.getByText("Hanna Seidel is qualified")).toBeVisible();
    await page.getByRole("button", { name: "Convert", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Convert Hanna Seidel" });
    await expect(dialog.getByText("Lumen Optics, which is new")).toBeVisible();
    await dialog.getByRole("checkbox", { name: /deal/i }).check();
    await dialog.getByRole("button", { name: "Convert" }).click();
    await expect(heading(page, "Lumen Optics")).toBeVisible();
    await find(page, "tanaka", /Mei Tanaka/);
    await page.getByRole("button", { name: "Ruled out", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "No budget" }).click();
    await expect(page.getByRole("region", { name: "Facts" }).getByText("No budget")).toBeVisible();
  });

  await test.step("Wednesday: calls, what follows from them, and the deal a stage further", async () => {
    await find(page, "seidel", /Hanna Seidel/);
    const became = page.getByRole("region", { name: "Facts" }).getByRole("link", { name: "Hanna Seidel" });
    await became.click();
    await expect(page.getByRole("tab", { name: /^Deals/ })).toBeVisible();
    await keys(page, "l", "c");
    await expect(page.getByRole("dialog", { name: "Log a call" })).toBeVisible();
    await page.keyboard.type("Wants two presses before summer");
    await page.getByRole("textbox", { name: "Next step" }).fill("send the offer tomorrow");
    await keys(page, "Control+Enter");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(page.getByText("Wants two presses before summer")).toBeVisible();
    await keys(page, "g", "d");
    const card = (stage: string) =>
      page.getByRole("region", { name: stage, exact: true }).getByRole("link", { name: /^Lumen Optics/ });
    await card("Qualification").focus();
    await keys(page, "Shift+ArrowRight");
    await expect(card("Needs analysis")).toBeFocused();
  });

  await test.step("Thursday: the offer is sent; somebody is thrown away by mistake and comes back", async () => {
    await keys(page, "g", "t");
    await page
      .getByRole("main")
      .getByRole("button", { name: /send the offer/i })
      .first()
      .click();
    await page.getByRole("textbox", { name: "Outcome" }).fill("Sent by mail");
    await keys(page, "Enter");
    await expect(page.getByText("“send the offer” is done")).toBeVisible();
    await find(page, "grace", /Grace Hopper/);
    await expect(heading(page, "Grace Hopper")).toBeVisible();
    await keys(page, "Delete");
    await expect(heading(page, "Contacts")).toBeVisible();
    await expect(page.getByRole("grid").getByText("Grace Hopper")).toHaveCount(0);
    await keys(page, "Control+z");
    await expect(page.getByRole("grid").getByText("Grace Hopper")).toBeVisible();
  });

  await test.step("Friday: after a night everything is there, and the deal is won", async () => {
    await satchel.stop();
    await satchel.start();
    await page.goto(satchel.url);
    await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await keys(page, "Enter");
    await expect(page.getByRole("grid").getByText("Grace Hopper")).toBeVisible();
    await keys(page, "g", "d");
    const column = (stage: string) => page.getByRole("region", { name: stage, exact: true });
    await column("Needs analysis").getByRole("link", { name: "Lumen Optics" }).focus();
    await keys(page, "5");
    await page.getByRole("dialog").getByRole("button", { name: "Trust" }).click();
    await expect(column("Won").getByRole("link", { name: "Lumen Optics" })).toBeVisible();
    await keys(page, "g", "h");
    await expect(heading(page, "Home")).toBeVisible();
    await keys(page, "g", "l");
    await expect(page.getByRole("row", { name: /Mei Tanaka/ }).getByText("Ruled out")).toBeVisible();
    await expect(page.getByRole("row", { name: /Hanna Seidel/ }).getByText("Converted")).toBeVisible();
  });
});
