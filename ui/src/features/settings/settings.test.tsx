import { within } from "@testing-library/react";
import { expect, test } from "vitest";
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
