// The list as a place to work: editing where it stands, choosing exactly, calling by a key, dragging a card out.
import { createEvent, fireEvent, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FakeClient } from "@/client/fake";
import { contact, idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import { fileName } from "./cardDrag";

let followed: string[] = [];
const hear = (event: Event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
  if (!link || !/^(tel|mailto):/.test(link.href)) return;
  followed.push(link.href);
  event.preventDefault();
};
beforeEach(() => {
  followed = [];
  document.addEventListener("click", hear);
});
afterEach(() => {
  document.removeEventListener("click", hear);
  vi.restoreAllMocks();
});

const columns = (ids: string[]) =>
  localStorage.setItem("satchel-list-contact", JSON.stringify({ columns: ids }));
const list = async (what: string | { path: string } = "contacts/ContactList/full") => {
  const rendered = renderStory(what);
  await screen.findByText("Ada Bensalem");
  return rendered;
};
const grid = () => screen.getByRole("grid");
const active = () => document.getElementById(grid().getAttribute("aria-activedescendant") ?? "")!;
const patched = (client: FakeClient) =>
  lastCall(client, "contacts.patch") as { version: number; patch: object };

/** Who stands in the first row. */
async function firstRow(client: FakeClient) {
  const { rows } = await client.call("contacts.list", { limit: 1 });
  return client.call("contacts.get", { id: rows[0]!.id });
}

// covers(CON-12, UX-5)
test("F2 edits a value where it stands, Enter saves it as a patch with its version", async () => {
  columns(["display_name", "nickname", "emails", "tags"]);
  const { user, client } = await list();
  const ada = await firstRow(client);
  await user.keyboard("{F2}");
  const box = screen.getByRole("textbox", { name: "Nickname of Ada Bensalem" });
  expect(box).toHaveFocus();
  await user.type(box, "Addie{Enter}");
  await screen.findByText("Saved: Nickname of Ada Bensalem");
  expect(patched(client)).toEqual({ id: ada.id, version: ada.version, patch: { nickname: "Addie" } });
  expect(grid()).toHaveFocus();
  expect(within(grid()).getByText("Addie")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(within(grid()).queryByText("Addie")).toBeNull());
});

// covers(CON-12, UX-5)
test("the arrows go from cell to cell, Enter edits there, Tab goes on, Escape leaves all as it was", async () => {
  columns(["display_name", "company", "emails", "tags"]);
  const { user, client } = await list();
  const ada = await firstRow(client);
  await user.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}");
  expect(active()).toHaveAttribute("role", "gridcell");
  expect(active()).toHaveTextContent(ada.emails[0]!.value);
  await user.keyboard("{Enter}");
  const box = screen.getByRole("textbox", { name: "E-mail of Ada Bensalem" });
  expect(box).toHaveValue(ada.emails[0]!.value);
  await user.clear(box);
  await user.type(box, "ada@new.example");
  await user.tab();
  const tags = await screen.findByRole("combobox", { name: "Tags of Ada Bensalem" });
  await waitFor(() => expect(tags).toHaveFocus());
  expect(patched(client).patch).toMatchObject({
    emails: [{ ...ada.emails[0], value: "ada@new.example" }, ...ada.emails.slice(1)],
  });
  await user.type(tags, "fresh{Escape}");
  expect(screen.queryByRole("combobox", { name: "Tags of Ada Bensalem" })).toBeNull();
  expect(grid()).toHaveFocus();
  await user.keyboard("{Enter}");
  await user.type(screen.getByRole("combobox", { name: "Tags of Ada Bensalem" }), "fresh{Enter}{Enter}");
  await waitFor(() => expect(patched(client).patch).toEqual({ tags: [...ada.tags, "fresh"] }));
});

// covers(CON-12)
test("a choice and a day are edited in the list too, and what is refused is said there", async () => {
  columns(["display_name", idOf("field", 2), idOf("field", 1)]);
  const { user, client } = await list();
  await user.keyboard("{F2}");
  await user.selectOptions(screen.getByRole("combobox", { name: "Segment of Ada Bensalem" }), "Small");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(patched(client).patch).toEqual({ custom: { [idOf("field", 2)]: "Small" } }));
  client.options.fail = {
    "contacts.patch": { code: "invalid", kind: "refused", message: "Not that day.", field: "custom" },
  };
  await screen.findByText(/^Saved: /);
  await user.keyboard("{ArrowRight}{Enter}");
  const day = screen.getByLabelText("Contract ends of Ada Bensalem");
  fireEvent.change(day, { target: { value: "2026-12-24" } });
  await user.keyboard("{Enter}");
  await waitFor(() => expect(day).toHaveAccessibleDescription("Not that day."));
  await user.keyboard("{Escape}");
});

test("what was changed elsewhere is shown before it is replaced", async () => {
  columns(["display_name", "nickname"]);
  const { user, client } = await list();
  const ada = await firstRow(client);
  await user.keyboard("{F2}");
  const box = screen.getByRole("textbox", { name: "Nickname of Ada Bensalem" });
  await waitFor(() => expect(lastCall(client, "contacts.get")).toEqual({ id: ada.id }));
  await user.type(box, "Addie");
  await client.call("contacts.patch", { id: ada.id, patch: { nickname: "Countess" } });
  await user.keyboard("{Enter}");
  await screen.findByText(/Meanwhile it became “Countess”/);
  await user.keyboard("{Enter}");
  await screen.findByText("Saved: Nickname of Ada Bensalem");
  expect((await client.call("contacts.get", { id: ada.id })).nickname).toBe("Addie");
});

