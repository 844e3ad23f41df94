// The home page: from a figure to its list and back, and an order of its parts that outlives the window.
import { expect, open, test } from "./satchel";

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
  const saved = () => page.waitForResponse((response) => response.url().includes("settings"));
  const away = saved();
  await page.getByRole("button", { name: "Put “Pipeline” away" }).press("Enter");
  expect((await away).ok()).toBe(true);
  const up = saved();
  await page.getByRole("button", { name: "Move “This week” up" }).press("Enter");
  expect((await up).ok()).toBe(true);
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByRole("region", { name: "This week" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Pipeline" })).toBeHidden();
  const parts = page.getByRole("main").getByRole("heading", { level: 2 });
  await expect(parts).toHaveText([
    "Today",
    "Today’s visits",
    "Deserves a look",
    "This week",
    "This month",
    "Birthdays and dates",
    "Looked at lately",
    "Running now",
  ]);
});
