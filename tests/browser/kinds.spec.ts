// A kind of record of the seller's own through the real program and visible controls only: made, given a field, used,
// found, deleted with what is in it, and brought back.
import { expect, firstRun, test } from "./satchel";

// covers(CON-10, AUD-2)
test("a kind of record is made, filled, searched, thrown away whole and taken back", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  await page.goto(`${satchel.address}/#/settings/kinds`);
  await page.getByRole("button", { name: "New kind of record" }).click();
  const dialog = page.getByRole("dialog", { name: "New kind of record" });
  await dialog.getByRole("textbox", { name: "Name of one" }).fill("Boat");
  await dialog.getByRole("textbox", { name: "Name of many" }).fill("Contacts");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("There is a kind of record called “Contacts” already.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name of many" }).fill("Boats");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);

  await page.goto(`${satchel.address}/#/settings`);
  await page.getByRole("button", { name: "New field" }).click();
  const field = page.getByRole("dialog", { name: "New field" });
  await field.getByRole("textbox", { name: "Name of the field" }).fill("Berth");
  await field.getByRole("combobox", { name: "Belongs to" }).selectOption("Boats");
  await field.getByRole("button", { name: "Save" }).click();
  await expect(field).toHaveCount(0);

  const places = page.getByRole("navigation", { name: "Places" });
  await places.getByRole("link", { name: "Boats" }).click();
  await expect(page.getByRole("heading", { name: "No Boats yet" })).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("Undine");
  await page.getByRole("textbox", { name: "Berth" }).fill("East pier");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Undine" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Facts" }).getByText("East pier")).toBeVisible();

  await page.goto(`${satchel.address}/#/search?text=undine`);
  await expect(
    page.getByRole("region", { name: "Boats" }).getByRole("link", { name: /Undine/ }),
  ).toBeVisible();

  await page.goto(`${satchel.address}/#/settings/kinds`);
  await page.getByRole("button", { name: "Remove Boats" }).click();
  const deletion = page.getByRole("dialog");
  await deletion.getByRole("button", { name: "Delete" }).click();
  await expect(deletion).toHaveCount(0);
  await expect(places.getByRole("link", { name: "Boats" })).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await places.getByRole("link", { name: "Boats" }).click();
  await expect(page.getByRole("row", { name: /Undine.*East pier/ })).toBeVisible();
});
