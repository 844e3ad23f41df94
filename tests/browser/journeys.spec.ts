// What sellers do, through the real program: from the first start to the restart.
import { PASSPHRASE, UNKNOWN, VCARD, GOOGLE, answered, drop, expect, firstRun, open, test } from "./satchel";

// covers(UX-1, UX-8, CON-12, CON-13, CON-14, IMP-7, SRCH-8, QA-10)
test("drop a file, find everyone, change something, take it back, come back tomorrow", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);

  // The banner stays until the recovery code was typed back.
  await page.getByRole("button", { name: "Save it now" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.locator("output")).toHaveText(/\w{4}/);
  const code = (await dialog.locator("output").textContent())?.trim() ?? "";
  expect(code.length).toBeGreaterThan(15);
  await dialog.getByRole("button", { name: "I have saved it" }).click();
  await dialog.getByRole("textbox").fill(code.toLowerCase());
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("Save your recovery code")).toBeHidden();

  // Two files on the window are one import.
  await drop(page, [
    { name: "google.csv", text: GOOGLE },
    { name: "phone.vcf", text: VCARD },
  ]);
  await expect(page.getByText(/Imported on/)).toBeVisible({ timeout: 60_000 });
  const tile = (name: string) => page.locator("dl > div", { hasText: name }).locator("dd");
  await expect(tile("Rows")).toHaveText("18");
  await expect(tile("Created")).toHaveText("18");
  await expect(page.getByRole("grid", { name: "Rows" }).getByText("Ada Lovelace")).toBeVisible();

  // Three letters find anybody.
  await page.keyboard.press("/");
  await page.keyboard.type("lov");
  await expect(page.getByRole("link", { name: /Ada Lovelace/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Ada Lovelace" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Call/ })).toHaveAttribute("href", /^tel:\+351225550101/);

  // Edit one fact where it stands.
  await page.getByRole("region", { name: "Phone" }).hover();
  await page.getByRole("button", { name: "Edit Phone" }).click();
  await page.getByRole("textbox", { name: "Phone", exact: true }).fill("+44 131 5550199");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "+44 131 5550199" }).first()).toBeVisible();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  // Write a note, and see both on the timeline.
  await page.getByLabel("Write a note").fill("Wants a quote for **40 units**.");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("strong", { hasText: "40 units" })).toBeVisible();

  // Take the note back, then the number.
  await page.locator("body").click({ position: { x: 700, y: 5 } });
  await page.keyboard.press("Control+z");
  await expect(page.getByText(/^Taken back/).first()).toBeVisible();
  await expect(page.locator("strong", { hasText: "40 units" })).toBeHidden();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("link", { name: "+44 131 5550199" })).toHaveCount(0);

  // Leave a lasting change, close the program, and start it again.
  await page.getByLabel("Write a note").fill("Still here tomorrow");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Still here tomorrow")).toBeVisible();
  await satchel.stop();
  await satchel.start();
  await page.goto(satchel.url);
  await page.getByLabel("Passphrase", { exact: true }).fill("not this one");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/passphrase is wrong/i)).toBeVisible();
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "19");
  await page.getByText("Ada Lovelace").click();
  await expect(page.getByText("Still here tomorrow")).toBeVisible();
});

