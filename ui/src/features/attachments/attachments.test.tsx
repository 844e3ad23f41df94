// Files on a record: what is said of them, the ways onto it, and the way back.
import { act, fireEvent, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { taskId } from "@/client/fakeDoing";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import { endingOf, isShown, sortOf } from "./icons";

const PATH = `/contacts/${idOf("contact", 3)}`;
const file = (name: string, bytes = "bytes") => new File([bytes], name);
const drop = (...files: File[]) => {
  const dataTransfer = { files, types: ["Files"], items: [] };
  fireEvent.dragEnter(window, { dataTransfer });
  fireEvent.drop(window, { dataTransfer });
};
const list = () => screen.findByRole("region", { name: "Files" });

// covers(DOCM-1)
test("what hangs on a record is told by name, form, size, moment and hand", async () => {
  const { user } = renderStory(`attachments/AttachmentList/full`);
  const tab = await screen.findByRole("tab", { name: /^Files/ });
  await waitFor(() => expect(tab).toHaveTextContent("3"));
  await user.click(tab);
  const lines = await within(await list()).findAllByRole("listitem");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toHaveTextContent(/Angebot 4711.*PDF.*482 kB.*Sep 14.*by you/);
});

// covers(DOCM-1)
test("files dropped on the page of a record are attached to it, and taken back", async () => {
  const { client, user } = renderStory({ path: PATH });
  await screen.findByRole("tab", { name: /^Files/ });
  drop(file("offer.pdf"), file("plan.xlsx"));
  await waitFor(() => expect(lastCall(client, "attachments.add")).toBeDefined());
  expect(lastCall(client, "attachments.add")).toMatchObject({
    kind: "contact",
    id: idOf("contact", 3),
    files: [{ name: "offer.pdf" }, { name: "plan.xlsx" }],
  });
  expect(lastCall(client, "imports.inspect")).toBeUndefined();
  // The page shows where they went.
  await screen.findByRole("button", { name: "Save offer.pdf" });
  await screen.findByText("2 files attached");
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Save offer.pdf" })).toBeNull());
});

// covers(DOCM-1)
test("among other things a place without files takes a line, and no more", async () => {
  const { unmount } = renderStory("tasks/TaskShow/empty");
  const files = await list();
  await waitFor(() => expect(files).toHaveTextContent(/^Attach files/));
  expect(within(files).queryByRole("heading")).toBeNull();
  unmount();
  // A tab of its own says what it is for.
  renderStory("attachments/AttachmentList/empty");
  await screen.findByRole("heading", { name: "Nothing attached yet" });
});

// covers(DOCM-1)
test("elsewhere files are imported as ever, and so is what is dropped on a record in the trash", async () => {
  const { client } = renderStory("attachments/AttachmentList/trashed");
  await screen.findByRole("tab", { name: /^Files/ });
  await waitFor(() => expect(document.documentElement.dataset["story"]).toBe("done"));
  expect(await list()).toHaveTextContent("nothing can be attached");
  drop(file("people.csv"));
  await waitFor(() => expect(lastCall(client, "imports.inspect")).toBeDefined());
  expect(lastCall(client, "attachments.add")).toBeUndefined();
});

// covers(DOCM-1)
test("the desktop hands over what was dropped on a record; what it opens the app with is imported", async () => {
  const { client } = renderStory({ path: PATH });
  await screen.findByRole("tab", { name: /^Files/ });
  const handle = { file: "h", name: "card.jpg", size: 9 };
  act(() => client.emit({ type: "files", files: [handle], dropped: true }));
  await waitFor(() => expect(lastCall(client, "attachments.add")).toMatchObject({ files: [handle] }));
  act(() => client.emit({ type: "files", files: [{ ...handle, name: "people.csv" }], dropped: false }));
  await waitFor(() => expect(lastCall(client, "imports.inspect")).toBeDefined());
});

// covers(DOCM-1, IMP-7)
test("a table dropped on a record is imported instead, and hangs there no more", async () => {
  const { client, user } = renderStory({ path: PATH });
  await screen.findByRole("tab", { name: /^Files/ });
  drop(file("people.csv"));
  const instead = await screen.findByRole("button", { name: "Import instead" });
  // What was done since is not what is taken back.
  await act(() => client.call("tasks.create", { title: "Thank them" }));
  await user.click(instead);
  await waitFor(() =>
    expect(lastCall(client, "imports.start")).toMatchObject({ files: [{ name: "people.csv" }] }),
  );
  await waitFor(() => expect(lastCall(client, "changes.undo")).toBeDefined());
  const { rows } = await client.call("attachments.list", { limit: 50, fields: ["name"] });
  expect(rows.map(({ title }) => title)).not.toContain("people.csv");
  const tasks = await client.call("tasks.list", { limit: 200 });
  expect(tasks.rows.map(({ title }) => title)).toContain("Thank them");
});

// covers(DOCM-1, IMP-7)
test("of several files those that hold people are imported instead, by the keyboard; the offer stays", async () => {
  const { client, user } = renderStory({ path: PATH });
  await screen.findByRole("tab", { name: /^Files/ });
  drop(file("offer.pdf"), file("people.vcf"));
  await screen.findByText("2 files attached");
  await user.keyboard("{Control>}k{/Control}");
  await user.click(await screen.findByRole("option", { name: /Import the 2 files just attached instead/ }));
  await waitFor(() =>
    expect(lastCall(client, "imports.start")).toMatchObject({ files: [{ name: "people.vcf" }] }),
  );
  await waitFor(() => expect(lastCall(client, "changes.undo")).toBeDefined());
  const { rows } = await client.call("attachments.list", { limit: 50, fields: ["name"] });
  const names = rows.map(({ title }) => title);
  expect(names).toContain("offer.pdf");
  expect(names).not.toContain("people.vcf");
});

// covers(DOCM-1, IMP-7)
test("what cannot be imported goes on hanging where it was dropped", async () => {
  const failure = { code: "not_a_table", kind: "refused" as const, message: "Nothing in it can be read." };
  const { client, user } = renderStory({ path: PATH, fake: { fail: { "imports.inspect": failure } } });
  await screen.findByRole("tab", { name: /^Files/ });
  drop(file("people.csv"));
  await user.click(await screen.findByRole("button", { name: "Import instead" }));
  await screen.findByText(/Nothing in it can be read/);
  expect(lastCall(client, "changes.undo")).toBeUndefined();
  expect(screen.getByRole("button", { name: "Save people.csv" })).toBeInTheDocument();
});

// covers(DOCM-1)
test("only what holds something to import is offered for it", async () => {
  const { client, user } = renderStory({ path: PATH });
  await screen.findByRole("tab", { name: /^Files/ });
  drop(file("photo.jpg"));
  await screen.findByText("Attached photo.jpg");
  expect(screen.queryByRole("button", { name: "Import instead" })).toBeNull();
  drop(file("people.csv"));
  await screen.findByRole("button", { name: "Import instead" });
  // Long after it was attached, and it stays.
  await user.click(await screen.findByRole("button", { name: "What can be done with people.csv" }));
  await user.click(await screen.findByRole("menuitem", { name: "Import" }));
  await waitFor(() =>
    expect(lastCall(client, "imports.start")).toMatchObject({ files: [{ name: "people.csv" }] }),
  );
  expect(lastCall(client, "changes.undo")).toBeUndefined();
});

// covers(DOCM-1)
test("a picture that is pasted is attached, but not while text is pasted into a box", async () => {
  const { client } = renderStory({ path: PATH });
  await screen.findByRole("tab", { name: /^Files/ });
  const clipboardData = (types: string[]) => ({ files: [file("image.png")], types, getData: () => "" });
  const box = await screen.findByLabelText("Write a note");
  fireEvent.paste(box, { clipboardData: clipboardData(["text/plain", "Files"]) });
  expect(lastCall(client, "attachments.add")).toBeUndefined();
  fireEvent.paste(document.body, { clipboardData: clipboardData(["Files"]) });
  await waitFor(() =>
    expect(lastCall(client, "attachments.add")).toMatchObject({ files: [{ name: "image.png" }] }),
  );
});

// covers(DOCM-1)
test("an empty file is left and said, in the seller's language", async () => {
  renderStory({ path: PATH, language: "de" });
  await screen.findByRole("tab", { name: /^Dateien/ });
  drop(file("Angebot.pdf"), file("leer.txt", ""));
  await screen.findByText("Angebot.pdf angehängt");
  expect(screen.getByText(/leer\.txt: „leer\.txt“ ist leer/)).toBeInTheDocument();
});

// covers(DOCM-1)
test("a large file says how far it is and can be stopped", async () => {
  const { client, user } = renderStory("attachments/AttachmentList/copying");
  const bar = await screen.findByRole("progressbar", { name: "Copying into the vault" }, { timeout: 10_000 });
  await waitFor(() => expect(bar).toHaveAttribute("aria-valuenow", "40"));
  await user.click(within(await list()).getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(lastCall(client, "jobs.cancel")).toEqual({ id: "job-attach" }));
});

// covers(DOCM-1)
test("a file is kept, renamed and removed by the keyboard", async () => {
  const { client, user } = renderStory("attachments/AttachmentList/full");
  const save = vi.spyOn(client, "save");
  await user.click(await screen.findByRole("tab", { name: /^Files/ }));
  const card = await screen.findByRole("button", { name: "Save Visitenkarte.jpg" });
  card.focus();
  await user.keyboard("{Enter}");
  await waitFor(() =>
    expect(save).toHaveBeenCalledWith(expect.objectContaining({ name: "Visitenkarte.jpg" })),
  );
  const menu = screen.getByRole("button", { name: "What can be done with Visitenkarte.jpg" });
  menu.focus();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("menuitem", { name: "Rename" }));
  const box = await screen.findByRole("textbox", { name: "Name" });
  await waitFor(() => expect(box).toHaveFocus());
  await user.clear(box);
  await user.type(box, "Card of Ada.jpg{Enter}");
  await screen.findByText("It is called Card of Ada.jpg now");
  await user.click(await screen.findByRole("button", { name: "What can be done with Card of Ada.jpg" }));
  await user.click(await screen.findByRole("menuitem", { name: "Remove" }));
  await screen.findByText("Removed Card of Ada.jpg");
  await waitFor(() => expect(screen.queryByRole("button", { name: "Save Card of Ada.jpg" })).toBeNull());
});

