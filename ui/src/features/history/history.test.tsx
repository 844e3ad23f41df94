import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

test("every change is listed and can be taken back", async () => {
  const { user, client } = renderStory("history/HistoryList/full");
  await user.click(await screen.findByRole("button", { name: "Undo: Imported google.csv" }));
  await waitFor(() => expect(lastCall(client, "changes.undo")).toEqual({ change_set: idOf("set", 0) }));
  await screen.findByText("taken back");
});

test("what was deleted is brought back by one button", async () => {
  const { user, client } = renderStory("history/TrashList/full");
  const restore = (await screen.findAllByRole("button", { name: /^Restore / }))[0]!;
  const name = restore.getAttribute("aria-label")!.replace("Restore ", "");
  await user.click(restore);
  await screen.findByText(`${name} is back`);
  expect(lastCall(client, "contacts.restore")).toBeDefined();
});

// covers(CON-8)
test("several come back at once", async () => {
  const { user, client } = renderStory("history/TrashList/full");
  await screen.findAllByRole("button", { name: /^Restore / });
  await user.keyboard("xjjx{Shift>}X{/Shift}");
  await screen.findByText("2 selected");
  await user.keyboard("kx");
  await screen.findByText("3 selected");
  await user.keyboard("r");
  await screen.findByText("3 contacts are back");
  expect(lastCall(client, "contacts.restore_many")).toEqual({
    ids: [expect.any(String), expect.any(String), expect.any(String)] as unknown,
  });
});

// covers(CON-8)
test("deleted notes are in the trash too, with whom they are about", async () => {
  const { user, client } = renderStory("history/TrashList/full");
  await client.call("notes.delete", { id: idOf("note", 1) });
  await user.click(await screen.findByRole("tab", { name: "Notes" }));
  const restore = await screen.findByRole("button", { name: "Restore Prefers to be called after 15:00." });
  await waitFor(() => expect(restore.closest("[role=row]")).toHaveTextContent("Ada Lovelace"));
  await user.click(restore);
  await screen.findByText("Prefers to be called after 15:00. is back");
  expect(lastCall(client, "notes.restore")).toEqual({ id: idOf("note", 1) });
});

test("an undo says which values it kept, whose, and why", async () => {
  const { user, client } = renderStory("history/HistoryList/full");
  const real = client.call.bind(client);
  client.call = async (name, input) => {
    const answer = await real(name, input);
    return name === "changes.undo"
      ? {
          ...(answer as object),
          kept: [
            { kind: "contact", id: idOf("contact", 0), field: "emails", reason: "edited_since" },
            { kind: "contact", id: idOf("contact", 0), field: "phones.label", reason: "edited_since" },
          ],
        }
      : answer;
  };
  await user.click(await screen.findByRole("button", { name: "Undo: Imported google.csv" }));
  const line = await screen.findByText(/E-mail/);
  await waitFor(() => expect(line.closest("li")).toHaveTextContent("Ada Lovelace · E-mail – edited since"));
  expect(screen.getByText(/Phone: Label/)).toBeInTheDocument();
});

test("an import leads to its receipt", async () => {
  const receipt = { change_set: idOf("set", 0), id: idOf("import", 1) };
  renderStory({
    path: "/history",
    fake: {
      imports: [{ ...receipt, state: "done", dry_run: false, label: "google.csv", started_ms: 0, files: [] }],
    },
  });
  expect(await screen.findByRole("link", { name: "Imported google.csv" })).toHaveAttribute(
    "href",
    `/imports/${idOf("import", 1)}`,
  );
});

// covers(AUD-1)
test("a change is opened to see what it did, record by record", async () => {
  const { user, client } = renderStory("history/HistoryList/full");
  await screen.findByRole("button", { name: "Undo: Imported google.csv" });
  await client.call("contacts.patch", { id: idOf("contact", 0), patch: { nickname: "Countess" } });
  const name = "What “Changed Ada Lovelace” did";
  // The two the story begins with, and the one just made, which stands first.
  await waitFor(() => expect(screen.getAllByRole("button", { name })).toHaveLength(3));
  const button = screen.getAllByRole("button", { name })[0]!;
  expect(button).toHaveAttribute("aria-expanded", "false");
  await user.click(button);
  expect((await screen.findByText("Countess")).closest("ins")).not.toBeNull();
  expect(screen.getByRole("link", { name: "Ada Lovelace" })).toHaveAttribute(
    "href",
    `/contacts/${idOf("contact", 0)}`,
  );
  await user.click(button);
  expect(screen.queryByText("Countess")).toBeNull();
});
