// Writing a record down and setting it right: what is typed is saved, once, and never over what others changed.
import { fireEvent, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Contact } from "@/client";
import { contact, idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import { difference, isUnsaved, placeOf } from "./draft";
import { currencyOf } from "./editors/currencies";
import { joinDay, parseDay } from "./editors/DayInput";

const ADA = idOf("contact", 0);
const patched = (client: ReturnType<typeof renderStory>["client"]) =>
  lastCall(client, "contacts.patch") as { version: number; patch: Partial<Contact> } | undefined;

afterEach(() => {
  // Drafts outlive a screen; a test begins without one.
  screen.queryByRole("button", { name: "Discard" })?.click();
});

async function page(path = `/contacts/${ADA}`) {
  const rendered = renderStory({ path });
  await screen.findByRole("heading", { level: 1, name: /Ada/ });
  return rendered;
}
const region = (name: string) => within(screen.getByRole("region", { name }));

// covers(CON-14)
test("a tag that was typed and not confirmed is saved when one leaves the group", async () => {
  const { user, client } = await page();
  await user.click(screen.getByRole("button", { name: /^(Edit )?Tags$/ }));
  await user.type(screen.getByRole("combobox", { name: "Tags" }), "fresh");
  await user.click(screen.getByLabelText("Write a note"));
  await waitFor(() => expect(patched(client)?.patch.tags).toContain("fresh"));
});

// covers(CON-14)
test("a tag that was typed and not confirmed is saved by Ctrl+S", async () => {
  const { user, client } = renderStory("contacts/ContactForm/empty");
  await user.type(await screen.findByLabelText("Last name"), "Franklin");
  await user.type(screen.getByRole("combobox", { name: "Tags" }), "science");
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(() =>
    expect(lastCall(client, "contacts.create")).toMatchObject({ family: "Franklin", tags: ["science"] }),
  );
});

// covers(CON-14)
test("keys that are held save once", async () => {
  const { user, client } = renderStory({ path: "/contacts/new", fake: { delay: 40 } });
  await user.type(await screen.findByLabelText("Last name"), "Franklin");
  for (let at = 0; at < 5; at++) fireEvent.keyDown(document.body, { key: "s", ctrlKey: true });
  await screen.findByRole("heading", { level: 1, name: "Franklin" });
  expect(client.calls.filter(({ name }) => name === "contacts.create")).toHaveLength(1);
});

// covers(CON-14)
test("what was changed elsewhere meanwhile is not overwritten: the seller decides", async () => {
  const { user, client } = await page(`/contacts/${ADA}/edit`);
  await user.type(await screen.findByLabelText("Nickname"), "Countess");
  await client.call("contacts.patch", { id: ADA, patch: { nickname: "Addie" } });
  await user.click(screen.getByRole("button", { name: "Save" }));
  const said = await screen.findByText(/changed elsewhere since you began/);
  // It stands at the top of a long form: the focus goes there.
  expect(document.activeElement).toContainElement(said);
  expect(screen.getByText("Addie").closest("ins")).not.toBeNull();
  expect(patched(client)?.version).toBe(1000);
  await user.click(screen.getByRole("button", { name: "Keep mine" }));
  await screen.findByRole("tab", { name: "Timeline" });
  expect(await client.call("contacts.get", { id: ADA })).toMatchObject({ nickname: "Countess" });
});

test("the other's value can be taken, and what only I changed stays", async () => {
  const { user, client } = await page(`/contacts/${ADA}/edit`);
  await user.type(await screen.findByLabelText("Nickname"), "Countess");
  await user.type(screen.getByLabelText("Suffix"), "FRS");
  await client.call("contacts.patch", { id: ADA, patch: { nickname: "Addie" } });
  await user.click(screen.getByRole("button", { name: "Save" }));
  await user.click(await screen.findByRole("button", { name: "Take the other" }));
  expect(screen.getByLabelText("Nickname")).toHaveValue("Addie");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByRole("tab", { name: "Timeline" });
  expect(await client.call("contacts.get", { id: ADA })).toMatchObject({ nickname: "Addie", suffix: "FRS" });
});

test("changes to different fields do not get in each other's way", async () => {
  const { user, client } = await page(`/contacts/${ADA}/edit`);
  await user.type(await screen.findByLabelText("Suffix"), "FRS");
  await client.call("contacts.patch", { id: ADA, patch: { nickname: "Addie" } });
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByRole("tab", { name: "Timeline" });
  expect(await client.call("contacts.get", { id: ADA })).toMatchObject({ nickname: "Addie", suffix: "FRS" });
});

test("a conflict in place is decided in place", async () => {
  const { user, client } = await page();
  await user.click(screen.getByRole("button", { name: "Edit Phone" }));
  const box = region("Phone").getByRole("textbox", { name: "Phone" });
  await user.clear(box);
  await user.type(box, "+44 131 5550199");
  await client.call("contacts.patch", { id: ADA, patch: { phones: [{ value: "+49 40 1", label: "work" }] } });
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("button", { name: "Take the other" }));
  await screen.findAllByText("+49 40 1");
  expect((await client.call("contacts.get", { id: ADA })).phones[0]?.value).toBe("+49 40 1");
});