// covers(IMP-7, QA-10)
test("a file nobody knows is shown with its guesses, goes where the seller says, and can be taken back", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  await drop(page, [{ name: "kunden.csv", text: UNKNOWN }]);
  await expect(page.getByRole("heading", { name: "Where do the columns go?" })).toBeVisible();
  await page.getByLabel("Wer goes to").selectOption("full_name");
  await page.getByLabel("Draht goes to").selectOption("phones[work]");
  await page.getByLabel("Geb goes to").selectOption("dates[birthday]");
  await page.getByLabel("Order of the dates in Geb").selectOption("dmy");
  await page.getByLabel("Bemerkung zum Stand goes to").selectOption("tags");
  await expect(page.getByText("Emmy Noether").last()).toBeVisible();

  // First only look.
  await page.getByRole("button", { name: "Check first" }).click();
  await expect(page.getByText("This is what would happen. Nothing has changed yet.")).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole("button", { name: "Import now" }).click();
  await expect(page.getByText(/Imported on/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole("tab", { name: /Columns/ }).click();
  await expect(page.getByRole("row", { name: /Draht/ })).toBeVisible();

  await page.goto(`${satchel.address}/#/contacts`);
  await page.getByText("Emmy Noether").click();
  await expect(page.getByText("5 June 1979").first()).toBeVisible();
  await expect(page.getByText("kalt").first()).toBeVisible();

  // The same file again, not on the page of a person, to whom it would be attached: nothing to ask, nothing to change.
  await page.goto(`${satchel.address}/#/contacts`);
  await expect(page.getByRole("grid", { name: "Contacts" })).toBeVisible();
  await drop(page, [{ name: "kunden.csv", text: UNKNOWN }]);
  await expect(page.getByText(/Imported on/)).toBeVisible({ timeout: 60_000 });
  await expect(page.locator("dl > div", { hasText: "Unchanged" }).locator("dd")).toHaveText("3");

  // Back to the first import, and all of it away.
  await page.goto(`${satchel.address}/#/imports`);
  await page
    .getByRole("link", { name: /kunden\.csv/ })
    .last()
    .click();
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByText("This import was taken back.")).toBeVisible();
  await page.goto(`${satchel.address}/#/contacts`);
  await expect(page.getByText("Drop a file here to begin")).toBeVisible();
});

// covers(CON-12, SRCH-8)
test("the list sorts, filters, chooses and deletes in the real program", async ({ page, satchel }) => {
  await satchel.filled();
  await open(page, satchel);
  const grid = page.getByRole("grid", { name: "Contacts" });
  await expect(grid).toHaveAttribute("aria-rowcount", "19");
  await page.getByRole("columnheader", { name: "Company" }).getByRole("button").click();
  await expect(grid.getByRole("row").nth(1)).toContainText("Acme Instruments");
  await page.getByRole("columnheader", { name: "Company" }).getByRole("button").click();
  await expect(grid.getByRole("row").nth(1)).toContainText("Verde Logistics");

  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByLabel("Field").selectOption("tags");
  await page.getByLabel("Condition").selectOption("is");
  await page.getByRole("textbox", { name: "Value" }).fill("trade fair");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(grid).toHaveAttribute("aria-rowcount", "5");

  await page.keyboard.press("Control+a");
  await expect(page.getByText("4 selected")).toBeVisible();
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("4 contacts moved to the trash")).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(grid).toHaveAttribute("aria-rowcount", "5");

  // The filter is in the address: a reload keeps it.
  await page.reload();
  await expect(grid).toHaveAttribute("aria-rowcount", "5");
});

