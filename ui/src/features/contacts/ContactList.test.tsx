import { fireEvent, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

afterEach(() => vi.restoreAllMocks());

const grid = () => screen.findByRole("grid", { name: "Contacts" });
const cursorRow = () =>
  document.getElementById(document.querySelector("[role=grid]")!.getAttribute("aria-activedescendant")!)!;

// covers(CON-12, QA-12)
test("people stand in a table with an exact count, only those in sight are drawn", async () => {
  renderStory("contacts/ContactList/million");
  const table = await grid();
  await screen.findByText("1,000,000");
  expect(table).toHaveAttribute("aria-rowcount", "1000001");
  expect(within(table).getAllByRole("row").length).toBeLessThan(40);
});

// covers(CON-12, UX-5)
test("the list is worked from the keyboard", async () => {
  const { user } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("j");
  expect(cursorRow()).toHaveTextContent("Ada Chen");
  await user.keyboard("jk");
  expect(cursorRow()).toHaveTextContent("Ada Chen");
  await user.keyboard("x");
  expect(cursorRow()).toHaveAttribute("aria-selected", "true");
  expect(screen.getByText("1 selected")).toBeInTheDocument();
  await user.keyboard("{Escape}");
  expect(screen.queryByText("1 selected")).toBeNull();
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { name: "Ada Chen" });
});

test("c creates and e edits", async () => {
  const { user } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("e");
  await screen.findByRole("heading", { name: /^Edit Ada / });
  await user.keyboard("{Escape}{Escape}");
  await grid();
  await user.keyboard("c");
  await screen.findByRole("heading", { name: "New contact" });
});

// covers(CON-12)
test("a click on a column sorts up, down, and not at all", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  const query = () => (lastCall(client, "contacts.list") as { query: unknown }).query;
  const header = () => screen.getByRole("columnheader", { name: "Company" });
  await user.click(within(header()).getByRole("button"));
  await waitFor(() => expect(query()).toEqual({ sort: [{ field: "company" }] }));
  expect(header()).toHaveAttribute("aria-sort", "ascending");
  await user.click(within(header()).getByRole("button"));
  await waitFor(() => expect(query()).toEqual({ sort: [{ field: "company", descending: true }] }));
  await user.click(within(header()).getByRole("button"));
  await waitFor(() => expect(header()).toHaveAttribute("aria-sort", "none"));
});

// covers(SRCH-8)
test("a filter is put together from what the catalogue offers", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.click(screen.getByRole("button", { name: "Filter" }));
  await user.selectOptions(screen.getByLabelText("Field"), "Tags");
  await user.selectOptions(screen.getByLabelText("Condition"), "is not");
  await user.type(screen.getByLabelText("Value"), "vip");
  await user.click(screen.getByRole("button", { name: "Apply" }));
  await waitFor(() =>
    expect((lastCall(client, "contacts.list") as { query: unknown }).query).toEqual({
      filter: { not: { is: { field: "tags", op: "equals", value: "vip" } } },
    }),
  );
  expect(screen.getByRole("button", { name: /Tags is not vip/ })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Remove the rule for Tags" }));
  await screen.findByText("240");
});

// covers(CON-12)
test("columns can be chosen and are remembered", async () => {
  const { user, unmount } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.click(screen.getByRole("button", { name: "Columns" }));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Nickname" }));
  await user.keyboard("{Escape}");
  await screen.findByRole("columnheader", { name: "Nickname" });
  unmount();
  renderStory("contacts/ContactList/full");
  await screen.findByRole("columnheader", { name: "Nickname" });
});

