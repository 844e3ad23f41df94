// A deal from the first word to the win, through the real program.
import { expect, firstRun, test } from "./satchel";

// covers(DEAL-1, DEAL-3)
test("write a deal down, move it by keys and by the pointer, take it back, win it, find the number behind", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page.getByRole("heading", { name: "No deals yet" })).toBeVisible();

  // A new deal: c, then the text, then Ctrl+Enter.
  await page.keyboard.press("c");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("Hall lighting");
  await page.getByRole("spinbutton", { name: "Amount" }).fill("12500");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Hall lighting" })).toBeVisible();
  await page.getByRole("textbox", { name: "Next step" }).fill("Send the offer");
  await page.keyboard.press("Enter");

  // The board has it in the first stage; two keys move it on.
  await page.keyboard.press("Escape");
  const column = (name: string) => page.getByRole("region", { name, exact: true });
  const card = (stage: string) => column(stage).getByRole("link", { name: "Hall lighting" });
  await card("Qualification").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(card("Needs analysis")).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(card("Qualification")).toBeVisible();

  // The pointer does the same.
  await card("Qualification").dragTo(column("Proposal"));
  await expect(card("Proposal")).toBeVisible();
  await expect(column("Proposal").getByText(/6,250\.00/)).toBeVisible();

  // Winning asks why.
  await card("Proposal").focus();
  await page.keyboard.press("5");
  await page.getByRole("dialog").getByRole("button", { name: "Trust" }).click();
  await expect(card("Won")).toBeVisible();
  await satchel.stop();
  await satchel.start();
  await page.goto(satchel.url);
  await page.getByLabel("Passphrase", { exact: true }).fill("correct horse battery staple");
  await page.keyboard.press("Enter");
  // Going on before the vault is open would leave the page, and the answer with it.
  await expect(page.getByRole("heading", { level: 1, name: "Contacts" })).toBeVisible();
  await page.goto(`${satchel.address}/#/deals/forecast`);
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await page.getByText("Hall lighting").click();
  await expect(page.getByRole("region", { name: "Facts" }).getByText("Trust")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Proposal" }).first()).toBeVisible();
});

// covers(DEAL-3)
test("a stage with deals in it goes when they know where to, and comes back", async ({ page, satchel }) => {
  await firstRun(page, satchel);
  await satchel.call("deals.create", { name: "Press" });
  await page.goto(`${satchel.address}/#/settings/deals`);
  await page.getByRole("button", { name: "Remove Qualification" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("There is 1 deal in it.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Remove Qualification" })).toBeDisabled();
  await dialog.getByRole("combobox").selectOption({ label: "Sales: Proposal" });
  await dialog.getByRole("button", { name: "Remove Qualification" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Qualification", { exact: true })).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Qualification", { exact: true })).toBeVisible();
});
