// The seller is told by itself, through the real program: what came is counted, opened, read, put away, switched off.
import { expect, firstRun, test } from "./satchel";

const day = (away: number) => new Date(Date.now() + away * 86_400_000).toISOString().slice(0, 10);

// covers(NOT-4, NOT-5, NOT-6, NOT-7, NOT-8, NOT-9)
test("an overdue task rings the bell, leads to itself, is read, and is told no more once switched off", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  await satchel.call("tasks.create", { title: "Send the offer", due: day(-3) });
  await page.getByRole("button", { name: "Notifications, 1 unread" }).click();
  const bell = page.getByRole("dialog", { name: "Notifications" });
  await bell.getByRole("link", { name: "Send the offer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Send the offer" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Notifications", exact: true })).toBeVisible();

  // The centre: everything by keys.
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { name: "Nothing unread" })).toBeVisible();
  await page.getByRole("tab", { name: "All" }).click();
  const main = page.getByRole("main");
  await expect(main.getByText(/Overdue: was due/)).toBeVisible();
  await page.keyboard.press("u");
  await expect(page.getByRole("button", { name: "Notifications, 1 unread" })).toBeVisible();
  await page.keyboard.press("s");
  await page.getByRole("button", { name: /Tomorrow morning/ }).click();
  await page.getByRole("tab", { name: "Snoozed" }).click();
  await expect(main.getByText(/^Until /)).toBeVisible();
  await expect(page.getByRole("button", { name: "Notifications", exact: true })).toBeVisible();

  // What is switched off is not told; the change of the setting is taken back like any other.
  await page.getByRole("button", { name: "Notification settings" }).click();
  await page.getByRole("checkbox", { name: "Overdue tasks: In Satchel" }).press("Space");
  await page.getByRole("checkbox", { name: "Overdue tasks: Desktop" }).press("Space");
  await satchel.call("tasks.create", { title: "Not told", due: day(-3) });
  await satchel.call("contacts.create", {
    given: "Grace",
    dates: [{ label: "birthday", value: `1987${day(0).slice(4)}` }],
    keep_in_touch_weeks: 6,
  });
  await page.goto(`${satchel.address}/#/notifications?show=all`);
  await satchel.call("notifications.patch_preferences", { patch: { digest_at: "00:00" } });
  await expect(main.getByRole("link", { name: "Unread: Grace" })).toBeVisible();
  await expect(main.getByText("Not told")).toBeHidden();
  await main.getByRole("button", { name: "Make a task: Grace" }).click();
  await expect(page.getByText("“Congratulate Grace” is a task for today")).toBeVisible();
});
