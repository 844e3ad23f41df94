// How the fields of tasks and conversations are arranged, and what their pages and forms make of it.
import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { taskId } from "@/client/fakeDoing";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

const TASK = {
  of: "task",
  groups: [
    { name: "When", fields: ["title", "due", "status"] },
    { name: "", fields: ["notes"] },
  ],
  hidden: ["duration_min", "reminders"],
};
const follows = (one: HTMLElement, other: HTMLElement) =>
  Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

// covers(CON-10, TASK-7)
test("the fields of a task are arranged in the settings", async () => {
  const { user, client } = renderStory({ path: "/settings/layout" });
  await user.selectOptions(await screen.findByRole("combobox", { name: "Records" }), "Tasks");
  expect(await screen.findByRole("button", { name: "Leave out Title" })).toBeDisabled();
  expect(screen.queryByRole("button", { name: "Leave out Other records" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Leave out Duration" }));
  await waitFor(() =>
    expect(lastCall(client, "layouts.set")).toMatchObject({ of: "task", hidden: ["duration_min"] }),
  );
  await user.selectOptions(screen.getByRole("combobox", { name: "Records" }), "Conversations");
  expect(await screen.findByRole("button", { name: "Leave out Channel" })).toBeDisabled();
  expect(screen.getByRole("button", { name: "Leave out Outcome" })).toBeEnabled();
});

// covers(CON-10, TASK-7)
test("the form of a task stands as it was arranged", async () => {
  const { client } = renderStory({ path: `/tasks/${taskId(0)}/edit` });
  await client.call("layouts.set", TASK);
  const title = await screen.findByRole("textbox", { name: "Title" });
  expect(screen.getByRole("heading", { name: "When" })).toBeVisible();
  const [status, notes] = [
    screen.getByRole("combobox", { name: "Status" }),
    screen.getByRole("textbox", { name: "Notes" }),
  ];
  expect([follows(title, status), follows(status, notes)]).toEqual([true, true]);
  expect(follows(notes, screen.getByRole("combobox", { name: "Priority" }))).toBe(true);
  for (const name of ["Duration", "Reminder"]) expect(screen.queryByRole("combobox", { name })).toBeNull();
});

// covers(CON-10, TASK-7)
test("the page of a task says its facts in the groups the seller made", async () => {
  const { client } = renderStory({ path: `/tasks/${taskId(0)}` });
  await client.call("layouts.set", TASK);
  const when = await screen.findByRole("region", { name: "When" });
  expect(when).toHaveTextContent(/Due.*Status/);
});

// covers(CON-10, CON-9)
test("the boxes of a conversation stand as they were arranged, and the words come first in any case", async () => {
  const { user, client } = renderStory({ path: "/activity" });
  await client.call("layouts.set", {
    of: "communication",
    groups: [{ name: "", fields: ["body", "duration_s", "channel"] }],
    hidden: ["direction"],
  });
  await screen.findByText("Walked through the plant");
  await user.keyboard("lc");
  const dialog = await screen.findByRole("dialog", { name: "Log a call" });
  expect(within(dialog).getByRole("textbox", { name: "What was said" })).toHaveFocus();
  await waitFor(() => expect(within(dialog).queryByRole("combobox", { name: "Direction" })).toBeNull());
  const length = within(dialog).getByRole("spinbutton", { name: "Length in minutes" });
  const outcome = within(dialog).getByRole("combobox", { name: "Outcome" });
  expect(length.compareDocumentPosition(outcome) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});
