// The day's work with records of the seller's own kinds: what is to be done, what was said, and a list worked one by one.
import { within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contact, idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

const NORA = idOf("own_boat", 1);
const OWNER = contact(1);

let followed: string[] = [];
const note = (event: Event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link?.href.startsWith("tel:") || link?.href.startsWith("mailto:")) {
    event.preventDefault();
    followed.push(link.href);
  }
};
beforeEach(() => {
  followed = [];
  document.addEventListener("click", note);
});
afterEach(() => document.removeEventListener("click", note));

// covers(CON-10, TASK-1, CON-9)
test("a boat's page shows what is to be done about it and what was said, and takes the next task", async () => {
  const { user, client } = renderStory("kinds/OwnRecordShow/full");
  await screen.findByText(/Looked at the keel/);
  expect(screen.getByRole("button", { name: "Conversations" })).toBeInTheDocument();
  await user.click(screen.getByRole("tab", { name: /Tasks/ }));
  const open = within(await screen.findByRole("region", { name: "Open tasks" }));
  expect(await open.findByRole("link", { name: "Order an impeller" })).toBeInTheDocument();
  expect(open.queryByRole("link", { name: "Nora" })).toBeNull();
  await user.type(open.getByRole("textbox", { name: "New task" }), "Paint the keel tomorrow{Enter}");
  await waitFor(() =>
    expect(lastCall(client, "tasks.quick")).toMatchObject({
      text: "Paint the keel tomorrow",
      own_records: [NORA],
    }),
  );
  expect(await open.findByRole("link", { name: "Paint the keel" })).toBeInTheDocument();
});

// covers(CON-10, CALL-8, CON-9)
test("what is said about a boat is written down about its owner too", async () => {
  const { user, client } = renderStory("kinds/OwnRecordShow/full");
  await screen.findByRole("heading", { level: 1, name: "Nora" });
  await user.keyboard("lc");
  const dialog = within(await screen.findByRole("dialog", { name: "Log a call" }));
  expect(await dialog.findByText("Nora")).toBeVisible();
  expect(await dialog.findByText(OWNER.display_name)).toBeVisible();
  expect(dialog.getByRole("combobox", { name: "Boats, Engines" })).toBeInTheDocument();
  await user.type(dialog.getByRole("textbox", { name: "What was said" }), "Wants it in the water by May");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(lastCall(client, "communications.log")).toMatchObject({
      channel: "call",
      contacts: [OWNER.id],
      own_records: [NORA],
    }),
  );
});

// covers(CON-10, CALL-8, UX-5)
test("a list of boats is worked as one of people: call the owner, write it down, the next", async () => {
  const { user } = renderStory({
    path: `/records/own_boat?rules=${encodeURIComponent(JSON.stringify([{ field: "name", op: "equals", value: "Nora" }]))}`,
    fake: { kinds: true },
  });
  await screen.findByRole("row", { name: /Nora/ });
  await user.keyboard("t");
  await waitFor(() => expect(followed).toEqual([`tel:${OWNER.phones[0]!.e164}`]));
  await user.keyboard("w");
  await screen.findByRole("heading", { level: 1, name: "Nora" });
  expect(screen.getByText("1 of 1")).toBeVisible();
  await user.keyboard("m");
  await waitFor(() => expect(followed[1]).toBe(`mailto:${OWNER.emails[0]!.value}`));
  await user.keyboard("lv");
  expect(
    await within(await screen.findByRole("dialog", { name: "Log a visit" })).findByText("Nora"),
  ).toBeVisible();
  await user.keyboard("{Escape}");
  await user.keyboard("w");
  await screen.findByRole("heading", { level: 1, name: "Boats" });
});

// covers(TASK-1, CON-10)
test("tasks are filtered by a boat, and a boat is meant by its marked name", async () => {
  const { user, client } = renderStory({ path: "/tasks?view=all", fake: { kinds: true } });
  await screen.findByText("Order an impeller");
  await user.click(screen.getByRole("button", { name: "Filter" }));
  const form = within(await screen.findByRole("dialog", { name: "Add a rule" }));
  await user.selectOptions(form.getByRole("combobox", { name: "Field" }), "Boats, Engines");
  await user.type(form.getByRole("combobox", { name: "Value" }), "Nora");
  await user.click(await screen.findByRole("option", { name: /Nora.*Boat/ }));
  await user.click(form.getByRole("button", { name: "Apply" }));
  await waitFor(() =>
    expect(lastCall(client, "tasks.list")).toMatchObject({
      query: { filter: { is: { field: "own_records", op: "equals", value: NORA } } },
    }),
  );
  expect(await screen.findByRole("button", { name: /Boats, Engines.*Nora/ })).toBeInTheDocument();
  await user.type(screen.getByRole("textbox", { name: "Type a task" }), "Paint @Alma");
  const chosen = await screen.findByRole("combobox", { name: /Alma/ });
  expect(within(chosen).getByRole("option", { name: "Alma · Boat" })).toBeInTheDocument();
});
