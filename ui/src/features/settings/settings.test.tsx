import { cleanup, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { isSingle } from "@/kit";
import { SHORTCUT_KEYS } from "@/shell/shortcuts";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

// covers(UX-10)
test("another language is in force at once", async () => {
  const { user } = renderStory({ path: "/settings", fake: {} }, undefined);
  // The story fixes English; the setting is still sent.
  await user.selectOptions(await screen.findByLabelText("Language"), "Deutsch");
  await waitFor(() => expect(screen.getByLabelText("Language")).toHaveValue("de"));
});

// covers(UX-3)
test("a theme is chosen by its picture", async () => {
  const { user, client } = renderStory("settings/SettingsShow/full");
  await user.click(await screen.findByRole("radio", { name: "High contrast" }));
  await waitFor(() => expect(lastCall(client, "settings.patch")).toEqual({ patch: { theme: "contrast" } }));
});

// covers(UX-5)
test("keys of a single character can be switched off", async () => {
  const { user } = renderStory("settings/SettingsShow/full");
  const letters = await screen.findByRole("switch", { name: "Keys of a single character" });
  expect(letters).toBeChecked();
  await user.click(letters);
  await waitFor(() => expect(letters).not.toBeChecked());
  (document.activeElement as HTMLElement).blur();
  await user.keyboard("gp");
  expect(screen.getByRole("heading", { level: 1, name: "Settings" })).toBeInTheDocument();
  await user.keyboard("{Control>}k{/Control}");
  await screen.findByRole("dialog");
});

// covers(UX-5, UX-12)
test("a key is put elsewhere, a taken one is refused, and one step brings it back", async () => {
  const { user, client } = renderStory("settings/SettingsShow/full");
  await user.click(await screen.findByRole("button", { name: "Another key: Go to Companies" }));
  const dialog = await screen.findByRole("dialog", { name: "Go to Companies" });
  const box = within(dialog).getByLabelText("Key");
  await user.type(box, "g p");
  await within(dialog).findByText("Already used: Go to Contacts");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  expect(lastCall(client, "settings.patch")).toBeUndefined();
  await user.clear(box);
  await user.type(box, "gf");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(lastCall(client, "settings.patch")).toEqual({ patch: { shortcuts: { "g c": "g f" } } }),
  );
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  (document.activeElement as HTMLElement).blur();
  await user.keyboard("gf");
  await screen.findByRole("heading", { level: 1, name: "Companies" });
  await user.keyboard("gs");
  await user.click(await screen.findByRole("button", { name: "Back to the usual keys" }));
  await waitFor(() => expect(lastCall(client, "settings.patch")).toEqual({ patch: { shortcuts: {} } }));
}, 60_000);

