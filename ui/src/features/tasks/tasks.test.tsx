import { within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { taskId } from "@/client/fakeDoing";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import { groupOf, inOrder, mondayOf } from "./when";

const open = async (path = "/tasks") => {
  const rendered = renderStory({ path });
  await screen.findByRole("heading", { level: 1 });
  return rendered;
};
const box = () => screen.getByRole("textbox", { name: "Type a task" });

describe("typing a task", () => {
  // covers(TASK-10)
  test("it says what it understood before Enter makes the task", async () => {
    const { user, client } = await open();
    await screen.findByText("Send the revised offer");
    await user.keyboard("c");
    expect(box()).toHaveFocus();
    await user.type(box(), "call @Grace tomorrow 3pm !high #renewal");
    const understood = await screen.findByRole("group", { name: "What was understood" });
    await within(understood).findByText(/tomorrow, 15:00/);
    within(understood).getByText("High");
    within(understood).getByText("renewal");
    expect(lastCall(client, "tasks.quick")).toBeUndefined();
    await user.click(within(understood).getByRole("combobox", { name: "Who is Grace?" }));
    await user.selectOptions(
      within(understood).getByRole("combobox", { name: "Who is Grace?" }),
      idOf("contact", 1),
    );
    await user.type(box(), "{Enter}");
    await waitFor(() =>
      expect(lastCall(client, "tasks.quick")).toMatchObject({
        text: "call @Grace tomorrow 3pm !high #renewal",
        meant: [{ words: "Grace", kind: "contact", id: idOf("contact", 1) }],
      }),
    );
    await screen.findByText("call Grace");
    expect(box()).toHaveValue("");
  });

  // covers(TASK-10)
  test("words that were not meant so go back into the title", async () => {
    const { user, client } = await open();
    await user.type(box(), "watch the film tomorrow");
    await user.click(await screen.findByRole("button", { name: "Not meant: tomorrow" }));
    await user.type(box(), "{Enter}");
    await waitFor(() => expect(lastCall(client, "tasks.quick")).toMatchObject({ plain: ["tomorrow"] }));
    await screen.findByText("watch the film tomorrow");
  });

  test("what the program refuses is said, and the words stay", async () => {
    const { user } = await open();
    await user.type(box(), "tomorrow{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("A task needs a title.");
    expect(box()).toHaveValue("tomorrow");
    await user.clear(box());
  });
});

// covers(TASK-10)
test("what is typed while a task is made is the next one", async () => {
  const { user, client } = await open();
  const call = client.call.bind(client);
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  vi.spyOn(client, "call").mockImplementation(async (name, input) => {
    if (name === "tasks.quick") await gate;
    return call(name, input);
  });
  await user.type(box(), "order paper{Enter}");
  await user.type(box(), " water the plants");
  go();
  await screen.findByText("order paper");
  await waitFor(() => expect(box()).toHaveValue("water the plants"));
  await user.clear(box());
});

describe("the agenda", () => {
  // covers(TASK-4, TASK-5, TASK-6)
  test("what is late stands first, and it says how it stands", async () => {
    await open();
    await screen.findByText("Send the revised offer");
    const headings = screen.getAllByRole("heading", { level: 2 }).map((one) => one.textContent);
    expect(headings).toEqual(["Overdue 1", "Today 3", "The next days 2", "Without a day 1"]);
    const counts = screen.getByRole("list", { name: "How it stands" });
    expect(within(counts).getByText(/^\d+ to do$/)).toBeVisible();
    expect(within(counts).getByText(/^\d+ due today$/)).toBeVisible();
    expect(within(counts).getByText("1 overdue")).toBeVisible();
    expect(within(counts).getByText("1 done this week")).toBeVisible();
  });

  // covers(TASK-4)
  test("what there is too much of is said, with the way to all", async () => {
    const { user, client } = await open();
    await screen.findByText("Send the revised offer");
    expect(screen.queryByText(/tasks are shown here/)).toBeNull();
    await Promise.all(
      Array.from({ length: 120 }, (_, at) => client.call("tasks.create", { title: `Some day ${at}` })),
    );
    const note = within((await screen.findByText(/106 of 127 tasks are shown here/)).closest("p")!);
    await user.click(note.getByRole("link", { name: "All tasks" }));
    expect(await screen.findByRole("tab", { name: /All/, selected: true })).toBeVisible();
  });

  // covers(TASK-1)
  test("a key completes one, with what came of it, and Undo brings it back", async () => {
    const { user, client } = await open();
    await screen.findByText("Send the revised offer");
    await user.keyboard("d");
    const dialog = await screen.findByRole("dialog", { name: "What came of it?" });
    await user.type(within(dialog).getByRole("textbox", { name: "Outcome" }), "They agreed{Enter}");
    await screen.findByText("“Send the revised offer” is done");
    expect(lastCall(client, "tasks.complete")).toEqual({ id: taskId(0), outcome: "They agreed" });
    await waitFor(() => expect(screen.queryByRole("link", { name: "Send the revised offer" })).toBeNull());
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await screen.findByRole("link", { name: "Send the revised offer" });
  });

  test("one that comes again says when", async () => {
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "Complete: Send the weekly report" }));
    await user.keyboard("{Enter}");
    await screen.findByText(/The next one is due/);
  });

  test("one is put away until tomorrow", async () => {
    const { user, client } = await open();
    await screen.findByText("Send the revised offer");
    await user.keyboard("js");
    await user.click(await screen.findByRole("button", { name: /Tomorrow morning/ }));
    await waitFor(() => expect(lastCall(client, "tasks.snooze")).toMatchObject({ id: taskId(1) }));
    await waitFor(() => expect(screen.queryByRole("link", { name: /Call back/ })).toBeNull());
  });
});

