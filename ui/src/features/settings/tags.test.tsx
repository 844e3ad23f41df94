import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

const row = async (name: string) =>
  (await screen.findByRole("button", { name: `Rename ${name}` })).closest<HTMLElement>("[role=row]")!;

// covers(CON-11)
test("every tag stands there with how many carry it, and leads to them", async () => {
  const { user, client } = renderStory("settings/TagList/full");
  const vip = await row("vip");
  const count = await within(vip).findByRole("link", { name: /^Contacts with the tag vip: \d+$/ });
  const { total } = await client.call("contacts.list", {
    query: { filter: { is: { field: "tags", op: "equals", value: "vip" } } },
  });
  expect(count).toHaveTextContent(String(total));
  expect(within(await row("press")).queryByRole("link", { name: /^Companies/ })).toBeNull();
  await user.click(count);
  await screen.findByRole("heading", { level: 1, name: "Contacts" });
  await waitFor(() => expect(screen.getByRole("main")).toHaveTextContent(`${total}`));
});

// covers(CON-11)
test("a tag gets another name, and one press brings the old one back", async () => {
  const { user, client } = renderStory("settings/TagList/full");
  await user.click(await screen.findByRole("button", { name: "Rename vip" }));
  const dialog = await screen.findByRole("dialog", { name: "Rename vip" });
  const box = within(dialog).getByLabelText("New name");
  expect(box).toHaveFocus();
  await user.clear(box);
  await user.type(box, " Key account {Enter}");
  await screen.findByText("“vip” is now “Key account”");
  expect(lastCall(client, "tags.rename")).toEqual({ id: expect.any(String) as unknown, name: "Key account" });
  await row("Key account");
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await row("vip");
});

// covers(CON-11)
test("a name that another tag has is an offer to join the two", async () => {
  const { user, client } = renderStory("settings/TagList/full");
  await row("vip");
  await user.keyboard("e");
  const dialog = await screen.findByRole("dialog", { name: "Rename customer" });
  const box = within(dialog).getByLabelText("New name");
  await user.clear(box);
  await user.type(box, "VIP{Enter}");
  await within(dialog).findByText(/There is a tag called “VIP” already/);
  await user.click(within(dialog).getByRole("button", { name: "Join the two" }));
  await screen.findByText("“customer” is joined with “VIP”");
  expect(lastCall(client, "tags.merge")).toMatchObject({ into: idOf("tag", 0x7a00) });
  await waitFor(() => expect(screen.queryByRole("button", { name: "Rename customer" })).toBeNull());
});

// covers(CON-11)
test("two tags are joined", async () => {
  const { user, client } = renderStory("settings/TagList/full");
  await user.click(await screen.findByRole("button", { name: "Join lead with another" }));
  const dialog = await screen.findByRole("dialog", { name: "Join lead with another" });
  expect(dialog).toHaveAccessibleDescription(/“lead” is gone/);
  const go = within(dialog).getByRole("button", { name: "Join" });
  expect(go).toBeDisabled();
  const choice = within(dialog).getByLabelText("Join with");
  expect(choice).toHaveFocus();
  expect(within(choice).queryByRole("option", { name: "lead" })).toBeNull();
  await user.selectOptions(choice, "customer");
  await user.click(go);
  await screen.findByText("“lead” is joined with “customer”");
  expect(lastCall(client, "tags.merge")).toEqual({ id: idOf("tag", 0x7a02), into: idOf("tag", 0x7a01) });
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await row("lead");
});

// covers(CON-11)
test("a tag gets a colour, or the one of its name again", async () => {
  const { user, client } = renderStory("settings/TagList/full");
  await user.click(await screen.findByRole("button", { name: "Colour of vip" }));
  expect(await screen.findByRole("menuitemcheckbox", { name: "Amber" })).toBeChecked();
  await user.click(screen.getByRole("menuitemcheckbox", { name: "Teal" }));
  await waitFor(() => expect(lastCall(client, "tags.patch")).toHaveProperty("patch", { colour: "teal" }));
  await waitFor(() => expect(screen.getByRole("menuitemcheckbox", { name: "Teal" })).toBeChecked());
  await user.click(screen.getByRole("menuitemcheckbox", { name: "By the name" }));
  await waitFor(() => expect(lastCall(client, "tags.patch")).toHaveProperty("patch", { colour: null }));
});

// covers(CON-11)
test("a tag is taken off everybody by one key, and back by one press", async () => {
  const { user, client } = renderStory("settings/TagList/full");
  await row("vip");
  await user.keyboard("jj{Delete}");
  await screen.findByText("The tag “newsletter” is removed");
  expect(lastCall(client, "tags.remove")).toEqual({ id: idOf("tag", 0x7a06) });
  await waitFor(() => expect(screen.queryByRole("button", { name: "Rename newsletter" })).toBeNull());
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await row("newsletter");
});

test("the settings and the palette lead to the tags", async () => {
  const { user } = renderStory("settings/SettingsShow/full");
  await user.click(await screen.findByRole("button", { name: "Manage tags" }));
  await screen.findByRole("heading", { level: 1, name: "Tags" });
  await user.keyboard("{Escape}");
  await screen.findByRole("heading", { level: 1, name: "Settings" });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox"), "rename tags{Enter}");
  await screen.findByRole("heading", { level: 1, name: "Tags" });
});
