import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

const open = async () => {
  const rendered = renderStory("contacts/ContactShow/full");
  await screen.findByRole("heading", { level: 1, name: /Ada/ });
  return rendered;
};

// covers(CON-13)
test("one click calls or writes", async () => {
  await open();
  expect(screen.getByRole("link", { name: /^Call / })).toHaveAttribute(
    "href",
    expect.stringMatching(/^tel:\+49/),
  );
  expect(screen.getByRole("link", { name: /^E-mail / })).toHaveAttribute(
    "href",
    expect.stringMatching(/^mailto:ada/),
  );
});

// covers(CON-13, CON-14)
test("a fact is edited where it stands and saved when one leaves it", async () => {
  const { user, client } = await open();
  await user.click(screen.getByRole("button", { name: "Edit Phone" }));
  const group = screen.getByRole("region", { name: "Phone" });
  const box = within(group).getByRole("textbox", { name: "Phone" });
  await user.clear(box);
  await user.type(box, "+44 131 5550199");
  await user.click(screen.getByLabelText("Write a note"));
  await waitFor(() => expect(lastCall(client, "contacts.patch")).toBeDefined());
  expect(lastCall(client, "contacts.patch")).toMatchObject({
    id: idOf("contact", 0),
    version: 1000,
    patch: { phones: [{ value: "+44 131 5550199", label: "mobile" }] },
  });
  await screen.findByText("Saved");
  expect(screen.getAllByText("+44 131 5550199").length).toBeGreaterThan(0);
});

test("Escape leaves a fact as it was", async () => {
  const { user, client } = await open();
  await user.click(screen.getByRole("button", { name: "Edit E-mail" }));
  const group = screen.getByRole("region", { name: "E-mail" });
  await user.type(within(group).getByRole("textbox", { name: "E-mail" }), "xyz{Escape}");
  expect(lastCall(client, "contacts.patch")).toBeUndefined();
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
});

// covers(CON-14)
test("what the program refuses is said at the fact, and the text stays", async () => {
  const { user, client } = await open();
  client.options.fail = {
    "contacts.patch": {
      code: "invalid",
      kind: "refused",
      message: "“xyz” is no e-mail address.",
      field: "emails",
    },
  };
  await user.click(screen.getByRole("button", { name: "Edit E-mail" }));
  const group = screen.getByRole("region", { name: "E-mail" });
  await user.type(within(group).getByRole("textbox", { name: "E-mail" }), "xyz{Enter}");
  await within(group).findByText(/is no e-mail address/);
  expect(within(group).getByRole<HTMLInputElement>("textbox", { name: "E-mail" }).value).toMatch(/xyz$/);
});