// covers(DOCM-1)
test("where the system can, a file is opened by its program", async () => {
  const { client, user } = renderStory("attachments/AttachmentList/full");
  const open = vi.fn(() => Promise.resolve());
  Object.assign(client, { open });
  await user.click(await screen.findByRole("tab", { name: /^Files/ }));
  await user.click(await screen.findByRole("button", { name: /^Open Angebot 4711/ }));
  await waitFor(() => expect(open).toHaveBeenCalledOnce());
});

// covers(DOCM-1)
test("tasks have files, and a timeline tells of them", async () => {
  renderStory({ path: `/tasks/${taskId(2)}` });
  expect(await screen.findByRole("button", { name: "Save Figures.xlsx" })).toBeInTheDocument();
});

test("only what the page can show safely is shown as a picture", () => {
  expect(isShown({ media_type: "image/png", size: 10 })).toBe(true);
  expect(isShown({ media_type: "image/svg+xml", size: 10 })).toBe(false);
  expect(isShown({ media_type: "image/png", size: 50_000_000 })).toBe(false);
  expect(endingOf("Offer.final.pdf")).toBe("PDF");
  expect([endingOf("README"), endingOf(".profile")]).toEqual(["", ""]);
  expect([sortOf("application/pdf"), sortOf("application/zip"), sortOf("x/y")]).toEqual([
    "text",
    "archive",
    "other",
  ]);
});
