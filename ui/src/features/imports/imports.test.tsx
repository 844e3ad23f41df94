import { act, cleanup, fireEvent, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { FakeOptions } from "@/client/fake";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import { CARD, DONE, FILE, IMPORT_ID, LINK, MADE, ROWS, STAGED, tableOf, UNSURE } from "./imports.fixture";
import { namesOf } from "./queries";

const file = (name: string) => new File(["x"], name, { type: "text/csv" });
const drop = (...files: File[]) => {
  const dataTransfer = { files, types: ["Files"], items: [] };
  fireEvent.dragEnter(window, { dataTransfer });
  expect(screen.getByText("Drop to import")).toBeInTheDocument();
  fireEvent.drop(window, { dataTransfer });
};

// covers(IMP-7)
test("an import is called by its files, those of one archive by the archive", () => {
  const called = (...names: string[]) =>
    namesOf({ files: names.map((name) => ({ ...DONE.files[0]!, name })) });
  expect(called("a.csv", "b.vcf")).toEqual(["a.csv", "b.vcf"]);
  expect(called("crm.zip › Account.csv", "b.vcf", "crm.zip › Contact.csv")).toEqual(["crm.zip", "b.vcf"]);
  expect(called("crm.json › deals")).toEqual(["crm.json › deals"]);
});

// covers(IMP-7)
test("an import of many files is called by the first of them and how many more there are", async () => {
  const files = ["all-companies.csv", "all-contacts.csv", "all-deals.csv", "all-notes.csv"].map((name) => ({
    ...DONE.files[0]!,
    name,
  }));
  renderStory({ path: `/imports/${IMPORT_ID}`, fake: { imports: [{ ...DONE, files }] } });
  expect(
    await screen.findByRole("heading", { level: 1, name: "all-companies.csv and 3 more files" }),
  ).toBeVisible();
});

test("a file that is understood is imported without a question", async () => {
  const { client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  drop(file("google.csv"), file("phone.vcf"));
  await waitFor(() => expect(lastCall(client, "imports.start")).toBeDefined());
  expect(
    (lastCall(client, "imports.start") as { files: { name: string }[] }).files.map(({ name }) => name),
  ).toEqual(["google.csv", "phone.vcf"]);
  await screen.findByText(/Imported on/);
});

// covers(IMP-7)
test("a file that is not understood is shown with its guesses, and goes where the seller says", async () => {
  const { client, user } = renderStory({ path: "/contacts", fake: { inspection: UNSURE } });
  await screen.findByText("Ada Bensalem");
  drop(file("alte-kunden.csv"));
  await screen.findByRole("heading", { name: "Where do the columns go?" });
  expect(lastCall(client, "imports.start")).toBeUndefined();
  expect(screen.getAllByText("a guess").length).toBeGreaterThan(1);
  expect(screen.getByText(/^Nothing tells what this is/)).toBeInTheDocument();
  await user.selectOptions(screen.getByLabelText("Status goes to"), "Tags");
  expect(screen.queryByText(/^Nothing tells what this is/)).toBeNull();
  await user.selectOptions(screen.getByLabelText("Order of the dates in Geb."), "Day, month, year");
  await user.click(screen.getByRole("button", { name: "Check first" }));
  await waitFor(() => expect(lastCall(client, "imports.start")).toBeDefined());
  const started = lastCall(client, "imports.start") as {
    dry_run: boolean;
    files: { file: string }[];
    mapping: Record<string, { columns: { name: string; target: string; date_order?: string }[] }>;
  };
  expect(started.dry_run).toBe(true);
  const column = (name: string) =>
    started.mapping[started.files[0]!.file]!.columns.find((one) => one.name === name);
  expect(column("Status")).toMatchObject({ target: "tags" });
  expect(column("Geb.")).toMatchObject({ target: "dates[birthday]", date_order: "dmy" });
  expect(column("Mail")).toMatchObject({ target: "emails" });
});

// covers(IMP-7)
test("files that are being looked at, and a file that cannot be read, are said on the mapping screen", async () => {
  renderStory("imports/ImportMapping/full");
  await screen.findByLabelText("Status goes to");
  cleanup();
  renderStory("imports/ImportMapping/error");
  await screen.findByRole("button", { name: "Try again" });
  expect(screen.queryByText("No file is waiting")).toBeNull();
  cleanup();
  renderStory("imports/ImportMapping/empty");
  await screen.findByText(/Drop a file anywhere/);
});

// covers(IMP-7)
test("progress is shown with counts, and the import can be cancelled", async () => {
  const { client, user } = renderStory("imports/ImportShow/running");
  expect((await screen.findAllByText("41,200 of 100,000")).length).toBeGreaterThan(0);
  expect(screen.getAllByRole("progressbar")[0]).toHaveAttribute("aria-valuenow", "41");
  await user.click(screen.getByRole("button", { name: "Cancel the import" }));
  await waitFor(() => expect(lastCall(client, "imports.cancel")).toEqual({ id: IMPORT_ID }));
  await screen.findByText(/was cancelled/);
});

// covers(IMP-7)
test("the receipt accounts for every row, and says why", async () => {
  const { client, user } = renderStory("imports/ImportShow/full");
  await screen.findByRole("grid", { name: "Rows" });
  await user.click(screen.getByRole("button", { name: /^Rejected/ }));
  await waitFor(() =>
    expect(lastCall(client, "imports.rows")).toMatchObject({ outcome: "rejected", position: 0 }),
  );
  expect((await screen.findAllByText(/^This row names nobody/)).length).toBeGreaterThan(0);
  await user.click(screen.getByRole("tab", { name: /^Columns/ }));
  const table = await screen.findByRole("table");
  const sum = DONE.files[0]!.cells;
  expect(within(table).getAllByRole("row").at(-1)).toHaveTextContent(String(sum.mapped.toLocaleString("en")));
});

// covers(CON-3)
test("the receipt names who may be there twice, and leads to them alone", async () => {
  const { client, user } = renderStory("imports/ImportShow/full");
  expect(
    await screen.findByText("3 pairs may be one person each. They were not joined."),
  ).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Look at them" }));
  await screen.findByText(/^Contacts of one import/);
  expect(lastCall(client, "contacts.duplicates")).toEqual({ import: IMPORT_ID });
  await user.click(screen.getByRole("link", { name: "Show everybody" }));
  await waitFor(() => expect(lastCall(client, "contacts.duplicates")).toEqual({}));
});

// covers(UX-10)
test("what the program says in English about a row or a fault is said in the seller's language", async () => {
  const { user } = renderStory("imports/ImportShow/full", "de");
  await user.click(await screen.findByRole("button", { name: /^Abgelehnt ?\d/ }));
  expect((await screen.findAllByText(/^Diese Zeile nennt niemanden/)).length).toBeGreaterThan(0);
  cleanup();
  renderStory("imports/ImportShow/failed", "de");
  await screen.findByText(/^Der Datenträger ist voll/);
});

// covers(IMP-7)
test("a dry run shows what would change, then is made real", async () => {
  const { client, user } = renderStory("imports/ImportShow/dryRun");
  await screen.findByText("This is what would happen. Nothing has changed yet.");
  expect(screen.getAllByText("Would change").length).toBeGreaterThan(1);
  const detail = within(await screen.findByRole("complementary", { name: "The row" }));
  // Whom nobody made yet, one cannot go to.
  await detail.findByText("New");
  expect(detail.queryByRole("link")).toBeNull();
  expect(screen.queryByText("Created")).toBeNull();
  await user.keyboard("jj");
  await screen.findByText("+49 170 5550199");
  expect(detail.getByRole("link")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Import now" }));
  await waitFor(() => expect(lastCall(client, "imports.apply")).toEqual({ id: IMPORT_ID }));
  await screen.findByRole("button", { name: "Undo this import" });
});

test("between reading and writing an import is still running, not a dry run", async () => {
  renderStory({ path: `/imports/${IMPORT_ID}`, fake: { imports: [{ ...STAGED, dry_run: false }] } });
  await screen.findByRole("button", { name: "Cancel the import" });
  expect(screen.queryByRole("button", { name: "Import now" })).toBeNull();
});

// covers(IMP-7, INT-8)
test("what another program is set up with is told once and as no fault, however many files it fills", async () => {
  const error = { code: "not_brought_over", message: "“x” holds no companies." };
  const names = ["User.csv", "Product2.csv", "Profile.csv"].map((name) => `WE.ZIP › ${name}`);
  const files = [...DONE.files, ...names.map((name) => ({ ...DONE.files[0]!, name, rows: 0, error }))];
  renderStory({ path: `/imports/${IMPORT_ID}`, fake: { imports: [{ ...DONE, files }] } });
  await screen.findByText(/^3 files hold only .* left out: User\.csv, Product2\.csv,? and Profile\.csv$/);
  expect(screen.queryByRole("alert")).toBeNull();
});

// covers(IMP-7)
test("one button takes the whole import back", async () => {
  const { client, user } = renderStory("imports/ImportShow/full");
  await user.click(await screen.findByRole("button", { name: "Undo this import" }));
  await waitFor(() => expect(lastCall(client, "changes.undo")).toEqual({ change_set: DONE.change_set }));
  await screen.findByText("Taken back: Imported google.csv");
});

test("files that arrive before there is a vault wait for it", async () => {
  const { client, user } = renderStory("vault/Vault/firstRun");
  const box = await screen.findByLabelText("Passphrase");
  client.emit({ type: "files", files: [{ file: "f1", name: "google.csv", size: 10 }], dropped: false });
  await screen.findByText("1 file will be imported as soon as the vault is there.");
  await user.type(box, "correct horse battery{Enter}");
  await waitFor(() => expect(lastCall(client, "imports.start")).toMatchObject({ files: [{ file: "f1" }] }));
});

// covers(LEAD-1, IMP-7)
test("what is dropped on the leads becomes leads, what is handed over does not", async () => {
  const { client } = renderStory({ path: "/contacts" });
  await screen.findByText("Ada Bensalem");
  const arrive = (name: string, dropped: boolean) =>
    act(() => client.emit({ type: "files", files: [{ file: name, name, size: 10 }], dropped }));
  window.location.hash = "#/leads?sort=-score";
  arrive("double-clicked.csv", false);
  await waitFor(() =>
    expect(lastCall(client, "imports.start")).toMatchObject({ files: [{ file: "double-clicked.csv" }] }),
  );
  expect(lastCall(client, "imports.start")).not.toHaveProperty("kind");
  arrive("fair.csv", true);
  await waitFor(() =>
    expect(lastCall(client, "imports.start")).toMatchObject({ files: [{ file: "fair.csv" }], kind: "lead" }),
  );
  window.location.hash = "#/contacts";
  arrive("people.csv", true);
  await waitFor(() =>
    expect(lastCall(client, "imports.start")).toMatchObject({ files: [{ file: "people.csv" }] }),
  );
  expect(lastCall(client, "imports.start")).not.toHaveProperty("kind");
  window.location.hash = "";
});

// covers(LEAD-1, IMP-7)
test("a column of leads can go where only leads have a field", async () => {
  const { client, user } = renderStory("imports/ImportMapping/full");
  await user.selectOptions(await screen.findByLabelText("The rows are"), "Leads");
  await user.selectOptions(await screen.findByLabelText("Status goes to"), "Rating");
  await user.click(screen.getByRole("button", { name: "Import" }));
  await waitFor(() => expect(lastCall(client, "imports.start")).toMatchObject({ kind: "lead" }));
  expect(JSON.stringify(lastCall(client, "imports.start"))).toContain('"target":"custom:rating"');
});

// covers(DEAL-1, CON-10, IMP-7)
test("a table becomes what the list is of on which it is dropped", async () => {
  const { client } = renderStory({ path: "/contacts", fake: { kinds: true } });
  await screen.findByText("Ada Bensalem");
  for (const [hash, kind] of [
    ["#/deals?view=board", "deal"],
    ["#/records/own_boat", "own_boat"],
  ] as const) {
    window.location.hash = hash;
    act(() => client.emit({ type: "files", files: [{ file: kind, name: kind, size: 10 }], dropped: true }));
    await waitFor(() =>
      expect(lastCall(client, "imports.start")).toMatchObject({ files: [{ file: kind }], kind }),
    );
  }
  window.location.hash = "";
});

// covers(DEAL-1, IMP-6, IMP-7)
test("columns of deals go to fields of deals, and what has none into a note", async () => {
  const { client, user } = renderStory("imports/ImportMapping/deals");
  expect(await screen.findByLabelText("The rows are")).toHaveValue("deal");
  expect(screen.getByLabelText("Amount goes to")).toHaveDisplayValue("Amount");
  expect(screen.getByLabelText("Forecaster goes to")).toHaveDisplayValue("Keep in a note");
  await user.selectOptions(screen.getByLabelText("Who goes to"), "Contacts, by name or e-mail");
  await user.click(screen.getByRole("button", { name: "Import" }));
  await waitFor(() => expect(lastCall(client, "imports.start")).toMatchObject({ kind: "deal" }));
  expect(JSON.stringify(lastCall(client, "imports.start"))).toContain('"target":"custom:contacts"');
  expect(JSON.stringify(lastCall(client, "imports.start"))).not.toContain("emails");
});

// covers(IMP-6, IMP-7)
test("what seems to be deals and shall be people is sent with its columns, so that it stays so", async () => {
  const inspection = { ...tableOf("deal", ["Name", "Amount", "Forecaster"]) };
  const { client, user } = renderStory({ path: "/imports/new", fake: { files: [FILE], inspection } });
  const rows = await screen.findByLabelText("The rows are");
  // As people their columns are beyond doubt.
  inspection.sure = true;
  await user.selectOptions(rows, "");
  await waitFor(() => expect(lastCall(client, "imports.inspect")).not.toHaveProperty("kind"));
  await user.click(screen.getByRole("button", { name: "Import" }));
  await waitFor(() => expect(lastCall(client, "imports.start")).toHaveProperty("mapping"));
  expect(lastCall(client, "imports.start")).not.toHaveProperty("kind");
});

// covers(DEAL-1, IMP-6, IMP-7)
test("a stage that is none here is said to be another one, or made", async () => {
  const { client, user } = renderStory("imports/ImportMapping/stages");
  const means = await screen.findByLabelText("What “Contract sent” means");
  expect(screen.getAllByText("Nothing here is called so.")).toHaveLength(2);
  expect(means).toHaveDisplayValue("Nothing: reject these rows");
  await user.selectOptions(means, "Negotiation");
  await waitFor(() => expect(screen.getAllByText("Nothing here is called so.")).toHaveLength(1));
  await user.selectOptions(screen.getByLabelText("What “Demo booked” means"), "Make the stage “Demo booked”");
  await waitFor(() =>
    expect(lastCall(client, "stages.create")).toMatchObject({ name: "Demo booked", outcome: "open" }),
  );
  await user.click(screen.getByRole("button", { name: "Import" }));
  await waitFor(() => expect(lastCall(client, "imports.start")).toMatchObject({ kind: "deal" }));
  expect(JSON.stringify(lastCall(client, "imports.start"))).toContain(
    '"values":{"Contract sent":"Negotiation"}',
  );
});

// covers(CON-10, IMP-6, IMP-7)
test("a choice that its field does not have is said to be another one, or added to the field", async () => {
  const { client, user } = renderStory("imports/ImportMapping/ownKind");
  const means = await screen.findByLabelText("What “North pier” means");
  expect(means).toHaveDisplayValue("Keep in a note");
  await user.selectOptions(means, "Add the choice “North pier”");
  await waitFor(() =>
    expect(lastCall(client, "fields.patch")).toMatchObject({
      patch: { options: ["East pier", "West pier", "On land", "North pier"] },
    }),
  );
});

// covers(CON-10, IMP-7)
test("what rows are can be said on the mapping screen, and their columns are looked at anew", async () => {
  const { client, user } = renderStory("imports/ImportMapping/ownKind");
  const kind = await screen.findByLabelText("The rows are");
  expect(kind).toHaveDisplayValue("Boats");
  expect(screen.getByLabelText("Length in metres goes to")).toHaveDisplayValue("Length in metres");
  await user.selectOptions(kind, "People and companies, as the file says");
  await waitFor(() => expect(lastCall(client, "imports.inspect")).not.toHaveProperty("kind"));
  await user.click(await screen.findByRole("button", { name: "Import" }));
  await waitFor(() => expect(lastCall(client, "imports.start")).toBeDefined());
  expect(lastCall(client, "imports.start")).not.toHaveProperty("kind");
});

// covers(IMP-7)
test("an open mapping outlives another screen and another file", async () => {
  const { client, user } = renderStory({ path: "/contacts", fake: { inspection: UNSURE } });
  await screen.findByText("Ada Bensalem");
  drop(file("alte-kunden.csv"));
  await user.selectOptions(await screen.findByLabelText("Status goes to"), "Tags");
  (document.activeElement as HTMLElement).blur();
  await user.keyboard("gp");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("gi");
  await screen.findByText("1 file waits for you to say where its columns go.");
  await user.click(screen.getByRole("button", { name: "Go on" }));
  expect(await screen.findByLabelText("Status goes to")).toHaveValue("tags");

  drop(file("mehr-kunden.csv"));
  await waitFor(() => expect(screen.getAllByLabelText("Status goes to")).toHaveLength(2));
  expect(screen.getAllByLabelText("Status goes to").map((one) => (one as HTMLSelectElement).value)).toEqual([
    "tags",
    "raw",
  ]);
  await user.click(screen.getByRole("button", { name: "Import" }));
  await waitFor(() => expect(lastCall(client, "imports.start")).toMatchObject({ files: [{}, {}] }));
}, 60_000);

// covers(IMP-7)
test("a column can go to a messenger, to a name as spoken and to an own field", async () => {
  renderStory("imports/ImportMapping/full");
  const select = await screen.findByLabelText("Status goes to");
  for (const name of ["Messenger (WhatsApp)", "First name, as spoken", "Portal"])
    expect(await within(select).findByRole("option", { name })).toBeInTheDocument();
});

// covers(IMP-7)
test("what is remembered of a file can be forgotten, and what was checked can go elsewhere", async () => {
  const { client, user } = renderStory({
    path: "/imports",
    fake: { inspection: { ...UNSURE, sure: true, remembered: true }, imports: [] },
  });
  await user.click(await screen.findByRole("switch", { name: "Check first" }));
  const chosen = { file: "file-1", name: "alte-kunden.csv", size: 10 };
  client.pick = () => Promise.resolve([chosen]);
  await user.click(screen.getByRole("button", { name: /^Choose files/ }));
  await user.click(await screen.findByRole("button", { name: "Change the columns" }));
  await screen.findByText("These columns go where you set them before.");
  expect(client.calls.some(({ name }) => name === "imports.cancel")).toBe(true);
  await user.click(screen.getByRole("button", { name: "Forget that and guess again" }));
  await waitFor(() => expect(lastCall(client, "imports.forget_mapping")).toEqual({ file: chosen }));
  await waitFor(() => expect(screen.queryByText("These columns go where you set them before.")).toBeNull());
});

// covers(IMP-7)
test("a file that failed is named among the rows, which are shown file by file", async () => {
  const [first] = DONE.files;
  const error = { code: "file_empty", message: "“leer.csv” is empty. Export it again." };
  const two = { ...DONE, files: [first!, { ...first!, name: "leer.csv", rows: 0, columns: [], error }] };
  const { client, user } = renderStory({
    path: `/imports/${IMPORT_ID}`,
    fake: { imports: [two], importRows: ROWS },
  });
  await screen.findByText(/“leer.csv” is empty/);
  await user.selectOptions(screen.getByLabelText("Rows of"), "google.csv");
  await waitFor(() => expect(lastCall(client, "imports.rows")).toMatchObject({ file: 0 }));
  expect(screen.queryByText(/“leer.csv” is empty/)).toBeNull();
});

// covers(INT-8, INT-12)
test("of a whole CRM it is said what was left out and what leads nowhere, in the seller's language", async () => {
  renderStory("imports/ImportShow/wholeCrm", "de");
  await screen.findByText(/womit das andere Programm eingerichtet ist/);
  expect((await screen.findAllByText(/Woran diese Notiz hängt, kam nicht mit/)).length).toBeGreaterThan(0);
  expect((await screen.findAllByText(/Was es nennt, kam nicht mit/)).length).toBeGreaterThan(0);
});

// covers(IMP-1, IMP-7)
test("how a file is read can be set otherwise, and what was set for its columns stays", async () => {
  const { client, user } = renderStory("imports/ImportMapping/full");
  await user.selectOptions(await screen.findByLabelText("Ort goes to"), "Tags");
  const fold = screen.getByRole("button", { name: /^How the file is read/ });
  expect(fold).toHaveTextContent("Windows-1252 · Semicolon · names in line 1");
  expect(screen.queryByLabelText("Characters")).toBeNull();
  await user.click(fold);
  await user.selectOptions(screen.getByLabelText("Characters"), "Windows-1250");
  await waitFor(() =>
    expect(lastCall(client, "imports.inspect")).toMatchObject({ reading: { encoding: "windows-1250" } }),
  );
  await user.selectOptions(screen.getByLabelText("Names of the columns"), "3");
  await screen.findByLabelText("Stand goes to");
  expect(screen.getByLabelText("Ort goes to")).toHaveValue("tags");
  expect(screen.getByText("set by you · 2 lines above are left out.")).toBeInTheDocument();
  await user.selectOptions(screen.getByLabelText("Cells stand in"), "No quotes");
  await waitFor(() => expect(screen.getAllByText(/^set by you/)).toHaveLength(3));
  await user.click(screen.getByRole("button", { name: "Import" }));
  await waitFor(() => expect(lastCall(client, "imports.start")).toBeDefined());
  const started = lastCall(client, "imports.start") as {
    files: { file: string }[];
    reading: Record<string, object>;
    mapping: Record<string, { columns: { name: string; target: string }[] }>;
  };
  const id = started.files[0]!.file;
  expect(started.reading[id]).toEqual({ encoding: "windows-1250", header_line: 3, quote: "" });
  expect(started.mapping[id]!.columns.map(({ name }) => name)).toContain("Geburtstag");
});

// covers(IMP-1, IMP-7)
test("a reading that cannot be right is said beside it, and everything can go back to what was detected", async () => {
  const { client, user } = renderStory("imports/ImportMapping/full");
  await user.click(await screen.findByRole("button", { name: /^How the file is read/ }));
  const select = screen.getByLabelText("Characters");
  await user.selectOptions(select, "UTF-16LE");
  expect(await screen.findByRole("alert")).toHaveTextContent(
    "In this encoding the file is no readable text.",
  );
  expect(select).toBeInvalid();
  await user.click(screen.getByRole("button", { name: "All as detected" }));
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(select).toHaveValue("");
  expect(lastCall(client, "imports.inspect")).toMatchObject({ reading: {} });
  expect(screen.queryByRole("button", { name: "All as detected" })).toBeNull();
});

// covers(IMP-1, IMP-7)
test("what was set for an earlier file is shown as such", async () => {
  renderStory("imports/ImportMapping/readAsSet");
  expect(await screen.findByLabelText("Characters")).toHaveValue("=windows-1250");
  expect(screen.getByText("as you set it before · 2 lines above are left out.")).toBeInTheDocument();
});

// covers(IMP-1, IMP-5)
test("the receipt says how a file was read and what of it was chosen", async () => {
  const { user } = renderStory("imports/ImportShow/full");
  await user.click(await screen.findByRole("tab", { name: /^Columns/ }));
  expect(await screen.findByText("Windows-1250", { selector: "dd" })).toHaveTextContent("(set by you)");
  expect(screen.getByText("Comma", { selector: "dd" })).not.toHaveTextContent("set by you");
  expect(screen.getByText("2 lines above are left out.")).toBeInTheDocument();
});

// covers(IMP-1, IMP-5)
test("rejected rows are saved as a file of their own", async () => {
  const { client, user } = renderStory("imports/ImportShow/full");
  await user.click(await screen.findByRole("button", { name: "Save rejected rows" }));
  await waitFor(() =>
    expect(lastCall(client, "imports.rejects")).toEqual({ id: IMPORT_ID, file: 0, language: "en" }),
  );
  await screen.findByText("Saved google-rejected.csv");
});

// covers(IMP-5, IMP-7)
test("a rejected row is corrected where it stands, and says why as long as it is not right", async () => {
  const { client, user } = renderStory("imports/ImportShow/rejected");
  await screen.findByRole("button", { name: "Correct…" });
  await user.keyboard("e");
  const dialog = await screen.findByRole("dialog", { name: "Correct this row" });
  await waitFor(() => expect(within(dialog).getByLabelText("Labels")).toHaveFocus());
  await user.click(within(dialog).getByRole("button", { name: "Import this row" }));
  await within(dialog).findByRole("alert");
  await user.type(within(dialog).getByLabelText("First Name"), "Ada");
  // A look elsewhere loses nothing.
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await user.keyboard("e");
  expect(await screen.findByLabelText("First Name")).toHaveValue("Ada");
  await user.click(screen.getByRole("button", { name: "Import this row" }));
  await waitFor(() =>
    expect(lastCall(client, "imports.correct")).toEqual({
      id: IMPORT_ID,
      file: 0,
      row: 9,
      cells: [{ column: 0, text: "Ada" }],
    }),
  );
  await screen.findByText("Ada was imported");
  await screen.findByText("Corrected by hand");
  expect(screen.queryByRole("button", { name: "Correct…" })).toBeNull();
});

// covers(IMP-5, IMP-7)
test("a field that says what a row belongs to says what it wants", async () => {
  renderStory("imports/ImportShow/correctingOwner");
  const box = await screen.findByLabelText("ParentId");
  expect(box).toHaveAccessibleDescription(
    "Wozu dies gehört: Name oder E-Mail-Adresse hier, oder die Kennung im anderen Programm.",
  );
  expect(screen.getByLabelText("Title")).not.toHaveAccessibleDescription();
});

// covers(IMP-6, IMP-7)
test("what can be put right is shown with examples and switched on and off", async () => {
  const { client, user } = renderStory("imports/ImportMapping/repairs");
  const section = await screen.findByRole("region", { name: "What can be put right" });
  expect(within(section).getByText("34 values among the first rows")).toBeVisible();
  expect(within(section).getByText("MÃ¼ller")).toBeVisible();
  expect(within(section).getByText("Müller")).toBeVisible();
  const capitals = within(section).getByRole("switch", { name: "Names in capitals" });
  expect(capitals).not.toBeChecked();
  await user.click(capitals);
  await waitFor(() =>
    expect(lastCall(client, "imports.inspect")).toMatchObject({
      repairs: ["numbers", "addresses", "encoding", "capitals"],
    }),
  );
  await waitFor(() =>
    expect(within(section).getByRole("switch", { name: "Names in capitals" })).toBeChecked(),
  );
  await user.click(within(section).getByRole("switch", { name: "Damaged letters" }));
  await waitFor(() =>
    expect(lastCall(client, "imports.inspect")).toMatchObject({
      repairs: ["numbers", "addresses", "capitals"],
    }),
  );
  await waitFor(() =>
    expect(within(section).getByRole("switch", { name: "Damaged letters" })).not.toBeChecked(),
  );
  await user.click(screen.getByRole("button", { name: "Import" }));
  await waitFor(() =>
    expect(lastCall(client, "imports.start")).toMatchObject({
      repairs_of: { "file-1": ["numbers", "addresses", "capitals"] },
    }),
  );
});

// covers(IMP-6)
test("a table is pasted anywhere on the page, or into its box", async () => {
  const { client, user } = renderStory({ path: "/imports" });
  await screen.findByRole("button", { name: "Paste a table" });
  await user.click(document.body);
  await user.paste("First name\tMail\nAda\tada@x.example");
  await waitFor(() =>
    expect(lastCall(client, "imports.paste")).toEqual({
      text: "First name\tMail\nAda\tada@x.example",
      name: "Pasted table",
    }),
  );
  await waitFor(() => expect(lastCall(client, "imports.start")).toBeDefined());
});

// covers(IMP-6)
test("a table is pasted into a box", async () => {
  const { client, user } = renderStory({ path: "/imports" });
  await user.click(await screen.findByRole("button", { name: "Paste a table" }));
  const box = await screen.findByRole("textbox", { name: "Copied cells" });
  await user.click(box);
  await user.paste("Name\tMail\nAda\tada@x.example");
  expect(client.calls.some(({ name }) => name === "imports.paste")).toBe(false);
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Import" }));
  await waitFor(() => expect(lastCall(client, "imports.paste")).toMatchObject({ name: "Pasted table" }));
});

const PROPOSED = {
  record: { given: "Jane", family: "Doe", emails: [{ value: "jane@acme.example", label: "work" }] },
  left: [],
  matches: [],
  sure: true,
};

// covers(IMP-7, CON-14)
test("a mail that is dropped opens the form with its sender, and imports nothing", async () => {
  const { client, user } = renderStory({ path: "/contacts", fake: { proposal: PROPOSED } });
  await screen.findByText("Ada Bensalem");
  drop(file("offer.eml"));
  await waitFor(() => expect(screen.getByLabelText("Last name")).toHaveValue("Doe"));
  await screen.findByText("From the mail. Look it over, then save.");
  expect(lastCall(client, "imports.start")).toBeUndefined();
  expect(lastCall(client, "contacts.create")).toBeUndefined();
  // A second one does not mix with the first.
  drop(file("other.eml"));
  await screen.findByText(/is being written already/);
  await user.click(screen.getByRole("button", { name: "Discard" }));
});

// covers(IMP-7)
test.each([[["one.eml", "two.eml"]], [["mails.zip"]]])(
  "several mails (%s) are tried first, and not imported unseen",
  async (names) => {
    const { client } = renderStory("contacts/ContactList/full");
    await screen.findByText("Ada Bensalem");
    drop(...names.map(file));
    await waitFor(() => expect(lastCall(client, "imports.start")).toMatchObject({ dry_run: true }));
  },
);

// covers(IMP-7, CON-14)
test("a signature pasted on the page of imports opens the form; a table goes on being one", async () => {
  const { client, user } = renderStory({ path: "/imports", fake: { proposal: PROPOSED } });
  await screen.findByRole("button", { name: "Paste a table" });
  fireEvent.paste(document.body, { clipboardData: { getData: () => "Jane Doe\njane@acme.example" } });
  await waitFor(() => expect(screen.getByLabelText("Last name")).toHaveValue("Doe"));
  expect(lastCall(client, "imports.paste")).toBeUndefined();
  await user.click(screen.getByRole("button", { name: "Discard" }));
});

const scan = async (fake: FakeOptions) => {
  const rendered = renderStory({ path: "/imports", fake });
  await rendered.user.click(await screen.findByRole("button", { name: "Scan with the camera" }));
  await screen.findByRole("dialog", { name: "Scan a code with the camera" });
  return rendered;
};

// covers(QR-1, QR-2)
test("a card held in front of the camera is shown, and imported once the seller says so", async () => {
  const { client, user } = await scan(CARD);
  await screen.findByText("Ada Lovelace");
  expect(screen.getByText("Verde Analytics, ada@verde.example, and +49 30 901820")).toBeInTheDocument();
  expect(lastCall(client, "imports.scan")).toEqual({ picture: "seen", name: "Camera" });
  expect(lastCall(client, "imports.start")).toBeUndefined();
  expect(screen.getByRole("button", { name: "Import" })).toHaveFocus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(lastCall(client, "imports.start")).toMatchObject({ files: CARD.scanned.files }));
  await screen.findByText(/Imported on/);
  expect(screen.queryByRole("dialog")).toBeNull();
});

// covers(QR-2)
test("an address in front of the camera is told and not opened, and looking goes on", async () => {
  const { client, user } = await scan(LINK);
  await screen.findByText("The code leads to https://verde.example/ada; it was not opened.");
  expect(screen.queryByRole("link", { name: /verde/ })).toBeNull();
  expect(screen.queryByRole("button", { name: "Import" })).toBeNull();
  const looked = client.calls.length;
  client.options.scanned = CARD.scanned;
  await user.click(screen.getByRole("button", { name: "Scan on" }));
  await waitFor(() => expect(client.calls.length).toBeGreaterThan(looked));
  expect(await screen.findByRole("button", { name: "Import" })).toHaveFocus();
});

// covers(QR-2)
test.each([
  ["refused", "The camera may not be used", /Allow it in the settings/],
  ["none", "No camera is found", /Plug one in/],
  ["busy", "The camera does not answer", /Another program may be using it/],
  ["insecure", "No camera on this connection", /only given to a page that comes from this computer/],
  ["unable", "No camera here", /cannot reach a camera/],
] as const)(
  "without a camera (%s) it is said what to do, and a picture can be chosen",
  async (camera, title, help) => {
    const { client, user } = await scan({ camera });
    await screen.findByRole("heading", { name: title });
    expect(screen.getByText(help)).toBeInTheDocument();
    const again = screen.queryByRole("button", { name: "Try again" });
    expect(again !== null).toBe(!["insecure", "unable"].includes(camera));
    // The dialog goes on where something can be done.
    expect(again ?? screen.getByRole("button", { name: "Choose a picture…" })).toHaveFocus();
    client.pick = () => Promise.resolve([{ file: "stand", name: "stand.png", size: 9 }]);
    await user.click(screen.getByRole("button", { name: "Choose a picture…" }));
    await waitFor(() =>
      expect(lastCall(client, "imports.unpack")).toMatchObject({ files: [{ file: "stand" }] }),
    );
    expect(screen.queryByRole("dialog")).toBeNull();
  },
);

// covers(QR-2)
test("the camera is let go as soon as its dialog is closed", async () => {
  let [open, stopped] = [0, 0];
  const { client, user } = await (async () => {
    // Even while the program still looks at what it saw.
    const rendered = renderStory({ path: "/imports", fake: { hang: ["imports.scan"] } });
    rendered.client.camera = () => {
      open += 1;
      return Promise.resolve({
        show: () => Promise.resolve(),
        picture: () => "seen",
        stop: () => {
          stopped += 1;
        },
      });
    };
    await rendered.user.click(await screen.findByRole("button", { name: "Scan with the camera" }));
    return rendered;
  })();
  await waitFor(() => expect(lastCall(client, "imports.scan")).toBeDefined());
  expect([open, stopped]).toEqual([1, 0]);
  expect(screen.getByRole("button", { name: "Choose a picture…" })).toHaveFocus();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(stopped).toBeGreaterThan(0));
  expect(screen.queryByRole("dialog")).toBeNull();
});

// covers(QR-2)
test("a picture that is pasted comes in like one that is dropped, but not the picture beside a copied table", async () => {
  const { client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  const paste = (types: string[]) => {
    const clipboardData = {
      files: [new File(["x"], "image.png", { type: "image/png" })],
      types: ["Files", ...types],
      getData: () => "",
    };
    fireEvent.paste(document.body, { clipboardData });
  };
  paste(["text/plain"]);
  paste([]);
  await waitFor(() =>
    expect(lastCall(client, "imports.unpack")).toMatchObject({ files: [{ name: "image.png" }] }),
  );
  expect(client.calls.filter(({ name }) => name === "imports.unpack")).toHaveLength(1);
});

// covers(INT-9, IMP-7)
test("what deals of another CRM name is told before it is made, and is not where the seller does not want it", async () => {
  const { client, user } = renderStory({ path: "/contacts", fake: { inspection: UNSURE, made: MADE } });
  await screen.findByText("Ada Bensalem");
  drop(file("hubspot-deals.csv"));
  await user.click(await screen.findByRole("button", { name: "Check first" }));
  const make = await screen.findByRole("switch", { name: "Make the 7 stages that are missing" });
  expect(make).toBeChecked();
  await user.click(screen.getByRole("tab", { name: /Stages/ }));
  const board = within(await screen.findByRole("region", { name: "Sales Pipeline" }));
  expect(board.getAllByRole("rowheader").map(({ textContent }) => textContent)).toEqual(
    MADE.filter(({ pipeline }) => pipeline === "Sales Pipeline").map(({ name }) => name),
  );
  expect(board.getAllByText("not in the file")).toHaveLength(1);
  const first = lastCall(client, "imports.start") as { no_stages?: boolean };
  expect(first.no_stages ?? false).toBe(false);
  await user.click(make);
  const off = await screen.findByRole("switch", { name: "Make pipelines and stages that are missing" });
  expect(off).not.toBeChecked();
  expect(lastCall(client, "imports.start")).toMatchObject({ dry_run: true, no_stages: true });
  expect(client.calls.filter(({ name }) => name === "imports.cancel")).toHaveLength(1);
  await user.click(off);
  expect(await screen.findByRole("switch", { name: "Make the 7 stages that are missing" })).toBeChecked();
});

// covers(INT-9, IMP-7)
test("what was made is said in the receipt", async () => {
  renderStory("imports/ImportShow/withStages");
  expect(await screen.findByText("Made for the deals: 1 pipeline and 7 stages.")).toBeInTheDocument();
  expect(screen.queryByRole("switch")).toBeNull();
});

// covers(INT-9, IMP-7)
test("a stage that will be made can be said to be another one, and is asked for where none shall be made", async () => {
  const { client, user } = renderStory("imports/ImportMapping/stagesMade");
  const means = await screen.findByLabelText("What “Contract sent” means");
  expect(means).toHaveDisplayValue("Make it with the import");
  expect(screen.queryByText("Nothing here is called so.")).toBeNull();
  await user.selectOptions(means, "Negotiation");
  await user.click(screen.getByRole("switch", { name: "Make pipelines and stages that are missing" }));
  await waitFor(() =>
    expect(screen.getByLabelText("What “Demo booked” means")).toHaveDisplayValue(
      "Nothing: reject these rows",
    ),
  );
  expect(lastCall(client, "imports.inspect")).toMatchObject({ kind: "deal", no_stages: true });
  await user.click(screen.getByRole("button", { name: "Import" }));
  await waitFor(() =>
    expect(lastCall(client, "imports.start")).toMatchObject({ kind: "deal", no_stages: true }),
  );
  expect(JSON.stringify(lastCall(client, "imports.start"))).toContain(
    '"values":{"Contract sent":"Negotiation"}',
  );
});

// covers(INT-9, IMP-7)
test("whether stages are made is asked where nothing says what the rows are", async () => {
  const { user } = renderStory("imports/ImportList/full");
  const name = "Make pipelines and stages that are missing";
  const make = await screen.findByRole("switch", { name });
  expect(make).toBeChecked();
  await user.click(make);
  expect(screen.getByRole("switch", { name })).not.toBeChecked();
});