// covers(UX-12)
test("every key of a single character that a screen binds can be put elsewhere", () => {
  const sources = import.meta.glob<string>("../../**/*.tsx", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const bound = Object.entries(sources)
    .filter(([file]) => !/\.(test|stories)\.tsx$/.test(file))
    .flatMap(([, code]) => [...code.matchAll(/\bkeys: "([^"]*)",\s*label/g)].map(([, keys]) => keys ?? ""))
    .filter(isSingle);
  expect(bound.length).toBeGreaterThan(10);
  const known: readonly string[] = SHORTCUT_KEYS;
  expect(bound.filter((keys) => !known.includes(keys))).toEqual([]);
});

// covers(SEC-14)
test("the keychain is used and given up, and the last everyday key cannot be removed", async () => {
  const { user, client } = renderStory({
    path: "/settings",
    fake: { vault: { keychain: true, slots: ["passphrase", "recovery"] } },
  });
  expect(screen.queryByRole("button", { name: "Remove: Passphrase" })).toBeNull();
  await user.click(await screen.findByRole("button", { name: "Use it" }));
  await screen.findByText("The keychain opens the vault from now on");
  expect(lastCall(client, "vault.set_keychain")).toEqual({});
  await user.click(await screen.findByRole("button", { name: "Remove: Passphrase" }));
  const dialog = await screen.findByRole("dialog", { name: /Remove “Passphrase”/ });
  await user.click(within(dialog).getByRole("button", { name: "Remove" }));
  await waitFor(() => expect(lastCall(client, "vault.remove_slot")).toEqual({ slot: "passphrase" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Remove: Keychain" })).toBeNull());
});

test("the vault is looked at, and what is wrong is said", async () => {
  const { user } = renderStory("settings/SettingsShow/full");
  await user.click(await screen.findByRole("button", { name: "Check the vault" }));
  await screen.findByText("Everything is sound");
  cleanup();
  const checks = [{ name: "rows", looked_at: 9, faults: ["row 7 of contact does not fit the log"] }];
  const second = renderStory({ path: "/settings", fake: { diagnosis: { sound: false, checks } } });
  await second.user.click(await screen.findByRole("button", { name: "Check the vault" }));
  await screen.findByText(/^Something is wrong/);
  expect(screen.getByText(/row 7/)).toBeInTheDocument();
  await second.user.click(screen.getByRole("button", { name: "Rebuild the search index" }));
  await screen.findByText("The search index is rebuilt");
});

test("the passphrase is changed with the present one", async () => {
  const { user, client } = renderStory("settings/SettingsShow/full");
  await user.click(await screen.findByRole("button", { name: "Change" }));
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByLabelText("Current passphrase"), "old one here");
  await user.type(within(dialog).getByLabelText("New passphrase"), "four new random words");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(lastCall(client, "vault.set_passphrase")).toEqual({
      current: "old one here",
      new: "four new random words",
    }),
  );
});

test("an own field with choices is made", async () => {
  const { user, client } = renderStory("settings/SettingsShow/full");
  await user.click(await screen.findByRole("button", { name: "New field" }));
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByLabelText("Name of the field"), "Shoe size");
  await user.selectOptions(within(dialog).getByLabelText("Holds"), "One of a list");
  await user.type(within(dialog).getByLabelText("Options"), "38{Enter}39");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(lastCall(client, "fields.create")).toEqual({
      name: "Shoe size",
      of: "contact",
      type: "choice",
      options: ["38", "39"],
    }),
  );
});

test("own fields get another name, other choices and another place", async () => {
  const { user, client } = renderStory("settings/SettingsShow/full");
  for (const name of ["First", "Second", "Third"])
    await client.call("fields.create", {
      name,
      of: "contact",
      type: "choice",
      options: ["a", "b"],
      position: name.length,
    });
  await user.click(await screen.findByRole("button", { name: "Edit Second" }));
  const dialog = await screen.findByRole("dialog", { name: "Edit Second" });
  const name = within(dialog).getByLabelText("Name of the field");
  await user.clear(name);
  await user.type(name, "Tier");
  await user.type(within(dialog).getByLabelText("Options"), "{Enter}c");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(lastCall(client, "fields.patch")).toMatchObject({
      patch: { name: "Tier", options: ["a", "b", "c"] },
    }),
  );
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const order = () => screen.getAllByRole("button", { name: /^Move .* up$/ });
  expect(order()[0]).toBeDisabled();
  const last = order().at(-1)!;
  await user.click(last);
  await waitFor(() => expect(lastCall(client, "fields.patch")).toHaveProperty("patch.position"));
});

// covers(IMP-9, IMP-10, UNS-7)
test("everything goes out with its history, past exports say where they lie", async () => {
  const { user, client } = renderStory("settings/SettingsShow/full");
  await user.click(await screen.findByRole("checkbox", { name: /With the history/ }));
  await user.click(screen.getByRole("button", { name: "Export everything" }));
  await waitFor(() => expect(lastCall(client, "exports.everything")).toEqual({ history: true }));
  await screen.findByText("Exported satchel-everything.zip");
  const past = within(screen.getByRole("region", { name: "Exports so far" })).getAllByRole("listitem");
  expect(past).toHaveLength(3);
  expect(past[0]).toHaveTextContent("/home/ada/Backups/satchel-everything.zip");
  expect(past[0]).toHaveTextContent("4,812 records");
  expect(past[1]).toHaveTextContent("XLSX (workbook) · Contacts · what a filter found");
  expect(past[2]).toHaveTextContent("Where it was saved is not known");
});

// covers(IMP-9)
test("an export comes back, says what it changed, and can be undone", async () => {
  const { user, client } = renderStory("settings/SettingsShow/full");
  client.pick = () => Promise.resolve([{ file: "zip", name: "satchel-everything.zip", size: 9 }]);
  await user.click(await screen.findByRole("button", { name: "Bring an export back" }));
  await screen.findByText("The export is back");
  expect(lastCall(client, "imports.everything")).toMatchObject({ file: { file: "zip" } });
  expect(screen.getByText(/changed: 3, as before: 40/)).toBeInTheDocument();
  expect(screen.getByRole("button", { name: /^Undo/ })).toBeInTheDocument();
});
