import { act, fireEvent, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { communicationId } from "@/client/fakeDoing";
import { idOf } from "@/client/fakePeople";
import { NOW } from "@/client/fakePeople";
import { setClock } from "@/locales/format";
import { isUnsaved } from "@/records/draft";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

const open = async (path: string) => {
  const rendered = renderStory({ path });
  await screen.findByRole("heading", { level: 1 });
  return rendered;
};

// covers(CON-9, CALL-11)
test("two keys and the text write a call down, with the next step as a task", async () => {
  const { user, client } = await open(`/contacts/${idOf("contact", 0)}`);
  await screen.findByRole("heading", { level: 1, name: /Ada/ });
  await user.keyboard("lc");
  const dialog = await screen.findByRole("dialog", { name: "Log a call" });
  expect(within(dialog).getByRole("textbox", { name: "What was said" })).toHaveFocus();
  await user.keyboard("Wants a discount");
  await user.selectOptions(within(dialog).getByRole("combobox", { name: "Outcome" }), "reached");
  await user.type(within(dialog).getByRole("textbox", { name: "Next step" }), "send the offer tomorrow");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(lastCall(client, "communications.log")).toMatchObject({
      channel: "call",
      body: "Wants a discount",
      outcome: "reached",
      contacts: [idOf("contact", 0)],
      next_step: "send the offer tomorrow",
    }),
  );
  await screen.findByText("Next: send the offer");
  await screen.findByText("Wants a discount");
});

// covers(CON-9, TASK-3)
test("a call about a deal names the deal and its only contact, and the task that follows stands on its page", async () => {
  const deal = idOf("deal", 4);
  const { user, client } = await open(`/deals/${deal}`);
  await user.keyboard("lc");
  await screen.findByRole("dialog", { name: "Log a call" });
  await user.keyboard("They want two");
  await user.type(screen.getByRole("textbox", { name: "Next step" }), "order two tomorrow");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(lastCall(client, "communications.log")).toBeDefined());
  expect(lastCall(client, "communications.log")).toMatchObject({
    deals: [deal],
    contacts: [idOf("contact", 4)],
    body: "They want two",
  });
  await screen.findByText("They want two");
  await user.click(screen.getByRole("tab", { name: /^Tasks/ }));
  await screen.findByRole("link", { name: "order two" });
});