// covers(CON-12, UX-5)
test("the edge of a column is dragged, and chosen rows are copied for a spreadsheet", async ({
  page,
  context,
  satchel,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await satchel.filled();
  await open(page, satchel);
  const column = page.getByRole("columnheader", { name: "Company" });
  const width = async () => (await column.boundingBox())?.width ?? 0;
  const before = await width();
  const edge = await page.getByRole("separator", { name: "Width of Company" }).boundingBox();
  if (!edge) throw new Error("there is no edge");
  await page.mouse.move(edge.x + edge.width - 2, edge.y + edge.height / 2);
  await page.mouse.down();
  await page.mouse.move(edge.x + edge.width + 78, edge.y + edge.height / 2, { steps: 5 });
  await page.mouse.up();
  expect(Math.abs((await width()) - before - 80)).toBeLessThan(3);
  await page.reload();
  expect(Math.abs((await width()) - before - 80)).toBeLessThan(3);

  await page.getByRole("grid").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("Control+c");
  await expect(page.getByText("2 rows copied")).toBeVisible();
  const rows = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
  expect(rows.map((row) => row.split("\t")[0])).toEqual(["Ada Lovelace", "Alan Turing"]);
  expect(rows[0]).toContain("ada.lovelace@verde.example");
});

// covers(CON-14)
test("a new person is written down, and a second time noticed", async ({ page, satchel }) => {
  await satchel.filled();
  await open(page, satchel);
  await expect(page.getByRole("grid")).toBeVisible();
  await page.keyboard.press("c");
  await page.getByLabel("First name").fill("Mary");
  await page.getByLabel("Last name").fill("Somerville");
  await page.getByRole("button", { name: "Add e-mail" }).click();
  await page.getByRole("textbox", { name: "E-mail" }).fill("ada.lovelace@verde.example");
  await expect(page.getByText("Perhaps you have this person already")).toBeVisible();
  await page.getByRole("textbox", { name: "E-mail" }).fill("mary@kestrel.example");
  await expect(page.getByText("Perhaps you have this person already")).toBeHidden();
  await page.getByRole("button", { name: "Add job" }).click();
  await page.getByRole("combobox", { name: /Company of/ }).fill("Kestrel");
  await page.getByRole("option", { name: /Kestrel Energy/ }).click();
  await page.getByLabel("Job title").fill("Astronomer");
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("heading", { level: 1, name: "Mary Somerville" })).toBeVisible();
  await expect(page.getByText("Astronomer · Kestrel Energy")).toBeVisible();

  // Her company knows her.
  await page.getByRole("link", { name: "Kestrel Energy" }).click();
  await page.getByRole("tab", { name: /People/ }).click();
  await expect(page.getByRole("link", { name: "Mary Somerville" })).toBeVisible();

  // An address that is none is refused where it stands.
  await page.getByRole("link", { name: "Mary Somerville" }).click();
  await page.getByRole("region", { name: "E-mail" }).hover();
  await page.getByRole("button", { name: "Edit E-mail" }).click();
  await page.getByRole("textbox", { name: "E-mail" }).fill("mary at kestrel");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "E-mail" }).getByRole("alert")).toBeVisible();
});

