import { expect, test } from "vitest";
import { fireEvent, within } from "@testing-library/react";
import { renderStory, screen, waitFor } from "@/test/render";

// covers(UX-12)
test("? shows every key that works here, made from the keys themselves", async () => {
  const { user } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("?");
  const dialog = await screen.findByRole("dialog", { name: "Keyboard" });
  for (const text of ["Next row", "Take back the last change", "Go to Companies", "Search"])
    expect(dialog).toHaveTextContent(text);
});

// covers(UX-12)
test("g and a letter goes to a place, the menu bar of the desktop does the same", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("gc");
  await screen.findByRole("heading", { level: 1, name: "Companies" });
  client.emit({ type: "menu", item: "go.imports" });
  await screen.findByRole("heading", { level: 1, name: "Imports" });
});

// covers(UX-12, TASK-10, CALL-8)
test("a call and a task are begun from the menu and the icon in the tray, whatever is on the screen", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  client.emit({ type: "menu", item: "log.call" });
  await screen.findByRole("dialog", { name: "Log a call" });
  await user.keyboard("{Escape}");
  client.emit({ type: "menu", item: "task.create" });
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Type a task" })).toHaveFocus());
});

// covers(UX-8)
test("without a network the status line says that everything works", async () => {
  Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
  renderStory("contacts/ContactList/full");
  await screen.findByText(/everything here works without one/);
  Object.defineProperty(navigator, "onLine", { value: true, configurable: true });
});

// covers(UX-8)
test("when the program does not answer, that is said and tried again", async () => {
  renderStory("contacts/ContactList/offline");
  await screen.findByText(/Satchel does not answer/);
});

test("a running job shows how far it is and can be stopped", async () => {
  const { user, client } = renderStory("contacts/ContactList/running");
  await screen.findByText("41,200 of 100,000");
  client.emit({ type: "progress", job: "job-1", done: 52_000, total: 100_000 });
  await screen.findByText("52,000 of 100,000");
  await user.click(screen.getByRole("button", { name: "Cancel Importing google.csv" }));
  await waitFor(() => expect(client.calls.some(({ name }) => name === "jobs.cancel")).toBe(true));
});

test("an address that leads nowhere says so", async () => {
  renderStory({ path: "/nowhere" });
  await screen.findByRole("heading", { level: 1, name: "Unknown address" });
});

test("the screen follows changes made elsewhere", async () => {
  const { client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  const first = (await client.call("contacts.list", { limit: 1 })).rows[0]!;
  await client.call("contacts.patch", { id: first.id, patch: { family: "Zuse" } });
  await waitFor(() => expect(screen.queryByText("Ada Bensalem")).toBeNull());
});

// covers(UX-5)
test("another screen takes the focus and says its name", async () => {
  const { user } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.click(within(screen.getByRole("navigation", { name: "Places" })).getByText("Companies"));
  await screen.findByRole("heading", { level: 1, name: "Companies" });
  await waitFor(() => expect(screen.getByRole("main")).toHaveFocus());
  await waitFor(() =>
    expect([...document.querySelectorAll("[aria-live=polite]")].map((one) => one.textContent)).toContain(
      "Companies",
    ),
  );
  await user.keyboard("/");
  await waitFor(() => expect(screen.getByRole("searchbox")).toHaveFocus());
});

// covers(UX-5)
test("letters typed right behind the key of the search are in its box", async () => {
  renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  const press = (key: string) => fireEvent.keyDown(document.body, { key });
  for (const key of ["/", " ", "g", "d", " ", "e"]) press(key);
  await waitFor(() => expect(screen.getByRole("searchbox")).toHaveValue("gd e"));
  press("?");
  expect(await screen.findByRole("dialog"), "the keys are free again").toBeVisible();
});

test("the menu's search where one searches already takes no letters away", async () => {
  const { user, client } = renderStory({ path: "/search" });
  const box = await screen.findByRole("searchbox");
  client.emit({ type: "menu", item: "view.search" });
  await user.click(box);
  await user.keyboard("ada");
  expect(box).toHaveValue("ada");
});

// covers(UX-8)
test("an answer as of an earlier change says that search and lists catch up, until they have", async () => {
  const { client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  const { as_of } = await client.call("contacts.list", { limit: 1 });
  client.emit({ type: "change", from_seq: as_of + 1, to_seq: as_of + 500, kinds: ["contact"], ids: null });
  await screen.findByText("Search and lists are catching up");
  client.catchUp(as_of + 500);
  await waitFor(() => expect(screen.queryByText("Search and lists are catching up")).toBeNull());
});
