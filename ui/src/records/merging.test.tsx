import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

const ask = async () => {
  const rendered = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await rendered.user.keyboard("xjx");
  await rendered.user.click(await screen.findByRole("button", { name: "Merge" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Merge 2 contacts into one" }));
  const stays = await dialog.findAllByRole("radio", { name: /stays$/ });
  return { ...rendered, dialog, stays };
};

// covers(CON-3)
test("two that are selected stand side by side, and are merged as it was chosen", async () => {
  const { user, client, dialog, stays } = await ask();
  expect(stays.map((one) => (one as HTMLInputElement).checked)).toEqual([true, false]);
  expect(dialog.getByText("2 deals · 1 task")).toBeInTheDocument();
  const family = dialog.getAllByRole("radio", { name: /^Last name: / });
  expect(family.map((one) => (one as HTMLInputElement).checked)).toEqual([true, false]);
  await user.click(family[1]!);
  await user.click(dialog.getByRole("button", { name: "Merge" }));
  await waitFor(() => expect(lastCall(client, "contacts.merge")).toBeDefined());
  const { id, others, fields } = lastCall(client, "contacts.merge") as {
    id: string;
    others: string[];
    fields: Record<string, string>;
  };
  expect(fields).toEqual({ family: others[0] });
  expect(others).not.toContain(id);
  await screen.findByText(/^Merged into Ada /);
  expect(screen.queryByText("2 selected")).toBeNull();
});

// covers(CON-3)
test("another one may stay, and the question is asked anew", async () => {
  const { user, client, dialog, stays } = await ask();
  const asked = () => (lastCall(client, "contacts.compare") as { ids: string[] }).ids;
  const before = asked();
  await user.click(stays[1]!);
  await waitFor(() => expect(asked()).toEqual([before[1], before[0]]));
  const [first] = asked();
  await user.click(dialog.getByRole("button", { name: "Merge" }));
  await waitFor(() => expect(lastCall(client, "contacts.merge")).toMatchObject({ id: first }));
});

// covers(CON-3, UX-5)
test("a merged one is taken apart from its page's menu and by its key", async () => {
  const { user, client } = renderStory("contacts/ContactShow/full");
  await screen.findByRole("heading", { level: 1, name: /Ada/ });
  await user.click(screen.getByRole("button", { name: "More" }));
  expect(screen.queryByRole("menuitem", { name: /^Take apart/ })).toBeNull();
  await user.keyboard("{Escape}");
  await client.call("contacts.merge", { id: idOf("contact", 0), others: [idOf("contact", 1)] });
  await waitFor(async () => {
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("button", { name: "More" }));
    expect(screen.getByRole("menuitem", { name: /^Take apart again/ })).toBeInTheDocument();
  });
  await user.click(screen.getByRole("menuitem", { name: /^Take apart again/ }));
  await waitFor(() => expect(lastCall(client, "contacts.unmerge")).toEqual({ id: idOf("contact", 1) }));
  await screen.findByText(/is on its own again$/);
});

// covers(CON-3)
test("of several that were merged one is chosen", async () => {
  const { user, client } = renderStory("contacts/ContactShow/full");
  await screen.findByRole("heading", { level: 1, name: /Ada/ });
  await client.call("contacts.merge", { id: idOf("contact", 0), others: [idOf("contact", 1)] });
  await client.call("contacts.merge", { id: idOf("contact", 0), others: [idOf("contact", 2)] });
  await waitFor(async () => {
    await user.keyboard("{Shift>}U{/Shift}");
    expect(screen.getByRole("dialog", { name: "What was merged into this record" })).toBeInTheDocument();
  });
  const dialog = within(screen.getByRole("dialog"));
  await waitFor(() => expect(dialog.getAllByRole("listitem")).toHaveLength(2));
  await user.click(dialog.getAllByRole("button", { name: /^Take apart/ })[1]!);
  await waitFor(() => expect(lastCall(client, "contacts.unmerge")).toEqual({ id: idOf("contact", 2) }));
});
