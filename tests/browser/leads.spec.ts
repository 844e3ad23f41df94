// A lead from the first word to the deal, through the real program and visible controls only.
import { expect, firstRun, test } from "./satchel";

// covers(LEAD-1, LEAD-2, LEAD-4)
test("write a lead down, see what its score is made of, qualify it, convert it with a deal, take it back", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page.getByRole("heading", { name: "No leads yet" })).toBeVisible();

  await page.keyboard.press("c");
  await expect(page.getByRole("textbox", { name: "Given name" })).toBeFocused();
  await page.keyboard.type("Ada");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Brandt");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Acme Instruments");
  await page.getByRole("combobox", { name: "Rating" }).selectOption("hot");
  await page.getByRole("spinbutton", { name: "Estimated value" }).fill("12500");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Ada Brandt" })).toBeVisible();

  // The reasons of the score follow a note at once.
  const score = page.getByRole("region", { name: "Score" });
  await expect(score.getByText("Rated hot")).toBeVisible();
  await page.keyboard.press("n");
  await page.keyboard.type("Wants a demonstration");
  await page.keyboard.press("Control+Enter");
  await expect(score.getByText("Notes of conversations (1)")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Qualified", exact: true }).click();
  await page.getByRole("button", { name: "Has a budget" }).click();
  await expect(page.getByText("Ada Brandt is qualified")).toBeVisible();
  await expect(page.getByRole("region", { name: "Facts" }).getByText("Has a budget")).toBeVisible();

  await page.getByRole("button", { name: "Convert", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Convert Ada Brandt" });
  await expect(dialog.getByText("Acme Instruments, which is new")).toBeVisible();
  await dialog.getByRole("button", { name: "Convert" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Acme Instruments" })).toBeVisible();
  await expect(page.getByText(/12,500\.00/).first()).toBeVisible();

  // One Ctrl+Z takes contact, company and deal back.
  await page.keyboard.press("Control+z");
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page.getByRole("heading", { name: "Contacts" })).toBeVisible();
  await expect(page.getByText("Ada Brandt")).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page.getByRole("row", { name: /Ada Brandt/ }).getByText("Qualified")).toBeVisible();
});

// covers(LEAD-2, ROLE-7, ROLE-13)
test("a territory is tried before it is saved, and a changed rule moves the score", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  const lead = await satchel.call<{ id: string; score: number }>("leads.create", {
    name: "Max Huber",
    country: "DE",
    postal_code: "80331",
    rating: "hot",
  });
  await page.goto(`${satchel.address}/#/settings/leads`);
  await page.getByRole("button", { name: "New territory" }).click();
  const dialog = page.getByRole("dialog", { name: "New territory" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("South");
  await dialog.getByRole("textbox", { name: "Postcodes" }).fill("80-97");
  await dialog.getByRole("button", { name: /Try it/ }).click();
  await expect(dialog.getByText("1 lead of 1 would belong here: 1 come, 0 leave.")).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();

  const rules = page.getByRole("region", { name: "Scoring rules" });
  await rules.getByRole("button", { name: "Change these rules" }).click();
  await rules.getByRole("button", { name: "Change Rated hot" }).click();
  const rule = page.getByRole("dialog", { name: "Rated hot" });
  await expect(rule.getByRole("button", { name: /Rating is Hot/ })).toBeVisible();
  await rule.getByRole("spinbutton", { name: "Points" }).fill("25");
  await rule.getByRole("button", { name: "Save" }).click();
  await expect(rule).toBeHidden();
  await page.goto(`${satchel.address}/#/leads/${lead.id}`);
  await expect(page.getByText("South")).toBeVisible();
  await expect(page.getByRole("region", { name: "Score" }).getByText(String(lead.score + 10))).toBeVisible();
});