// covers(CON-12, UX-5)
test("a column is made wider by dragging its edge or with the arrow keys, and stays so", async () => {
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 200, 38));
  const { user, unmount } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  const edge = () => screen.getByRole("separator", { name: "Width of Company" });
  const tracks = () => (screen.getAllByRole("row")[0] as HTMLElement).style.gridTemplateColumns;
  fireEvent.pointerDown(edge(), { button: 0, clientX: 500 });
  fireEvent.pointerMove(edge(), { clientX: 560 });
  fireEvent.pointerUp(edge());
  fireEvent.pointerMove(edge(), { clientX: 900 });
  // The others keep the width they had; the last one fills the table.
  expect(tracks()).toBe("44px 200px 260px 200px 200px 200px minmax(200px, 1fr)");
  edge().focus();
  await user.keyboard("{ArrowLeft}");
  expect(tracks()).toContain("44px 200px 184px 200px");
  expect(edge()).toHaveAttribute("aria-valuenow", "184");
  await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
  expect(tracks()).toContain("44px 200px 264px 200px");
  unmount();
  renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  expect(tracks()).toContain("264px");
  fireEvent.doubleClick(edge());
  expect(tracks()).not.toContain("264px");
  expect(screen.queryByRole("heading", { name: "Ada Bensalem" })).toBeNull();
});

// covers(CON-12)
test("Ctrl+C copies the chosen rows for a spreadsheet, or the one under the cursor", async () => {
  const { user } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  const copied = async () => (await navigator.clipboard.readText()).split("\n").map((row) => row.split("\t"));
  await user.keyboard("{Home}{Control>}c{/Control}");
  await screen.findByText("1 row copied");
  expect((await copied()).map(([name]) => name)).toEqual(["Ada Bensalem"]);
  // Chosen from below, copied from above.
  await user.keyboard("jjxkx{Control>}c{/Control}");
  await screen.findByText("2 rows copied");
  const rows = await copied();
  expect(rows.map((row) => row.length)).toEqual([6, 6]);
  expect(rows[0]?.[0]).toBe("Ada Chen");
  expect(rows[0]?.[2]).toContain("@");
  await user.keyboard("{Control>}a{/Control}{Control>}c{/Control}");
  await screen.findByText("240 rows copied");
  expect(await copied()).toHaveLength(240);
});

test("several are deleted at once and all come back", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("xjx");
  await user.click(
    within(screen.getByRole("region", { name: "Selection" })).getByRole("button", { name: "Delete" }),
  );
  await screen.findByText("2 contacts moved to the trash");
  await waitFor(() => expect(screen.queryByText("Ada Chen")).toBeNull());
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await screen.findByText("Ada Chen");
  expect(lastCall(client, "contacts.delete_many")).toEqual({
    ids: [expect.any(String), expect.any(String)] as unknown,
  });
  expect(client.calls.filter(({ name }) => name === "changes.undo")).toHaveLength(1);
});

// covers(CON-15)
test("a million are deleted by one command that names the query, and come back by one undo", async () => {
  const { user, client } = renderStory("contacts/ContactList/million");
  await screen.findByText("1,000,000");
  await user.keyboard("x{Control>}a{/Control}");
  await screen.findByText("1,000,000 selected");
  await user.keyboard("jx");
  await screen.findByText("999,999 selected");
  await user.click(
    within(screen.getByRole("region", { name: "Selection" })).getByRole("button", { name: "Delete" }),
  );
  await screen.findByText("999,999 contacts moved to the trash");
  expect(lastCall(client, "contacts.delete_many")).toEqual({
    query: {},
    without: [expect.any(String)] as unknown,
  });
  const read = client.calls.filter(({ name }) => name === "contacts.list").length;
  expect(read, "nobody reads a million rows to delete them").toBeLessThan(20);
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(lastCall(client, "changes.undo")).toHaveProperty("change_set");
});

// covers(CON-11, CON-15)
test("several are tagged and untagged as one change", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("xjx");
  const bar = within(screen.getByRole("region", { name: "Selection" }));
  for (const [button, verb, said] of [
    ["Add", "add", "2 contacts tagged “fair”"],
    ["Remove", "remove", "“fair” removed from 2 contacts"],
  ] as const) {
    await user.click(bar.getByRole("button", { name: "Tag" }));
    await user.type(await screen.findByRole("textbox", { name: "Tag" }), "fair");
    await user.click(screen.getByRole("button", { name: button }));
    await screen.findByText(said);
    expect(lastCall(client, "contacts.patch_many")).toEqual({
      ids: [expect.any(String), expect.any(String)] as unknown,
      [verb]: { tags: ["fair"] },
    });
  }
});