// covers(UX-10)
test("German, from the setting to the dates", async ({ page, satchel }) => {
  await satchel.filled();
  await open(page, satchel, "/settings");
  await page.getByLabel("Language").selectOption("de");
  await expect(page.getByRole("heading", { level: 1, name: "Einstellungen" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.getByRole("link", { name: "Kontakte" }).first().click();
  await page.getByText("Élodie Moreau").click();
  await expect(page.getByText("17. Mai 1984").first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("tab", { name: "Zeitleiste" })).toBeVisible();
});

// covers(UX-3)
test("the theme is kept, and already right in the first frame after a reload", async ({ page, satchel }) => {
  await satchel.filled();
  await open(page, satchel, "/settings");
  const kept = answered(page, "settings.patch");
  await page.getByRole("radio", { name: "Dark", exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await kept;
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("sample people are a vault of their own and leave nothing behind", async ({ page, satchel }) => {
  await firstRun(page, satchel);
  await page.getByRole("button", { name: "Open sample data" }).click();
  await expect(page.getByText(/These people are invented/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("grid")).toBeVisible();
  await page.getByRole("button", { name: "Back to my vault" }).click();
  await expect(page.getByText("Drop a file here to begin")).toBeVisible();
});

// covers(UX-8)
test("when the program is gone the page says so, and goes on when it is back", async ({ page, satchel }) => {
  await satchel.filled();
  await open(page, satchel);
  await expect(page.getByRole("grid")).toBeVisible();
  await satchel.stop();
  await expect(page.getByText(/Satchel does not answer/)).toBeVisible({ timeout: 30_000 });
});

test("a page without its key says what to do", async ({ page, satchel }) => {
  await page.goto(satchel.address);
  await expect(page.getByText(/lost its permission/)).toBeVisible();
});

// covers(UX-5, QA-15, CON-13)
test("keystrokes are counted: find somebody and call takes five, undo one", async ({ page, satchel }) => {
  await satchel.filled();
  await open(page, satchel);
  await expect(page.getByRole("grid")).toBeVisible();
  // What the system would be asked to dial. The program follows a link; nothing on this machine rings.
  await page.evaluate(() => {
    const dialled: string[] = [];
    Object.assign(window, { dialled });
    document.addEventListener(
      "click",
      (event) => {
        const link = (event.target as Element).closest<HTMLAnchorElement>("a[href^='tel:']");
        if (!link) return;
        dialled.push(link.href);
        event.preventDefault();
      },
      true,
    );
  });
  const dialled = () => page.evaluate(() => (window as unknown as { dialled: string[] }).dialled);
  let pressed = 0;
  const press = async (key: string) => {
    pressed += 1;
    await page.keyboard.press(key);
  };
  for (const key of ["/", "l", "o"]) await press(key);
  await expect(page.getByRole("link", { name: /Ada Lovelace/ })).toBeVisible();
  await press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Ada Lovelace" })).toBeVisible();
  await press("t");
  await expect.poll(dialled).toEqual(["tel:+351225550101"]);
  expect(pressed, "find somebody and call").toBeLessThanOrEqual(5);

  // On a row of the list it is one.
  await page.keyboard.press("Escape");
  await expect(page.getByRole("grid")).toBeVisible();
  await page.keyboard.press("Home");
  pressed = 0;
  await press("t");
  await expect.poll(dialled).toHaveLength(2);
  expect(pressed, "call whom the cursor is at").toBe(1);

  // A change, and one stroke takes it back.
  const ada = await satchel.find("Lovelace");
  await page.keyboard.press("Delete");
  await expect(page.getByText("Contact moved to the trash")).toBeVisible();
  await expect(page.getByRole("grid").getByText("Ada Lovelace")).toHaveCount(0);
  pressed = 0;
  await press("Control+z");
  await expect(page.getByText(/^Taken back/).first()).toBeVisible();
  await expect(page.getByRole("grid").getByText("Ada Lovelace")).toBeVisible();
  expect(pressed, "undo").toBe(1);
  const { deleted_ms } = await satchel.call<{ deleted_ms?: number | null }>("contacts.get", { id: ada });
  expect(deleted_ms ?? null).toBeNull();
});

// covers(CON-12, UX-5)
test("a list is edited where it stands, refused there, and taken back", async ({ page, satchel }) => {
  await satchel.filled();
  await open(page, satchel);
  const grid = page.getByRole("grid");
  await expect(grid).toBeVisible();
  await page.keyboard.press("Home");
  await page.keyboard.press("F2");
  const box = page.getByRole("textbox", { name: "E-mail of Ada Lovelace" });
  await expect(box).toBeFocused();
  await page.keyboard.type("nonsense");
  await page.keyboard.press("Enter");
  await expect(grid.getByRole("alert")).toContainText("e-mail address");
  await box.fill("countess@verde.example");
  await page.keyboard.press("Enter");
  await expect(grid.getByText("countess@verde.example")).toBeVisible();
  await expect(grid).toBeFocused();
  const ada = await satchel.find("Lovelace");
  const emails = async () =>
    (await satchel.call<{ emails: { value: string }[] }>("contacts.get", { id: ada })).emails[0]?.value;
  expect(await emails()).toBe("countess@verde.example");
  await page.keyboard.press("Control+z");
  await expect(grid.getByText("ada.lovelace@verde.example")).toBeVisible();
  expect(await emails()).toBe("ada.lovelace@verde.example");

  // With the pointer: the pencil of a cell.
  const row = grid.getByRole("row").nth(1);
  const tags = row.getByRole("gridcell").nth(5);
  await tags.hover();
  await tags.locator("[data-edit-cell]").click();
  await page.getByRole("combobox", { name: "Tags of Ada Lovelace" }).fill("fresh");
  // Leaving the cell saves it, and the click that does so opens nothing.
  await grid.getByRole("row").nth(4).click();
  await expect(row.getByText("fresh")).toBeVisible();
  await expect(grid).toBeVisible();
});

// covers(CON-12, CON-13)
test("a name dragged out of the list or the page is a vCard", async ({ page, satchel }) => {
  await satchel.filled();
  await open(page, satchel);
  await page.evaluate(() => {
    document.addEventListener("dragstart", (event) => {
      const data = event.dataTransfer!;
      Object.assign(window, {
        dragged: { card: data.getData("text/vcard"), file: data.getData("DownloadURL") },
      });
    });
  });
  const drag = async (what: ReturnType<typeof page.getByText>) => {
    const at = await what.boundingBox();
    if (!at) throw new Error("there is nothing to drag");
    await page.mouse.move(at.x + 10, at.y + at.height / 2);
    await page.mouse.down();
    await page.waitForTimeout(400);
    await page.mouse.move(at.x + 60, at.y + 90, { steps: 6 });
    await page.mouse.up();
    return page.evaluate(
      () => (window as unknown as { dragged?: { card: string; file: string } }).dragged ?? null,
    );
  };
  const from = await drag(page.getByRole("grid").getByText("Ada Lovelace"));
  expect(from?.card).toContain("BEGIN:VCARD");
  expect(from?.card).toContain("ada.lovelace@verde.example");
  expect(from?.file).toMatch(/^text\/vcard:Ada Lovelace\.vcf:blob:/);
});

// covers(TASK-1, TASK-3, TASK-10, CON-9, CALL-11, QA-10)
test("a task is typed, done and taken back; a call is logged with two keys and its next step", async ({
  page,
  satchel,
}) => {
  await satchel.filled();
  await open(page, satchel, "/tasks");

  // It says what it understood while one types.
  await page.keyboard.press("c");
  await page.keyboard.type("call Ada tomorrow 3pm !high #renewal");
  const understood = page.getByRole("group", { name: "What was understood" });
  await expect(understood.getByText("tomorrow, 15:00")).toBeVisible();
  await expect(understood.getByRole("combobox", { name: "Who is Ada?" })).toContainText("Ada Lovelace");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "call Ada", exact: true })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "Ada Lovelace" })).toBeVisible();

  // One key and Enter complete it; Undo brings it back.
  await page.keyboard.press("Escape");
  await page.keyboard.press("d");
  await page.getByRole("textbox", { name: "Outcome" }).fill("She agrees");
  await page.keyboard.press("Enter");
  await expect(page.getByText("“call Ada” is done")).toBeVisible();
  await expect(page.getByRole("link", { name: "call Ada", exact: true })).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByRole("link", { name: "call Ada", exact: true })).toBeVisible();

  // From her page: two keys, the text, what follows.
  await page.getByRole("main").getByRole("link", { name: "Ada Lovelace" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ada Lovelace" })).toBeVisible();
  await page.keyboard.press("l");
  await page.keyboard.press("c");
  await expect(page.getByRole("dialog", { name: "Log a call" })).toBeVisible();
  await page.keyboard.type("Wants it by May");
  await page.getByRole("textbox", { name: "Next step" }).fill("send the contract in 2 days");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Next: send the contract")).toBeVisible();
  await expect(page.getByText("Wants it by May")).toBeVisible();
  await page.getByRole("tab", { name: /^Tasks/ }).click();
  await expect(page.getByRole("link", { name: "send the contract" })).toBeVisible();

  // Both came in one change and go as one.
  await page.locator("body").click({ position: { x: 700, y: 5 } });
  await page.keyboard.press("Control+z");
  await expect(page.getByText(/^Taken back/).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "send the contract" })).toBeHidden();
  await page.goto(`${satchel.address}/#/activity`);
  await expect(page.getByText("Nobody was spoken with yet")).toBeVisible();
});