// covers(TASK-2, TASK-6, TASK-9)
test("all tasks stand in a table, and several are completed at once", async () => {
  const { user, client } = await open("/tasks?view=all");
  await screen.findByText("Book the stand at the trade fair");
  await user.keyboard("xjx");
  await user.click(await screen.findByRole("button", { name: "Done" }));
  await screen.findByText("2 tasks completed");
  expect(lastCall(client, "tasks.patch_many")).toMatchObject({ patch: { status: "done" } });
});

// covers(TASK-7, TASK-9)
test("a form changes a task, and only what was changed", async () => {
  const { user, client } = await open(`/tasks/${taskId(2)}/edit`);
  await user.selectOptions(await screen.findByRole("combobox", { name: "Priority" }), "high");
  await user.clear(screen.getByRole("textbox", { name: "Notes" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(lastCall(client, "tasks.patch")).toEqual({
      id: taskId(2),
      version: 1,
      patch: { priority: "high", notes: null },
    }),
  );
  await screen.findByRole("heading", { level: 1, name: "Prepare the quarterly review" });
});

// covers(TASK-7)
test("what was changed elsewhere meanwhile is not written over by the form", async () => {
  const { user, client } = await open(`/tasks/${taskId(2)}/edit`);
  await user.selectOptions(await screen.findByRole("combobox", { name: "Reminder" }), "10");
  await client.call("tasks.patch", { id: taskId(2), patch: { priority: "low" } });
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText(/changed meanwhile/i);
  expect(lastCall(client, "tasks.patch")).toEqual({
    id: taskId(2),
    version: 1,
    patch: { reminders: [{ minutes: 10 }] },
  });
  await user.click(screen.getByRole("button", { name: "Discard" }));
  await waitFor(() => expect(screen.getByRole("combobox", { name: "Priority" })).toHaveValue("low"));
  await user.selectOptions(screen.getByRole("combobox", { name: "Reminder" }), "1440");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByRole("heading", { level: 1, name: "Prepare the quarterly review" });
  expect(lastCall(client, "tasks.patch")).toMatchObject({ patch: { reminders: [{ minutes: 1440 }] } });
});

// covers(TASK-3)
test("a person's page shows what is to be done and takes the next task", async () => {
  const { user, client } = await open(`/contacts/${idOf("contact", 0)}`);
  await user.click(await screen.findByRole("tab", { name: /^Tasks/ }));
  await screen.findByRole("link", { name: "Send the revised offer" });
  await user.type(screen.getByRole("textbox", { name: "New task" }), "Send the samples{Enter}");
  await waitFor(() =>
    expect(lastCall(client, "tasks.quick")).toMatchObject({ contacts: [idOf("contact", 0)] }),
  );
  await screen.findByRole("link", { name: "Send the samples" });
});

// covers(TASK-4)
test("a day is due wherever one is, a moment where its zone says", () => {
  const now = new Date(2026, 2, 11, 10).getTime();
  const task = (due: { due?: string; due_ms?: number }) => ({
    status: "open" as const,
    priority: "none" as const,
    ...due,
  });
  expect(groupOf(task({ due: "2026-03-10" }), now)).toBe("overdue");
  expect(groupOf(task({ due: "2026-03-11" }), now)).toBe("today");
  expect(groupOf(task({ due: "2026-03-12", due_ms: now - 1 }), now)).toBe("overdue");
  expect(groupOf(task({ due: "2026-03-12" }), now)).toBe("upcoming");
  expect(groupOf(task({}), now)).toBe("someday");
  expect(mondayOf("2026-03-15")).toBe("2026-03-09");
  const [first, second] = inOrder([task({ due: "2026-03-11" }), task({ due: "2026-03-11", due_ms: now })]);
  expect([first?.due_ms, second?.due_ms]).toEqual([now, undefined]);
});

// covers(UX-5, TASK-1)
test("who has left the line by Escape and completes a task by its key has the keys still, not the line", async () => {
  const { user } = renderStory("tasks/TaskList/full");
  const line = await screen.findByRole("textbox", { name: "Type a task" });
  await user.keyboard("q");
  expect(line).toHaveFocus();
  await user.keyboard("{Escape}d");
  await user.type(await screen.findByRole("textbox", { name: "Outcome" }), "Done{Enter}");
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(line).not.toHaveFocus();
  await user.keyboard("d");
  expect(await screen.findByRole("textbox", { name: "Outcome" })).toBeVisible();
});
