// A company in depth through the real program: who belongs to whom, who reports to whom, who decides.
import { readFileSync } from "node:fs";
import { expect, firstRun, test } from "./satchel";

// covers(CON-16, CON-17, CON-18, CON-19, CON-21, CON-22, CON-23)
test("a ring is refused in words, the chart is walked and kept, a role given by keys and taken back", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  type Made = { id: string };
  const company = (name: string, parent_id?: string) =>
    satchel.call("companies.create", { name, parent_id }) as Promise<Made>;
  const holding = await company("Acme Holding");
  const north = await company("Acme North", holding.id);
  const zoe = (await satchel.call("contacts.create", {
    given: "Zoe",
    jobs: [{ company_id: north.id, title: "CEO" }],
  })) as Made;
  const ada = (await satchel.call("contacts.create", {
    given: "Ada",
    jobs: [{ company_id: north.id, title: "Buyer" }],
  })) as Made;

  // Ada reports to Zoe, said in the form.
  await page.goto(`${satchel.address}/#/contacts/${ada.id}/edit`);
  const boss = page.getByRole("combobox", { name: /^Whom they report to/ });
  await boss.fill("Zo");
  await page.getByRole("option", { name: /Zoe/ }).click();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Ada", exact: true })).toBeVisible();

  // The holding cannot go under what belongs to it.
  await page.goto(`${satchel.address}/#/companies/${holding.id}/edit`);
  await page.getByRole("combobox", { name: "Parent company" }).fill("Acme No");
  await page.getByRole("option", { name: /Acme North/ }).click();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(/Acme Holding → Acme North/).first()).toBeVisible();

  // The chart: a tree for the keyboard, a file to keep.
  await page.goto(`${satchel.address}/#/companies/${north.id}/chart`);
  await page.getByRole("treeitem", { name: /Zoe/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("treeitem", { name: /Ada/ })).toBeFocused();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a picture" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("Acme North org chart.svg");
  const svg = readFileSync(await file.path(), "utf8");
  expect(svg).toContain(">Zoe</text>");
  expect(svg.match(/<rect [^>]*rx=/g)).toHaveLength(2);

  // Zoe decides: by keys, and back.
  await page.goto(`${satchel.address}/#/companies/${north.id}`);
  await page.getByRole("tab", { name: "Committee" }).click();
  const column = (name: string) => page.getByRole("region", { name, exact: true });
  await column("No role yet").getByRole("button", { name: "Zoe" }).focus();
  await page.keyboard.press("1");
  const card = column("Decision maker").getByRole("button", { name: "Zoe" });
  await expect(card).toBeFocused();
  await expect(page.getByText("Nobody of them was ever spoken with.")).toBeVisible();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Zoe" });
  await expect(dialog.getByText("By the title: leads the company")).toBeVisible();
  await expect(dialog.getByText("50 of 100")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expect(column("No role yet").getByRole("button", { name: "Zoe" })).toBeVisible();

  // What is written down with one of them stands with the company.
  await satchel.call("notes.create", { contact_id: zoe.id, body: "Moves in spring" });
  await page.getByRole("tab", { name: "Engagement" }).click();
  await expect(page.getByText("Moves in spring")).toBeVisible();
});
