// Fields of the seller's own through the real program and visible controls only: made, demanded, arranged, left out.
import { expect, firstRun, test } from "./satchel";

// covers(CON-10, LEAD-1)
test("a field of leads is made, must be filled in, is moved to the top and left out, and each step is taken back", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  await page.goto(`${satchel.address}/#/settings`);
  await page.getByRole("button", { name: "New field" }).click();
  const dialog = page.getByRole("dialog", { name: "New field" });
  await dialog.getByRole("textbox", { name: "Name of the field" }).fill("Campaign");
  await dialog.getByRole("combobox", { name: "Belongs to" }).selectOption("Leads");
  await dialog.getByRole("combobox", { name: "Must be filled in" }).selectOption("Yes, always");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Leads · Text · must be filled in")).toBeVisible();

  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page.getByRole("heading", { name: "No leads yet" })).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByRole("textbox", { name: "Given name" })).toBeFocused();
  await page.keyboard.type("Ada");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("“Campaign” must be filled in here.").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Campaign (needed)" }).fill("Spring");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Ada" })).toBeVisible();
  const facts = page.getByRole("region", { name: "Facts" });
  await expect(facts.getByText("Spring")).toBeVisible();

  await page.goto(`${satchel.address}/#/settings/layout`);
  await page.getByRole("combobox", { name: "Records" }).selectOption("Leads");
  const names = page.getByRole("textbox", { name: "Name of the group" });
  const groups = await names.count();
  await page.getByRole("button", { name: "Move Campaign up" }).click();
  await expect(names).toHaveCount(groups);
  // The button that was pressed keeps the focus where the field went.
  await expect(page.getByRole("button", { name: "Move Campaign up" })).toBeFocused();
  await page.getByRole("button", { name: "Leave out Source" }).click();
  await expect(page.getByRole("region", { name: "Left out" }).getByText("Source")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("region", { name: "Left out" })).toHaveCount(0);
  await page.getByRole("button", { name: "As usual again" }).click();
  await expect(page.getByRole("button", { name: "As usual again" })).toBeDisabled();
});