// covers(CON-15)
test("the company of everybody who is selected is set, an address added, a number removed", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("xjx");
  const bar = within(screen.getByRole("region", { name: "Selection" }));
  const ids = [expect.any(String), expect.any(String)] as unknown;
  const open = async (list: string) => {
    await user.click(bar.getByRole("button", { name: "Change" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Change 2 contacts" }));
    await user.selectOptions(dialog.getByRole("combobox", { name: "Field" }), list);
    return dialog;
  };
  const sent = () => lastCall(client, "contacts.patch_many");

  let dialog = await open("Jobs");
  const put = dialog.getByRole("button", { name: "Change" });
  expect(put, "nobody is left without being asked").toBeDisabled();
  await user.type(dialog.getByRole("combobox", { name: /Company/ }), "Acme");
  expect(
    dialog.queryByRole("button", { name: "Add job" }),
    "there is one current job",
  ).not.toBeInTheDocument();
  await user.tab();
  await user.click(put);
  await screen.findByText("Jobs of 2 contacts changed");
  expect(sent()).toEqual({ ids, set: { jobs: { company: "Acme" } } });

  dialog = await open("Address");
  await user.type(dialog.getByRole("textbox", { name: "City" }), "Köln{Enter}");
  await waitFor(() => expect(sent()).toEqual({ ids, add: { addresses: [{ label: "work", city: "Köln" }] } }));

  dialog = await open("Phone");
  await user.selectOptions(
    dialog.getByRole("combobox", { name: "What happens" }),
    "Remove from each of them",
  );
  await user.type(dialog.getByRole("textbox", { name: "Phone" }), "0221 12");
  await user.click(dialog.getByRole("button", { name: "Remove" }));
  await waitFor(() => expect(sent()).toEqual({ ids, remove: { phones: [{ value: "0221 12" }] } }));
});

test("everything a filter finds can be exported without reading it", async () => {
  const { user, client } = renderStory("contacts/ContactList/million");
  await screen.findByText("1,000,000");
  await user.keyboard("{Control>}a{/Control}");
  await screen.findByText("1,000,000 selected");
  const save = vi.spyOn(client, "save");
  await user.click(
    within(screen.getByRole("region", { name: "Selection" })).getByRole("button", { name: "Export" }),
  );
  await user.click(await screen.findByRole("menuitem", { name: /CSV/ }));
  await waitFor(() => expect(save).toHaveBeenCalled());
  expect(lastCall(client, "exports.run")).toEqual({ format: "csv", kinds: ["contact"], query: {} });
});

// covers(CON-12, UX-2)
test("the same people as cards", async () => {
  const { user } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.click(screen.getByRole("button", { name: "Cards" }));
  const cards = await screen.findAllByRole("listitem");
  expect(cards.length).toBeGreaterThan(5);
  expect(screen.queryByRole("grid")).toBeNull();
});

test("an empty list says what to do and offers sample people", async () => {
  const { user, client } = renderStory("contacts/ContactList/empty");
  await screen.findByText("Drop a file here to begin");
  await user.click(screen.getByRole("button", { name: "Open sample data" }));
  await screen.findByText(/These people are invented/);
  expect(client.status.sample).toBe(true);
});

test("Ctrl+Z takes the last change back and says what it was; Redo does it again", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await client.call("contacts.patch", { id: idOf("contact", 0), patch: { nickname: "Countess" } });
  await user.keyboard("{Control>}z{/Control}");
  await screen.findByText(/Taken back: Changed/);
  await user.click(screen.getByRole("button", { name: "Redo" }));
  await screen.findByText(/Done again: Changed/);
});
