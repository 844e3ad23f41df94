// A view from the first filter to the sidebar, through the real program and visible controls only.
import { expect, test } from "./satchel";

// covers(SRCH-4, SRCH-5, SRCH-6, SRCH-8, CON-11)
test("filter by a value and a period, keep it as a view, move it, find it again after a restart", async ({
  page,
  satchel,
}) => {
  await satchel.filled();
  await page.goto(satchel.url);
  await page.goto(`${satchel.address}/#/contacts`);

  // f shows the values; one press filters, and the count is what the list then has.
  await expect(page.getByRole("heading", { level: 1, name: "Contacts" })).toBeVisible();
  await page.keyboard.press("f");
  const values = page.getByRole("complementary", { name: "Values" });
  await values.locator("label", { hasText: /^vip/ }).click();
  await expect(page.getByRole("button", { name: "Tags is vip" })).toBeVisible();
  await expect(page.getByText("Ada Lovelace", { exact: true }).first()).toBeVisible();

  // A rule about a period.
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByRole("combobox", { name: "Field" }).selectOption({ label: "Last conversation" });
  await page.getByRole("combobox", { name: "Condition" }).selectOption({ label: "is not in" });
  await page.getByRole("combobox", { name: "Value", exact: true }).selectOption({ label: "the last … days" });
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("button", { name: /is not in the last 30 days/ })).toBeVisible();
  await expect(page.getByText("Ada Lovelace", { exact: true }).first()).toBeVisible();

  const views = page.getByRole("group", { name: "Views" });
  await views.getByRole("button", { name: "All contacts" }).click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  await page.getByLabel("Name of the view").fill("To be called");
  await page.keyboard.press("Enter");
  const pinned = page.getByRole("region", { name: "Pinned views" });
  await expect(pinned.getByRole("link", { name: "To be called" })).toBeVisible();

  // Changed, then as it was.
  await page.getByRole("button", { name: "Remove the rule for Tags" }).click();
  await expect(views.getByText("Changed since it was saved")).toBeVisible();
  await views.getByRole("button", { name: "Reset" }).click();
  await expect(page.getByRole("button", { name: "Tags is vip" })).toBeVisible();

  // A copy of it stands behind; keys change their places.
  await views.getByRole("button", { name: "To be called" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await views.getByRole("button", { name: "To be called (copy)" }).click();
  await page.getByRole("menuitem", { name: "Pin to the sidebar" }).click();
  const names = () => pinned.getByRole("link").allInnerTexts();
  await expect.poll(names).toEqual(["To be called", "To be called (copy)"]);
  await pinned.getByRole("link", { name: "To be called (copy)" }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(names).toEqual(["To be called (copy)", "To be called"]);

  await satchel.stop();
  await satchel.start();
  await page.goto(satchel.url);
  await page.getByLabel("Passphrase", { exact: true }).fill("correct horse battery staple");
  await page.keyboard.press("Enter");
  await expect(pinned.getByRole("link", { name: "To be called", exact: true })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("2");
  await expect(page.getByRole("button", { name: "Tags is vip" })).toBeVisible();
  await expect(page.getByText("Ada Lovelace", { exact: true }).first()).toBeVisible();

  // The palette knows it by its name.
  await page.goto(`${satchel.address}/#/companies`);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("To be called");
  await page
    .getByRole("option", { name: /Open the view “To be called”/ })
    .first()
    .click();
  await expect(page.getByRole("button", { name: "Tags is vip" })).toBeVisible();
});

// covers(SRCH-5, SRCH-8)
test("a list in groups that fold, kept in a view", async ({ page, satchel }) => {
  await satchel.filled();
  await page.goto(satchel.url);
  await page.goto(`${satchel.address}/#/contacts`);
  const grid = page.getByRole("grid", { name: "Contacts" });
  await expect(grid).toBeVisible();
  await page.getByRole("button", { name: "Group the list" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Tags" }).click();
  await page.keyboard.press("Escape");
  const vip = grid.getByRole("button", { name: /^vip/ });
  await expect(vip).toHaveAttribute("aria-expanded", "true");
  await expect(grid.getByText("Ada Lovelace", { exact: true }).first()).toBeVisible();
  await vip.click();
  await expect(vip).toHaveAttribute("aria-expanded", "false");
  await grid.focus();
  await page.keyboard.press("ArrowRight");
  await expect(vip).toHaveAttribute("aria-expanded", "true");

  const views = page.getByRole("group", { name: "Views" });
  await views.getByRole("button", { name: "All contacts" }).click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  await page.getByLabel("Name of the view").fill("By tag");
  await page.keyboard.press("Enter");
  await page.getByRole("navigation").getByRole("link", { name: "Companies" }).click();
  await page.getByRole("region", { name: "Pinned views" }).getByRole("link", { name: "By tag" }).click();
  await expect(grid.getByRole("button", { name: /^vip/ })).toBeVisible();
});

// covers(SRCH-8)
test("whoever stands in two groups stands once in the list without them", async ({ page, satchel }) => {
  await page.setViewportSize({ width: 1280, height: 1400 });
  await satchel.filled();
  await page.goto(satchel.url);
  await page.goto(`${satchel.address}/#/contacts?group=tags`);
  const ada = page.getByRole("grid", { name: "Contacts" }).getByRole("row", { name: /Ada Lovelace/ });
  await expect(ada).toHaveCount(2);
  await page.getByRole("button", { name: "Group the list" }).click();
  await page.getByRole("menuitemcheckbox", { name: "No groups" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("grid").getByRole("button", { name: /^vip/ })).toHaveCount(0);
  await expect(ada).toHaveCount(1);
});

// covers(SRCH-7, SRCH-8, NOT-1)
test("a watched view says who came in", async ({ page, satchel }) => {
  await satchel.filled();
  await page.goto(satchel.url);
  await page.goto(`${satchel.address}/#/contacts`);
  await expect(page.getByRole("grid", { name: "Contacts" })).toBeVisible();
  await page.keyboard.press("f");
  const values = page.getByRole("complementary", { name: "Values" });
  await values.locator("label", { hasText: /^vip/ }).click();
  const views = page.getByRole("group", { name: "Views" });
  await views.getByRole("button", { name: "All contacts" }).click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  await page.getByLabel("Name of the view").fill("Important");
  await page.keyboard.press("Enter");
  await views.getByRole("button", { name: "Important" }).click();
  await page.getByRole("menuitem", { name: "Watch this view" }).click();
  await expect(views.getByRole("button", { name: "Watched" })).toBeVisible();
  // It is looked at within a moment; who is in it by then is no news.
  await page.waitForTimeout(4_000);

  await page.keyboard.press("c");
  await page.getByLabel("First name", { exact: true }).fill("Anna");
  await page.getByLabel("Last name", { exact: true }).fill("Krenz");
  await page.getByRole("combobox", { name: "Tags" }).fill("vip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  const pinned = page.getByRole("region", { name: "Pinned views" });
  await expect(pinned.getByRole("link", { name: /Important 1 new/ })).toBeVisible();
  await pinned.getByRole("link", { name: /Important/ }).click();
  await views.getByRole("button", { name: "1 new" }).click();
  const came = page.getByRole("dialog", { name: /What came and went/ });
  await expect(came.getByRole("link", { name: "Anna Krenz" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(views.getByRole("button", { name: "Watched" })).toBeVisible();
  await expect(pinned.getByRole("link", { name: "Important", exact: true })).toBeVisible();
});