test("a double click edits where a click does not open; a name is not edited in one piece", async () => {
  vi.spyOn(window, "matchMedia").mockImplementation(
    (query) =>
      ({ matches: query.includes("min-width"), addEventListener() {}, removeEventListener() {} }) as never,
  );
  localStorage.setItem(
    "satchel-list-contact",
    JSON.stringify({ columns: ["display_name", "tags", "nickname"], panel: true }),
  );
  const { user } = await list();
  const cell = within(grid()).getAllByRole("row")[1]!.querySelectorAll("[role=gridcell]");
  await user.dblClick(cell[3]!);
  expect(screen.getByRole("textbox", { name: /^Nickname of/ })).toHaveFocus();
  await user.keyboard("{Escape}");
  await user.dblClick(cell[1]!);
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("a click opens where there is no room for the panel, though it was switched on", async () => {
  localStorage.setItem("satchel-list-contact", JSON.stringify({ panel: true }));
  const { user } = await list();
  expect(screen.queryByRole("complementary", { name: "Details panel" })).toBeNull();
  await user.click(screen.getByText("Ada Bensalem"));
  await screen.findByRole("heading", { level: 1, name: "Ada Bensalem" });
});

// covers(CON-12)
test("a range is chosen to the last row, looked at or not", async () => {
  const { user, client } = renderStory({ path: "/contacts", fake: { contacts: 700 } });
  await screen.findByText("700");
  // What lies between was never on the screen.
  await user.keyboard("x{End}");
  await screen.findByText(contact(699).display_name);
  await user.keyboard("{Shift>}X{/Shift}");
  await screen.findByText("700 selected");
  await user.keyboard("{Home}");
  await user.click(
    within(screen.getByRole("region", { name: "Selection" })).getByRole("button", { name: "Delete" }),
  );
  const { ids } = lastCall(client, "contacts.delete_many") as { ids: string[] };
  expect(new Set(ids).size).toBe(700);
  expect(ids).toContain(idOf("contact", 333));
});

// covers(UX-5, CON-13)
test("t calls and m writes to whom the cursor is at, by the dialled form of the number", async () => {
  const { user, client } = await list();
  const ada = await firstRow(client);
  await user.keyboard("t");
  await waitFor(() => expect(followed).toEqual([`tel:${ada.phones[0]!.e164}`]));
  await user.keyboard("m");
  await waitFor(() => expect(followed[1]).toBe(`mailto:${ada.emails[0]!.value}`));
  await user.keyboard("?");
  const map = await screen.findByRole("dialog", { name: "Keyboard" });
  for (const text of ["Call", "Write an e-mail", "Edit in the list"]) expect(map).toHaveTextContent(text);
});

// covers(CON-13)
test("who has no number is said", async () => {
  const { user, client } = await list();
  const ada = await firstRow(client);
  await client.call("contacts.patch", { id: ada.id, patch: { phones: [] } });
  await user.keyboard("t");
  await screen.findByText("Ada Bensalem has no phone number");
  expect(followed).toEqual([]);
});

// covers(CON-12)
test("a name dragged out is a vCard", async () => {
  const { client } = await list();
  vi.spyOn(client, "read").mockResolvedValue({ text: () => Promise.resolve("BEGIN:VCARD") } as Blob);
  URL.createObjectURL = () => "blob:card";
  URL.revokeObjectURL = () => undefined;
  const name = screen.getByText("Ada Bensalem");
  fireEvent.pointerDown(name, { button: 0 });
  await waitFor(() => expect(lastCall(client, "exports.run")).toBeDefined());
  await new Promise((resolve) => setTimeout(resolve, 20));
  const data = new Map<string, string>();
  const drag = createEvent.dragStart(name);
  Object.assign(drag, { dataTransfer: { setData: (type: string, text: string) => data.set(type, text) } });
  fireEvent(name, drag);
  expect(data.get("text/vcard")).toBe("BEGIN:VCARD");
  expect(data.get("text/plain")).toBe("BEGIN:VCARD");
  expect(data.get("DownloadURL")).toBe("text/vcard:Ada Bensalem.vcf:blob:card");
});

test("a card's file is named as every system can have it", () => {
  expect(fileName('A/B: "C"')).toBe("A B C.vcf");
});

// covers(CON-12)
test("photos are shown in the list, each read once", async () => {
  URL.createObjectURL = () => "blob:photo";
  const { client } = renderStory("contacts/ContactList/full");
  await client.call("contacts.patch", { id: idOf("contact", 0), patch: { photo: "hash-of-a-photo" } });
  const table = await screen.findByRole("grid");
  await waitFor(() => expect(table.querySelector("img")).toHaveAttribute("src", "blob:photo"));
  expect(client.calls.filter(({ name }) => name === "photos.get")).toHaveLength(1);
});

// covers(IMP-9, IMP-10)
test("a list is exported with chosen fields, those of its columns ticked", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.click(screen.getByRole("button", { name: "Export" }));
  await user.click(await screen.findByRole("menuitem", { name: "Choose the fields…" }));
  const dialog = await screen.findByRole("dialog", { name: "Export with chosen fields" });
  const save = within(dialog).getByRole("button", { name: "Export" });
  await user.click(within(dialog).getByRole("button", { name: "None" }));
  expect(save).toBeDisabled();
  await user.click(within(dialog).getByRole("checkbox", { name: "Notes" }));
  await user.click(within(dialog).getByRole("checkbox", { name: "Last name" }));
  await user.selectOptions(within(dialog).getByLabelText("Form of the file"), "CSV (spreadsheet)");
  await user.click(save);
  await waitFor(() =>
    expect(lastCall(client, "exports.run")).toEqual({
      format: "csv",
      kinds: ["contact"],
      query: {},
      fields: ["family", "notes"],
    }),
  );
});
