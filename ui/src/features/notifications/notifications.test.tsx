import { within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { taskId } from "@/client/fakeDoing";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import { parseNotificationSearch } from "./queries";

const line = async (name: string) => {
  const link = await within(await screen.findByRole("main")).findByRole("link", { name });
  const item = link.closest("li");
  if (!item) throw new Error(`${name} stands in no line.`);
  return within(item);
};

describe("the centre", () => {
  // covers(NOT-7, NOT-10, NOT-11, NOT-12)
  test("what is unread is shown with why it is told", async () => {
    renderStory("notifications/NotificationList/full");
    (await line("Unread: Grace Moreau")).getByText("Birthday today, turns 40");
    (await line("Unread: Send the revised offer")).getByText("Overdue: was due yesterday");
    (await line("Unread: Linus Okafor")).getByText(
      "Last reached last month; you want to speak every 6 weeks",
    );
    (await line("Unread: Prepare the quarterly review")).getByText(
      /nobody has reached Katherine Novak since$/,
    );
    expect(screen.queryByText("The deal is won")).toBeNull();
  });

  // covers(NOT-8)
  test("one is read by its button and by a key, all by one", async () => {
    const { user, client } = renderStory("notifications/NotificationList/full");
    await user.click(
      (await line("Unread: Grace Moreau")).getByRole("button", { name: "Mark as read: Grace Moreau" }),
    );
    await waitFor(() => expect(screen.queryByRole("link", { name: "Unread: Grace Moreau" })).toBeNull());
    expect(lastCall(client, "notifications.read")).toEqual({ ids: [idOf("notification", 1)] });
    await user.keyboard("ju");
    await waitFor(() => expect(screen.queryByText("Overdue: was due yesterday")).toBeNull());
    await user.click(screen.getByRole("button", { name: "Mark all as read" }));
    await screen.findByRole("heading", { name: "Nothing unread" });
    expect(lastCall(client, "notifications.read")).toEqual({});
    await user.click(screen.getByRole("tab", { name: "All" }));
    await screen.findByText("The deal is won");
  });

  // covers(NOT-7)
  test("it is filtered by what it is about, and one is put away", async () => {
    const { user, client } = renderStory("notifications/NotificationList/full");
    await line("Unread: Grace Moreau");
    await user.selectOptions(screen.getByRole("combobox", { name: "About what" }), "tasks");
    await waitFor(() => expect(screen.queryByText("Birthday today, turns 40")).toBeNull());
    await user.click(screen.getByRole("button", { name: "Snooze: Call back about the delivery date" }));
    await user.click(await screen.findByRole("button", { name: /Tomorrow morning/ }));
    await waitFor(() =>
      expect(lastCall(client, "notifications.snooze")).toMatchObject({ id: idOf("notification", 0) }),
    );
    await user.click(screen.getByRole("tab", { name: "Snoozed" }));
    await line("Unread: Call back about the delivery date");
  });

  test("opening one leads to its record, and it is read", async () => {
    const { user, client } = renderStory("notifications/NotificationList/full");
    await line("Unread: Grace Moreau");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(lastCall(client, "tasks.get")).toEqual({ id: taskId(1) }));
    expect(lastCall(client, "notifications.read")).toEqual({ ids: [idOf("notification", 0)] });
  });

  // covers(NOT-10)
  test("a task with somebody not spoken with is one click away", async () => {
    const { user, client } = renderStory("notifications/NotificationList/full");
    const linus = await line("Unread: Linus Okafor");
    await user.click(linus.getByRole("button", { name: "Make a task: Linus Okafor" }));
    await screen.findByText("“Get in touch with Linus Okafor” is a task for today");
    expect(lastCall(client, "tasks.create")).toMatchObject({
      title: "Get in touch with Linus Okafor",
      contacts: [idOf("contact", 4)],
    });
    await waitFor(() => expect(screen.queryByText(/every 6 weeks/)).toBeNull());
  });

  test("nothing, and nothing of a sort, are said", async () => {
    renderStory("notifications/NotificationList/empty");
    await screen.findByRole("heading", { name: "Nothing unread" });
    expect(parseNotificationSearch({ show: "read", sort: "deals", page: "3" })).toEqual({
      sort: "deals",
      page: 3,
    });
  });
});

describe("the bell", () => {
  // covers(NOT-6, NOT-9)
  test("it counts, says when one comes, and shows the newest", async () => {
    const { user, client } = renderStory({ path: "/contacts" });
    await user.click(await screen.findByRole("button", { name: "Notifications, 6 unread" }));
    const newest = await screen.findByRole("dialog", { name: "Notifications" });
    within(newest).getByRole("link", { name: "Unread: Grace Moreau" });
    const unread = client.notifications.raise({
      event: "deal_lost",
      kind: "deal",
      record_id: idOf("deal", 0),
      title: "Lost one",
    });
    client.emit({ type: "notify", unread });
    await within(newest).findByRole("link", { name: "Unread: Lost one" });
    expect(screen.getByText("A new notification")).toHaveAttribute("role", "status");
    await user.click(within(newest).getByRole("button", { name: "Mark all as read" }));
    await screen.findByRole("button", { name: "Notifications" });
    await user.click(within(newest).getByRole("link", { name: "All notifications" }));
    await screen.findByRole("heading", { level: 1, name: "Notifications" });
  });

  test("g n leads to all, and so does a note of the desktop; that of one to its record", async () => {
    const { user, client } = renderStory({ path: "/contacts" });
    await screen.findByText("Ada Bensalem");
    await user.keyboard("gn");
    await screen.findByRole("heading", { level: 1, name: "Notifications" });
    const { rows } = await client.call("notifications.list", {});
    client.emit({ type: "open", notification: rows[1] ?? null });
    await waitFor(() => expect(lastCall(client, "contacts.get")).toEqual({ id: idOf("contact", 1) }));
    client.emit({ type: "open", notification: null });
    await screen.findByRole("heading", { level: 1, name: "Notifications" });
  });
});

// covers(NOT-5)
test("what is told where, and when it is quiet, is chosen in the settings", async () => {
  const { user, client } = renderStory("notifications/NotificationSettings/full");
  await user.click(await screen.findByRole("checkbox", { name: "Birthdays: Desktop" }));
  await waitFor(() =>
    expect(lastCall(client, "notifications.patch_preferences")).toEqual({
      patch: { events: { birthday: { desktop: false } } },
    }),
  );
  expect(screen.getByRole("checkbox", { name: "Birthdays: Desktop" })).not.toBeChecked();
  await user.click(screen.getByRole("switch", { name: "Quiet hours" }));
  const until = await screen.findByLabelText("Quiet until");
  expect(until).toHaveValue("07:00");
  await user.selectOptions(screen.getByRole("combobox", { name: "Birthdays ahead" }), "3");
  await waitFor(() =>
    expect(lastCall(client, "notifications.patch_preferences")).toEqual({ patch: { birthday_days: 3 } }),
  );
});

// covers(NOT-10)
test("on a person's page it is chosen how often they want to be spoken with", async () => {
  const { user, client } = renderStory({ path: `/contacts/${idOf("contact", 4)}` });
  await user.click(await screen.findByRole("button", { name: "Keep in touch" }));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Every 6 weeks" }));
  await waitFor(() =>
    expect(lastCall(client, "contacts.patch")).toMatchObject({ patch: { keep_in_touch_weeks: 6 } }),
  );
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: "Keep in touch: every 6 weeks" }));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Not at all" }));
  await waitFor(() =>
    expect(lastCall(client, "contacts.patch")).toMatchObject({ patch: { keep_in_touch_weeks: null } }),
  );
});