test("what was written and not saved is there the next time", async () => {
  const { user } = await open(`/contacts/${idOf("contact", 4)}`);
  await user.keyboard("lv");
  await user.keyboard("half a thou");
  await user.type(screen.getByRole("textbox", { name: "Next step" }), "send the offer{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await user.keyboard("lv");
  const text = await screen.findByRole("textbox", { name: "What was said" });
  expect(text).toHaveValue("half a thou");
  expect(screen.getByRole("textbox", { name: "Next step" })).toHaveValue("send the offer");
  await user.clear(text);
  await user.clear(screen.getByRole("textbox", { name: "Next step" }));
});

// covers(CON-9, UX-2)
test("what was set beside the text is there the next time too, until it is discarded", async () => {
  const { user, client } = await open(`/contacts/${idOf("contact", 4)}`);
  const box = (role: "combobox" | "spinbutton" | "textbox", name: string) => screen.getByRole(role, { name });
  const closed = () => waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  for (const close of [
    () => user.keyboard("{Escape}"),
    () => user.click(screen.getByRole("button", { name: "Finish later" })),
    () => user.click(screen.getByRole("button", { name: "Close" })),
  ]) {
    await user.keyboard("lc");
    await screen.findByRole("dialog", { name: "Log a call" });
    await user.keyboard("x");
    await user.selectOptions(box("combobox", "Outcome"), "left_message");
    await user.clear(box("spinbutton", "Length in minutes"));
    await user.type(box("spinbutton", "Length in minutes"), "12");
    await close();
    await closed();
  }
  await user.keyboard("lc");
  await screen.findByRole("dialog", { name: "Log a call" });
  expect(box("textbox", "What was said")).toHaveValue("xxx");
  expect(box("combobox", "Outcome")).toHaveValue("left_message");
  expect(box("spinbutton", "Length in minutes")).toHaveValue(12);
  await user.click(screen.getByRole("button", { name: "Discard" }));
  await closed();
  await user.keyboard("lc");
  await screen.findByRole("dialog", { name: "Log a call" });
  expect(box("combobox", "Outcome")).toHaveValue("");
  expect(box("spinbutton", "Length in minutes")).toHaveValue(null);
  await user.keyboard("Again");
  await user.selectOptions(box("combobox", "Outcome"), "reached");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await closed();
  expect(lastCall(client, "communications.log")).toMatchObject({ body: "Again", outcome: "reached" });
  expect(isUnsaved(), "nothing is left of it").toBe(false);
});

// covers(CON-9)
test("a held key writes a call down once", async () => {
  const { user, client } = await open(`/contacts/${idOf("contact", 0)}`);
  await user.keyboard("lc");
  await screen.findByRole("dialog", { name: "Log a call" });
  await user.keyboard("Once is enough{Control>}{Enter}{Enter}{/Control}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(client.calls.filter(({ name }) => name === "communications.log")).toHaveLength(1);
});

// covers(CALL-8)
test("after a number was dialled the window asks for the outcome, with the time it took", async () => {
  const { client, user } = await open(`/contacts/${idOf("contact", 0)}`);
  const link = await screen.findByRole("link", { name: /^Call / });
  link.addEventListener("click", (event) => event.preventDefault());
  fireEvent.click(link);
  await screen.findByText("Dialled");
  await waitFor(() => expect(lastCall(client, "contacts.matches")).toBeDefined());
  act(() => void window.dispatchEvent(new Event("blur")));
  setClock(() => NOW + 185_000);
  act(() => void window.dispatchEvent(new Event("focus")));
  const dialog = await screen.findByRole("dialog", { name: "Log a call" });
  expect(within(dialog).getByRole("spinbutton", { name: "Length in minutes" })).toHaveValue(3);
  await user.keyboard("{Escape}");
  // Nothing is lost: the call can still be written down.
  await user.click(await screen.findByRole("button", { name: "Log a call" }));
  await user.click(await screen.findByRole("button", { name: "Log" }));
  await waitFor(() =>
    expect(lastCall(client, "communications.log")).toMatchObject({
      duration_s: 185,
      at_ms: NOW,
      contacts: [idOf("contact", 0)],
    }),
  );
  await waitFor(() => expect(screen.queryByText("Dialled")).toBeNull());
  vi.restoreAllMocks();
});

// covers(CALL-10, CON-9)
test("all conversations stand in a list, and one is set right", async () => {
  const { user, client } = await open("/activity");
  await screen.findByText("Walked through the plant");
  await user.dblClick(screen.getByText("Walked through the plant"));
  await screen.findByRole("heading", { level: 1, name: "Walked through the plant" });
  await user.click(screen.getByRole("button", { name: "Edit" }));
  const dialog = await screen.findByRole("dialog", { name: "Edit the conversation" });
  await user.selectOptions(within(dialog).getByRole("combobox", { name: "Outcome" }), "no_show");
  // It was logged before; now it is saved.
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(lastCall(client, "communications.patch")).toMatchObject({
      id: communicationId(2),
      patch: { outcome: "no_show" },
    }),
  );
});

test("a list is worked record by record, from where one is in it", async () => {
  const { user } = await open(
    `/contacts?rules=${encodeURIComponent(JSON.stringify([{ field: "given", op: "equals", value: "Ada" }]))}`,
  );
  const rows = await screen.findAllByText(/^Ada /);
  const names = rows.map((row) => row.textContent);
  expect(names.length).toBeGreaterThan(1);
  await user.keyboard("w");
  await screen.findByRole("heading", { level: 1, name: names[0]! });
  expect(screen.getByText(new RegExp(`^1 of \\d+$`))).toBeVisible();
  await user.keyboard("w");
  await screen.findByRole("heading", { level: 1, name: names[1]! });
  await user.keyboard("lc");
  const dialog = await screen.findByRole("dialog", { name: "Log a call" });
  expect(within(dialog).getByText(names[1]!)).toBeVisible();
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: "Stop working the list" }));
  expect(screen.queryByRole("button", { name: /Next one/ })).toBeNull();
});

// covers(AUD-4, AUD-5, AUD-6)
test("the feed tells what happened with anybody, and only what one wants to see", async () => {
  const { user, client } = await open("/activity");
  await user.click(await screen.findByRole("button", { name: "Everything that happened" }));
  await screen.findByRole("link", { name: "Send the revised offer" });
  expect(screen.getAllByRole("link", { name: /^Ada/ }).length).toBeGreaterThan(0);
  await user.click(screen.getByRole("button", { name: "Conversations" }));
  await waitFor(() => expect(lastCall(client, "activity.feed")).toMatchObject({ only: ["communication"] }));
  await waitFor(() =>
    expect(screen.queryByRole("link", { name: "Send the revised offer" })).not.toBeInTheDocument(),
  );
});

// covers(AUD-5, AUD-6)
test("a timeline shows only notes when one asks for them", async () => {
  const { user, client } = await open(`/contacts/${idOf("contact", 0)}`);
  await user.click(await screen.findByRole("button", { name: "Notes" }));
  await waitFor(() => expect(lastCall(client, "contacts.timeline")).toMatchObject({ only: ["note"] }));
  await user.click(screen.getByRole("button", { name: "Changes" }));
  await waitFor(() =>
    expect(lastCall(client, "contacts.timeline")).toMatchObject({ only: ["change", "import"] }),
  );
});
