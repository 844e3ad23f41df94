import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

test("with a keychain the first start asks nothing", async () => {
  const { client } = renderStory({
    path: "/contacts",
    fake: { contacts: 0, vault: { state: "none", keychain: true } },
  });
  await screen.findByText("Drop a file here to begin");
  expect(lastCall(client, "vault.create")).toEqual({});
});

test("without one it asks for one passphrase and says how good it is", async () => {
  const { client, user } = renderStory("vault/Vault/firstRun");
  const box = await screen.findByLabelText("Passphrase");
  await user.type(box, "short");
  await user.click(screen.getByRole("button", { name: "Create my vault" }));
  await screen.findByText("At least 8 characters, please.");
  expect(lastCall(client, "vault.create")).toBeUndefined();
  await user.clear(box);
  await user.type(box, "correct horse battery staple");
  await screen.findByText(/^(Good|Very good)$/);
  await user.click(screen.getByRole("button", { name: "Create my vault" }));
  await screen.findByText(/Save your recovery code/);
});

test("the banner stays until the recovery code was typed back right", async () => {
  const { user } = renderStory("contacts/ContactList/recovery");
  await user.click(await screen.findByRole("button", { name: "Save it now" }));
  const dialog = await screen.findByRole("dialog");
  const code = await within(dialog).findByText(/K7QF/);
  await user.click(within(dialog).getByRole("button", { name: "I have saved it" }));
  const box = within(dialog).getByLabelText(/Type the code/);
  await user.type(box, "WRONG");
  await user.click(within(dialog).getByRole("button", { name: "Confirm" }));
  await within(dialog).findByText(/typing mistake/);
  await user.clear(box);
  await user.type(box, (code.textContent ?? "").toLowerCase());
  await user.click(within(dialog).getByRole("button", { name: "Confirm" }));
  await screen.findByText("The recovery code is saved");
  await waitFor(() => expect(screen.queryByText(/Save your recovery code/)).toBeNull());
});

test("the recovery code is kept as a file the way this window keeps files", async () => {
  const { user, client } = renderStory("contacts/ContactList/recovery");
  await user.click(await screen.findByRole("button", { name: "Save it now" }));
  const dialog = await screen.findByRole("dialog");
  await within(dialog).findByText(/K7QF/);
  await user.click(within(dialog).getByRole("button", { name: "Save as a file" }));
  await screen.findByText("The file is saved");
  expect(client.saved).toHaveLength(1);
  expect(client.saved[0]!.name).toBe("satchel-recovery-code.txt");
  expect(client.saved[0]!.text).toContain("K7QF-2M9X-TR4H-8WVP-C3ND-6JYA");
});

test("a wrong passphrase is said plainly, the right one opens", async () => {
  const { user } = renderStory("vault/Vault/locked");
  const box = await screen.findByLabelText("Passphrase");
  await user.type(box, "nonsense{Enter}");
  await screen.findByText(/The passphrase is wrong/);
  await user.clear(box);
  await user.type(box, "correct horse battery{Enter}");
  await screen.findByRole("heading", { name: "Contacts" });
});

test("the recovery code opens too", async () => {
  const { user, client } = renderStory("vault/Vault/locked");
  await user.click(await screen.findByRole("button", { name: "Use the recovery code instead" }));
  await user.type(screen.getByLabelText("Recovery code"), "K7QF-2M9X{Enter}");
  await waitFor(() => expect(lastCall(client, "vault.unlock")).toEqual({ recovery_code: "K7QF-2M9X" }));
});

test("a vault without a passphrase does not offer one", async () => {
  const { user } = renderStory("vault/Vault/lockedKeychain");
  await user.click(await screen.findByRole("button", { name: "Use the recovery code instead" }));
  await screen.findByLabelText("Recovery code");
  expect(screen.queryByRole("button", { name: "Use the passphrase instead" })).toBeNull();
  expect(screen.getByRole("button", { name: "Use the keychain" })).toBeInTheDocument();
});

test.each([
  ["newer", "This vault belongs to a newer Satchel", "vault_is_newer"],
  ["damaged", "This vault cannot be read", "vault_damaged"],
])("a %s vault says what to do and shows its code", async (story, title, code) => {
  renderStory(`vault/Vault/${story}`);
  await screen.findByRole("heading", { name: title });
  expect(screen.getByText(new RegExp(code))).toBeInTheDocument();
});