// covers(CON-14)
test("what is wrong is said at the very input, counted as the form shows it", async () => {
  const { user, client } = renderStory("contacts/ContactForm/empty");
  client.options.fail = {
    "contacts.create": {
      code: "invalid",
      kind: "refused",
      message: "“xyz” is no e-mail address.",
      field: "emails.0.value",
    },
  };
  await user.type(await screen.findByLabelText("Last name"), "Franklin");
  // The first row is empty and not sent: what the program calls the first is the form's second.
  await user.click(screen.getByRole("button", { name: "Add e-mail" }));
  await user.click(screen.getByRole("button", { name: "Add e-mail" }));
  await user.type(screen.getByRole("textbox", { name: "E-mail 2" }), "xyz");
  await user.click(screen.getByRole("button", { name: "Save" }));
  const box = screen.getByRole("textbox", { name: "E-mail 2" });
  await waitFor(() => expect(box).toBeInvalid());
  expect(box).toHaveAccessibleDescription(/is no e-mail address/);
  expect(box).toHaveFocus();
  expect(screen.getByRole("textbox", { name: "E-mail 1" })).toBeValid();
});

test("what is wrong with a name is said at the name", async () => {
  const { user, client } = renderStory("contacts/ContactForm/empty");
  client.options.fail = {
    "contacts.create": { code: "invalid", kind: "refused", message: "Too long.", field: "family" },
  };
  await user.type(await screen.findByLabelText("Last name"), "Franklin");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.getByLabelText("Last name")).toHaveAccessibleDescription("Too long."));
});

// covers(CON-14)
test("a day without a month is asked for, not dropped", async () => {
  const { user, client } = await page();
  await user.click(screen.getByRole("button", { name: /^(Edit )?Dates$/ }));
  await user.clear(region("Dates").getByLabelText("Day"));
  await user.type(region("Dates").getByLabelText("Day"), "25");
  await user.selectOptions(region("Dates").getByLabelText("Month"), "");
  await user.click(screen.getByLabelText("Write a note"));
  await region("Dates").findByText(/needs a day and a month/);
  expect(region("Dates").getByLabelText("Month")).toBeInvalid();
  expect(patched(client)).toBeUndefined();
  await user.selectOptions(region("Dates").getByLabelText("Month"), "July");
  await user.click(region("Dates").getByRole("button", { name: "Save" }));
  await waitFor(() => expect(patched(client)?.patch.dates?.[0]?.value).toMatch(/-07-25$/));
});

test("a day is kept part by part while it is written", () => {
  expect(joinDay({ day: "25", month: "", year: "" })).toBe("~--25");
  expect(parseDay("~--25")).toEqual({ day: "25", month: "", year: "" });
  expect(parseDay("~19-07-25")).toEqual({ day: "25", month: "07", year: "19" });
  expect(joinDay({ day: "25", month: "07", year: "" })).toBe("--07-25");
  expect(joinDay({ day: "", month: "", year: "" })).toBe("");
});

test("rows not yet saved keep what was typed in them when another goes", async () => {
  const { user } = renderStory("contacts/ContactForm/empty");
  for (const day of ["1", "2", "3"]) {
    await user.click(await screen.findByRole("button", { name: "Add date" }));
    await user.type(screen.getAllByLabelText("Day").at(-1)!, day);
  }
  await user.click(screen.getByRole("button", { name: "Remove Dates 2" }));
  expect(screen.getAllByLabelText<HTMLInputElement>("Day").map(({ value }) => value)).toEqual(["1", "3"]);
});

