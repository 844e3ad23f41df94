// The home page: from a figure to its list and back, and an order of its parts that outlives the window.
import { answered, expect, open, test } from "./satchel";

// covers(ANA-5, ANA-7, ANA-8, UX-8)
test("a day is begun, a figure is followed, the page is arranged and stays so", async ({ page, satchel }) => {
  await satchel.filled();
  await satchel.deals();
  await open(page, satchel);
  await page.getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();

  // A task typed here is due here, and done here.
  const today = page.getByRole("region", { name: "Today" });
  await today.getByRole("textbox").fill("send the offer today");
  await page.keyboard.press("Enter");
  await expect(today.getByRole("link", { name: "send the offer" })).toBeVisible();
  await today
    .getByRole("button", { name: /send the offer/ })
    .first()
    .click();
  await page.keyboard.press("Enter");
  await expect(today.getByRole("link", { name: "send the offer" })).toBeHidden();

  // The week knows it at once, and leads to it.
  const done = page.getByRole("region", { name: "This week" }).getByRole("row", { name: /^Tasks done/ });
  await expect(done.getByRole("link", { name: "1" })).toBeVisible();
  await done.getByRole("link", { name: "1" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tasks" })).toBeVisible();
  await expect(page.getByRole("grid").getByText("send the offer")).toBeVisible();

  // By the keyboard alone: home, arrange, one part away.
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await expect(page.getByRole("region", { name: "Pipeline" })).toBeVisible();
  await page.keyboard.press("a");
  // One after the other, without waiting for the program in between; what was said last is what stays.
  const saved = answered(page, "settings.patch", '"week","attention"');
  await page.getByRole("button", { name: "Put “Pipeline” away" }).press("Enter");
  await page.getByRole("button", { name: "Move “This week” up" }).press("Enter");
  await page.getByRole("button", { name: "Move “This week” up" }).press("Enter");
  await saved;
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByRole("region", { name: "This week" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Pipeline" })).toBeHidden();
  const parts = page.getByRole("main").getByRole("heading", { level: 2 });
  await expect(parts).toHaveText([
    "Today",
    "Today’s visits",
    "This week",
    "Deserves a look",
    "This month",
    "Birthdays and dates",
    "Looked at lately",
    "Running now",
  ]);
});

// covers(ROLE-11)
test("a visit that is late stands on today's way, says so, and is made up for there", async ({
  page,
  satchel,
}) => {
  await satchel.filled();
  await satchel.call("settings.patch", { patch: { start_from: "50667 Köln, Germany" } });
  const day = (away: number) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" }).format(Date.now() + away * 86_400_000);
  for (const [name, title, postal_code, city, due] of [
    ["Jana Brandt", "Show the samples", "53111", "Bonn", day(0)],
    ["Emil Weiß", "Look at the storehouse", "47119", "Duisburg", day(-2)],
  ] as const) {
    const addresses = [{ street: "Hauptstraße 1", postal_code, city, country: "DE" }];
    const { id } = await satchel.call<{ id: string }>("contacts.create", { display_name: name, addresses });
    await satchel.call("tasks.create", { title, type: "visit", due, contacts: [id] });
  }
  await open(page, satchel, "/home");
  const visits = page.getByRole("region", { name: "Today’s visits" });
  await expect(visits.getByRole("listitem")).toHaveCount(2);
  const late = visits.getByRole("listitem").filter({ hasText: "Look at the storehouse" });
  await expect(late).toContainText("Overdue:");
  await expect(visits.getByRole("listitem").filter({ hasText: "Show the samples" })).not.toContainText(
    "Overdue:",
  );
  // It stands once, and not under Today as well.
  await expect(page.getByRole("region", { name: "Today", exact: true })).not.toContainText("storehouse");

  // First the one that was missed, by a key; that outlives the window and is taken back.
  const order = () => visits.getByRole("listitem").getByRole("link", { name: /samples|storehouse/ });
  const [first = ""] = await order().allTextContents();
  // It stands there before the program has heard of it.
  const arranged = answered(page, "day.arrange");
  await visits
    .getByRole("button", { name: /^Move “.*” down$/ })
    .first()
    .press("Enter");
  await expect(order().first()).not.toHaveText(first);
  await arranged;
  await page.reload();
  await expect(order().first()).not.toHaveText(first);
  await page.keyboard.press("Control+z");
  await expect(order().first()).toHaveText(first);

  await late.getByRole("button", { name: "Complete: Look at the storehouse" }).click();
  await page.getByRole("textbox", { name: "Outcome" }).fill("Room for 400 pallets");
  await page.keyboard.press("Enter");
  await expect(visits.getByRole("listitem")).toHaveCount(1);
  await page.goto(`${satchel.address}/#/contacts/${await satchel.find("Weiß")}`);
  await expect(page.getByText("Room for 400 pallets").first()).toBeVisible();
});
