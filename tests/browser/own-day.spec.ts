// A day with boats through the real program: a kind with an owner, a call to them, what is written down and to be done about
// it, found in its timeline and by its name, and taken back. What a seller sees is used; only the kind and its records are
// made through the API.
import { expect, firstRun, test } from "./satchel";

interface Made {
  id: string;
}

// covers(CON-10, CON-9, TASK-1, CALL-8, UX-5)
test("a list of boats is worked: call the owner, log, the next step, done, and taken back", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  await satchel.call("own_kinds.create", { one: "Boat", many: "Boats", icon: "boat" });
  const owner = await satchel.call<Made>("fields.create", {
    of: "own_boat",
    name: "Owner",
    type: "record",
    record_kind: "contact",
  });
  const ada = await satchel.call<Made>("contacts.create", {
    given: "Ada",
    family: "Brandt",
    phones: [{ value: "+49 40 123456" }],
  });
  for (const name of ["Alma", "Nora"])
    await satchel.call("records.create", { kind: "own_boat", name, custom: { [owner.id]: ada.id } });

  await page.goto(`${satchel.address}/#/records/own_boat`);
  await expect(page.getByRole("row", { name: /Alma.*Ada Brandt/ })).toBeVisible();
  await page.keyboard.press("w");
  await expect(page.getByRole("heading", { level: 1, name: "Alma" })).toBeVisible();
  await expect(page.getByText("1 of 2")).toBeVisible();
  await expect(page.getByRole("link", { name: /\+49 40 123456/ })).toHaveAttribute("href", "tel:+4940123456");

  await page.keyboard.press("l");
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "Log a call" });
  await expect(dialog.getByText("Alma")).toBeVisible();
  await expect(dialog.getByText("Ada Brandt")).toBeVisible();
  await page.keyboard.type("Wants it in the water by May");
  await dialog.getByRole("textbox", { name: "Next step" }).fill("Book the crane tomorrow");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Wants it in the water by May")).toBeVisible();
  await page.getByRole("tab", { name: /Tasks/ }).click();
  const open = page.getByRole("region", { name: "Open tasks" });
  await expect(open.getByRole("link", { name: "Book the crane" })).toBeVisible();

  await page.keyboard.press("w");
  await expect(page.getByRole("heading", { level: 1, name: "Nora" })).toBeVisible();
  await page.getByRole("tab", { name: /Tasks/ }).click();
  await open.getByRole("textbox", { name: "New task" }).fill("Paint the keel");
  await page.keyboard.press("Enter");
  await expect(open.getByRole("link", { name: "Paint the keel" })).toBeVisible();

  // What was said is the owner's too, and a line of words means a boat by its marked name.
  await page.goto(`${satchel.address}/#/contacts/${ada.id}`);
  await expect(page.getByText("Wants it in the water by May")).toBeVisible();
  await page.goto(`${satchel.address}/#/tasks?view=all`);
  await page.getByRole("textbox", { name: "Type a task" }).fill("Order paint @Nora");
  await expect(page.getByRole("combobox", { name: /Nora/ })).toHaveText(/Nora · Boat/);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Order paint Nora", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const rule = page.getByRole("dialog", { name: "Add a rule" });
  await rule.getByRole("combobox", { name: "Field" }).selectOption("Boats");
  await rule.getByRole("combobox", { name: "Value" }).fill("Nora");
  await page.getByRole("option", { name: /Nora/ }).click();
  await rule.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("row", { name: /Order paint Nora/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Paint the keel/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Book the crane/ })).toHaveCount(0);

  await page.goto(`${satchel.address}/#/records/own_boat`);
  await page.getByRole("row", { name: /Nora/ }).click();
  await page.getByRole("tab", { name: /Tasks/ }).click();
  await expect(open.getByRole("link", { name: "Order paint Nora" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(open.getByRole("link", { name: "Order paint Nora" })).toHaveCount(0);
  await expect(open.getByRole("link", { name: "Paint the keel" })).toBeVisible();
});

// covers(SRCH-4, CON-10, TASK-7)
test("people are grouped by an own field of their company, and a task's form stands as it was arranged", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  const tier = await satchel.call<Made>("fields.create", {
    of: "company",
    name: "Tier",
    type: "choice",
    options: ["Gold", "Silver"],
  });
  const company = async (name: string, says: string) =>
    satchel.call<Made>("companies.create", { name, custom: { [tier.id]: says } });
  const [acme, beta] = [await company("Acme", "Gold"), await company("Beta", "Silver")];
  for (const [given, at] of [
    ["Ada", acme],
    ["Bob", beta],
    ["Cleo", acme],
  ] as const)
    await satchel.call("contacts.create", { given, jobs: [{ company_id: at.id }] });

  await page.goto(`${satchel.address}/#/contacts`);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const rule = page.getByRole("dialog", { name: "Add a rule" });
  await rule.getByRole("combobox", { name: "Field" }).selectOption("Company: Tier");
  await rule.getByRole("combobox", { name: "Value" }).selectOption("Gold");
  await rule.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("row", { name: /Cleo/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Bob/ })).toHaveCount(0);
  await satchel.call("companies.patch", { id: beta.id, patch: { custom: { [tier.id]: "Gold" } } });
  await expect(page.getByRole("row", { name: /Bob/ })).toBeVisible();

  await page.goto(`${satchel.address}/#/settings/layout`);
  await page.getByRole("combobox", { name: "Records" }).selectOption("Tasks");
  await page.getByRole("button", { name: "Leave out Reminder" }).click();
  await expect(page.getByRole("region", { name: "Left out" }).getByText("Reminder")).toBeVisible();
  await page.goto(`${satchel.address}/#/tasks/new`);
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await expect(page.getByRole("combobox", { name: "Priority" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Reminder" })).toHaveCount(0);
});