// covers(UX-5)
test("the focus goes on to the next row, and back to the button when an editor closes", async () => {
  const { user } = await page();
  await user.click(screen.getByRole("button", { name: "Edit E-mail" }));
  await user.click(region("E-mail").getByRole("button", { name: "Add e-mail" }));
  expect(region("E-mail").getAllByRole("textbox").at(-1)).toHaveFocus();
  await user.click(region("E-mail").getByRole("button", { name: "Remove E-mail 1" }));
  expect(document.activeElement).toHaveAccessibleName(/^Remove E-mail/);
  await user.click(document.activeElement!);
  await user.keyboard("{Escape}");
  expect(screen.getByRole("button", { name: "Edit E-mail" })).toHaveFocus();
});

// covers(CON-14)
test("a currency is chosen before the amount, and another one keeps the amount", async () => {
  const { user, client } = renderStory({
    path: "/contacts/new",
    fake: { settings: { home_country: "CH", home_currency: "CHF" } },
  });
  await user.type(await screen.findByLabelText("Last name"), "Franklin");
  const currency = await screen.findByLabelText("Currency");
  await waitFor(() => expect(currency).toHaveValue("CHF"));
  await user.selectOptions(currency, "EUR");
  expect(currency).toHaveValue("EUR");
  await user.type(screen.getByLabelText("Budget"), "1250");
  await user.selectOptions(currency, "JPY");
  expect(screen.getByLabelText("Budget")).toHaveValue(1250);
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(() =>
    expect(lastCall(client, "contacts.create")).toMatchObject({
      custom: { [idOf("field", 4)]: { minor: 1250, currency: "JPY" } },
    }),
  );
});

test("what is paid with follows the country", () => {
  expect(currencyOf("DE", "en-GB")).toBe("EUR");
  expect(currencyOf("JP", "de")).toBe("JPY");
  expect(currencyOf(undefined, "en-GB")).toBe("GBP");
  expect(currencyOf("??", "de-CH")).toBe("CHF");
});

test("a contact in a field of one's own is shown by name, in the form too", async () => {
  await page(`/contacts/${ADA}/edit`);
  await screen.findByText(contact(1).display_name);
});

// covers(CON-14)
test("handles have a label, addresses a first one and lines, consents a time", async () => {
  const { user, client } = renderStory("contacts/ContactForm/empty");
  await user.type(await screen.findByLabelText("Last name"), "Franklin");
  await user.click(screen.getByRole("button", { name: "Add messenger" }));
  await user.type(screen.getByLabelText("Service of Messenger"), "Signal");
  await user.selectOptions(screen.getByLabelText("Kind of Messenger"), "Work");
  await user.type(screen.getByRole("textbox", { name: "Messenger" }), "@ros");
  await user.click(screen.getByRole("button", { name: "Add address" }));
  await user.type(screen.getByLabelText("Street and number"), "1 Strand{Enter}2nd floor");
  await user.click(screen.getByRole("button", { name: "Add address" }));
  await user.type(screen.getAllByLabelText("City")[1]!, "London");
  await user.click(screen.getByRole("button", { name: "Use Address 2 first" }));
  await user.click(screen.getByRole("button", { name: "Add consent" }));
  fireEvent.change(screen.getByLabelText("When it was given or refused"), {
    target: { value: "2026-03-01T10:30" },
  });
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(lastCall(client, "contacts.create")).toMatchObject({
      handles: [{ service: "Signal", label: "work", value: "@ros" }],
      addresses: [
        { street: "1 Strand\n2nd floor", primary: false },
        { city: "London", primary: true },
      ],
      consents: [{ at_ms: new Date(2026, 2, 1, 10, 30).getTime() }],
    }),
  );
});

test("of own fields only those that differ are sent", () => {
  expect(difference({ custom: { a: 1, b: 2 } }, { custom: { a: 1, b: 3 } })).toEqual({ custom: { b: 3 } });
  expect(difference({ custom: { a: 1 } }, { custom: { a: 1 } })).toEqual({});
});

test("a refused row is found where the form shows it", () => {
  const draft = { emails: [{ value: "" }, { value: "a" }, { value: "b" }] };
  expect(placeOf(draft, "emails[1].value")).toBe("emails.2.value");
  expect(placeOf(draft, "family")).toBe("family");
});

// covers(UX-9)
test("leaving the page with a draft is asked about", async () => {
  const { user } = renderStory("contacts/ContactForm/empty");
  const leave = () => {
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  await screen.findByLabelText("Last name");
  expect(leave()).toBe(false);
  await user.type(screen.getByLabelText("Last name"), "Half");
  expect(isUnsaved()).toBe(true);
  expect(leave()).toBe(true);
  await user.click(screen.getByRole("button", { name: "Discard" }));
  expect(leave()).toBe(false);
});
