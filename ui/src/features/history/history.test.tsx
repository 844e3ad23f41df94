import { cleanup, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import { DONE, IMPORT_ID, ROWS } from "@/features/imports/imports.fixture";
import { useLabelWords } from "@/records/labels";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

/** What a change is called, as it is shown. */
function Called({ label }: { label: string }) {
  return <p>{useLabelWords()(label)}</p>;
}

test("a note is called by its words, without the marks they are written with", () => {
  const called = (label: string) => {
    renderStory({ parts: () => <Called label={label} /> });
    const shown = screen.getByText(/./).textContent;
    cleanup();
    return shown;
  };
  expect(called("Created Met at the **Hanover** fair, asks for `40` units")).toBe(
    "Created Met at the Hanover fair, asks for 40 units",
  );
  expect(called("Changed 2 ** 3 ** 4, snake__case")).toBe("Changed 2 ** 3 ** 4, snake__case");
});

test("every change is listed and can be taken back", async () => {
  const { user, client } = renderStory("history/HistoryList/full");
  await user.click(await screen.findByRole("button", { name: "Undo: Imported google.csv" }));
  await waitFor(() => expect(lastCall(client, "changes.undo")).toEqual({ change_set: idOf("set", 0) }));
  await screen.findByText("taken back");
});

// covers(AUD-2)
test("a change of settings says which ones, and from what to what where that is short", async () => {
  renderStory("history/HistoryList/settings");
  const lines = async (name: string) => (await screen.findAllByText(name)).map((one) => one.closest("li"));
  expect((await lines("Theme"))[0]).toHaveTextContent("Themewas Lightis now Dark");
  expect((await lines("Language"))[0]).toHaveTextContent("Languageis now Deutsch");
  expect((await lines("Home country"))[0]).toHaveTextContent("was Germanyis now Austria");
  expect((await lines("Weeks begin on"))[0]).toHaveTextContent("was Mondayas usual");
  expect((await lines("Target per month"))[0]).toHaveTextContent("was €15,000.00is now €20,000.00");
  expect((await lines("Keys of a single character"))[0]).toHaveTextContent("is now off");
  expect((await lines("Keyboard"))[0]).toHaveTextContent(/^Keyboard$/);
  expect((await lines("Begin with"))[0]).toHaveTextContent("was Homeis now Where I was last");
  expect((await lines("Page and form: Contact"))[0]).toBeVisible();
  cleanup();
  renderStory("history/HistoryList/settingsGerman");
  expect((await lines("Design"))[0]).toHaveTextContent("war Hellist jetzt Dunkel");
});

// covers(IMP-5)
test("before an import is taken back it is said that its corrected rows go along", async () => {
  const { user } = renderStory("history/HistoryList/corrected");
  const along = await screen.findByText("What came of 2 rows corrected since goes back with it.");
  expect(along.closest("li")).toHaveTextContent("google.csv");
  await user.click(screen.getByRole("button", { name: "Undo: Imported google.csv" }));
  await screen.findByText("Taken back: Imported google.csv (with 2 rows corrected since)");
  await waitFor(() => expect(along).not.toBeInTheDocument());
  await user.click(screen.getAllByRole("button", { name: "Redo" })[0]!);
  await screen.findByText("Done again: Imported google.csv (with 2 rows corrected since)");
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

// covers(CON-8)
test("erasing for good waits until the name is typed, and says that it is for good", async () => {
  const { user, client } = renderStory("history/TrashList/full");
  const button = (await screen.findAllByRole("button", { name: /^Erase .+ for good$/ }))[0]!;
  const name = /^Erase (.+) for good$/.exec(button.getAttribute("aria-label") ?? "")![1]!;
  await user.click(button);
  const dialog = await screen.findByRole("dialog", { name: `Erase “${name}” for good?` });
  expect(dialog).toHaveAccessibleDescription(/cannot be undone/);
  const box = within(dialog).getByLabelText(`To go ahead, type: ${name}`);
  expect(box).toHaveFocus();
  const go = within(dialog).getByRole("button", { name: "Erase for good" });
  expect(go).toBeDisabled();
  // Enter in the box does nothing either.
  await user.type(box, `${name.slice(0, -1)}{Enter}`);
  expect(go).toBeDisabled();
  expect(lastCall(client, "contacts.erase")).toBeUndefined();
  await user.type(box, `${name.at(-1)!.toUpperCase()} {Enter}`);
  await screen.findByText(`${name} is erased for good`);
  expect(lastCall(client, "contacts.erase")).toEqual({ ids: [expect.any(String) as unknown] });
  // No way back is offered, because there is none.
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  expect(screen.queryByRole("dialog")).toBeNull();
});

// covers(CON-8)
test("several are erased by the keyboard, by typing how many they are", async () => {
  const { user, client } = renderStory("history/TrashList/full");
  await screen.findAllByRole("button", { name: /^Restore / });
  await user.keyboard("xjx{Delete}");
  const dialog = await screen.findByRole("dialog", { name: "Erase 2 contacts for good?" });
  await user.keyboard("{Escape}");
  expect(dialog).not.toBeInTheDocument();
  expect(lastCall(client, "contacts.erase")).toBeUndefined();
  await user.keyboard("{Delete}");
  await screen.findByLabelText("To go ahead, type: 2");
  await user.keyboard("2{Enter}");
  await screen.findByText("2 records erased for good");
  expect((lastCall(client, "contacts.erase") as { ids: string[] }).ids).toHaveLength(2);
});

// covers(CON-8)
test("what was refused is said, and nothing is gone", async () => {
  const { user } = renderStory({
    path: "/trash",
    fake: {
      trashed: 2,
      fail: {
        "contacts.erase": { code: "not_allowed", kind: "refused", message: "This key may not erase." },
      },
    },
  });
  await screen.findAllByRole("button", { name: /^Restore / });
  await user.keyboard("{Delete}");
  const box = await screen.findByLabelText(/^To go ahead, type: /);
  await user.type(box, `${/type: (.+)$/.exec(box.closest("div")!.textContent ?? "")![1]!}{Enter}`);
  await screen.findByText("This key may not erase.");
  expect(screen.getByRole("dialog")).toBeInTheDocument();
});

// covers(CON-8)
test("the page of a record in the trash erases it too, and leads back to the trash", async () => {
  const { user, client } = renderStory("contacts/ContactShow/trashed");
  const more = await screen.findByRole("button", { name: "More" });
  const name = screen.getByRole("heading", { level: 1 }).textContent;
  await user.click(more);
  expect(screen.queryByRole("menuitem", { name: /^Delete/ })).toBeNull();
  await user.click(await screen.findByRole("menuitem", { name: /^Erase for good/ }));
  await user.type(await screen.findByLabelText(`To go ahead, type: ${name}`), `${name}{Enter}`);
  await screen.findByRole("heading", { level: 1, name: "Trash" });
  expect(lastCall(client, "contacts.erase")).toEqual({ ids: [idOf("contact", 20)] });
  await screen.findAllByRole("button", { name: /^Restore / });
  expect(screen.queryByRole("button", { name: `Restore ${name}` })).toBeNull();
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
      imports: [
        {
          ...receipt,
          state: "done",
          dry_run: false,
          label: "google.csv",
          started_ms: 0,
          files: [],
        },
      ],
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

// covers(UX-10)
test("a row that was corrected and where a contact came from are said in the seller's language", async () => {
  const { client } = renderStory({
    path: "/history",
    language: "de",
    fake: { imports: [DONE], importRows: ROWS },
  });
  await screen.findByRole("heading", { level: 1, name: "Verlauf" });
  await client.call("imports.correct", {
    id: IMPORT_ID,
    file: 0,
    row: 9,
    cells: [{ column: 0, text: "Ada" }],
  });
  await screen.findByText("Zeile 9 von google.csv importiert");
  cleanup();
  const id = idOf("contact", 0);
  const page = renderStory({ path: `/contacts/${id}`, language: "de" });
  await screen.findByRole("heading", { level: 1 });
  await page.client.call("contacts.patch", { id, patch: { source: "Import 6 files" } });
  await screen.findByText(/· 6 Dateien importiert/);
});