// covers(CON-13)
test("a note joins the timeline and can be pinned and deleted", async () => {
  const { user, client } = await open();
  await user.type(screen.getByLabelText("Write a note"), "Likes **tea**{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(lastCall(client, "notes.create")).toEqual({
      body: "Likes **tea**",
      contact_id: idOf("contact", 0),
    }),
  );
  const bold = await screen.findByText("tea");
  expect(bold.tagName).toBe("STRONG");
  const note = bold.closest("article")!;
  await user.click(within(note).getByRole("button", { name: "Note menu" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
  await screen.findByText("Note moved to the trash");
  await waitFor(() => expect(screen.queryByText("tea")).toBeNull());
});

test("an unsaved note is still there after a look elsewhere", async () => {
  const { user } = await open();
  await user.type(screen.getByLabelText("Write a note"), "half a thou");
  await user.click(screen.getByRole("tab", { name: "History" }));
  await user.click(screen.getByRole("tab", { name: "Timeline" }));
  expect(screen.getByLabelText("Write a note")).toHaveValue("half a thou");
  await user.clear(screen.getByLabelText("Write a note"));
});

// covers(CON-13)
test("the history shows each change and the way back", async () => {
  const { user, client } = await open();
  await user.click(screen.getByRole("tab", { name: "History" }));
  const back = (await screen.findAllByRole("button", { name: "Take this back" }))[0]!;
  await user.click(back);
  await waitFor(() =>
    expect(lastCall(client, "changes.undo")).toMatchObject({ kind: "contact", id: idOf("contact", 0) }),
  );
});

test("somebody in the trash says so and can be brought back", async () => {
  const { user, client } = renderStory({ path: `/contacts/${idOf("contact", 20)}`, fake: { trashed: 1 } });
  await screen.findByText(/In the trash since/);
  await user.click(screen.getByRole("button", { name: "Restore" }));
  await waitFor(() => expect(screen.queryByText(/In the trash since/)).toBeNull());
  expect(lastCall(client, "contacts.restore")).toEqual({ id: idOf("contact", 20) });
});

test("a person who is not there any more leads back to the list, not to trying again", async () => {
  renderStory({ path: "/contacts/00000000-0000-7000-8000-000000000000" });
  await screen.findByRole("heading", { level: 1, name: "Unknown address" });
  expect(screen.getByRole("link", { name: "Go to contacts" })).toHaveAttribute("href", "/contacts");
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});

// covers(CON-13)
test("a photo can be taken away, and comes back", async () => {
  URL.createObjectURL = () => "blob:photo";
  const { user, client } = await open();
  await user.click(screen.getByRole("button", { name: "More" }));
  expect(screen.queryByRole("menuitem", { name: "Remove the photo" })).toBeNull();
  await user.keyboard("{Escape}");
  await client.call("contacts.patch", { id: idOf("contact", 0), patch: { photo: "hash" } });
  await user.click(screen.getByRole("button", { name: "More" }));
  await user.click(await screen.findByRole("menuitem", { name: "Remove the photo" }));
  await screen.findByText("The photo is removed");
  expect(lastCall(client, "contacts.patch")).toMatchObject({ patch: { photo: null } });
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect((await client.call("contacts.get", { id: idOf("contact", 0) })).photo).toBe("hash");
});

// covers(CON-13)
test("all other numbers, addresses and handles are in a menu", async () => {
  const { user, client } = await open();
  await client.call("contacts.patch", {
    id: idOf("contact", 0),
    patch: {
      phones: [
        { value: "+49 40 1", e164: "+49401", label: "work" },
        { value: "+49 40 2", e164: "+49402", label: "home" },
      ],
      handles: [{ service: "Skype", value: "ada.b" }],
    },
  });
  await user.click(await screen.findByRole("button", { name: "Other ways to reach them" }));
  const followed: string[] = [];
  const hear = (event: Event) => {
    followed.push((event.target as HTMLAnchorElement).href);
    event.preventDefault();
  };
  document.addEventListener("click", hear);
  await user.click(await screen.findByRole("menuitem", { name: /\+49 40 2 Home/ }));
  document.removeEventListener("click", hear);
  expect(followed).toContain("tel:+49402");
  await user.click(screen.getByRole("button", { name: "Other ways to reach them" }));
  await user.click(await screen.findByRole("menuitem", { name: /ada\.b/ }));
  await screen.findByText("ada.b is copied");
});

test("a note that is being edited is still there after a look elsewhere, and replaces nothing unseen", async () => {
  const { user, client } = await open();
  const note = (await screen.findByText(/Prefers to be called/)).closest("article")!;
  await user.click(within(note).getByRole("button", { name: "Note menu" }));
  await user.click(await screen.findByRole("menuitem", { name: "Edit" }));
  await user.type(screen.getByLabelText("Edit the note"), " Never on Fridays.");
  await user.click(screen.getByRole("tab", { name: "History" }));
  await user.click(screen.getByRole("tab", { name: "Timeline" }));
  const box = await screen.findByLabelText("Edit the note");
  expect(box).toHaveValue("Prefers to be called after 15:00. Never on Fridays.");
  await client.call("notes.patch", { id: idOf("note", 1), patch: { body: "Call before noon." } });
  await user.click(within(box.closest("form")!).getByRole("button", { name: "Save" }));
  await screen.findByText(/changed elsewhere/);
  expect(screen.getByText("Call before noon.")).toBeInTheDocument();
  await user.click(within(box.closest("form")!).getByRole("button", { name: "Save" }));
  await screen.findByText(/Never on Fridays/);
});

// covers(QR-3)
test("a contact is shown as a code, with what found no room, and saved", async () => {
  const { client, user } = renderStory({
    path: `/contacts/${idOf("contact", 0)}`,
    fake: { qrLeft: ["links"] },
  });
  const [more] = await screen.findAllByRole("button", { name: "More" });
  await user.click(more!);
  await user.click(await screen.findByRole("menuitem", { name: "QR code" }));
  const dialog = await screen.findByRole("dialog", { name: "QR code" });
  expect(await within(dialog).findByRole("img", { name: /^QR code with the card of Ada/ })).toBeVisible();
  expect(within(dialog).getByText(/^No room in the code: /)).toBeVisible();
  // Whoever asked for a code did not come to close it.
  expect(within(dialog).getByRole("button", { name: "Save as SVG" })).toHaveFocus();
  await user.click(within(dialog).getByRole("button", { name: "Save as PNG" }));
  await waitFor(() => expect(lastCall(client, "contacts.save_qr")).toMatchObject({ format: "png" }));
});
