import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact } from "@/client/fakePeople";
import { withProposal } from "@/records/proposal";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

// covers(CON-14)
test("somebody is written down with everything part of a contact", async () => {
  const { user, client } = renderStory("contacts/ContactForm/empty");
  await user.type(await screen.findByLabelText("First name"), "Rosalind");
  await user.type(screen.getByLabelText("Last name"), "Franklin");
  await user.click(screen.getByRole("button", { name: "Add e-mail" }));
  await user.type(screen.getByRole("textbox", { name: "E-mail" }), " rosalind@kings.example ");
  await user.click(screen.getByRole("button", { name: "Add phone number" }));
  await user.click(screen.getByRole("button", { name: "Add job" }));
  await user.type(screen.getByRole("combobox", { name: "Company of Jobs" }), "King's College");
  await user.type(screen.getByLabelText("Job title"), "Chemist");
  await user.click(screen.getByRole("button", { name: "Add date" }));
  await user.type(screen.getByLabelText("Day"), "25");
  await user.selectOptions(screen.getByLabelText("Month"), "July");
  await user.type(screen.getByRole("combobox", { name: "Tags" }), "science{Enter}");
  await user.selectOptions(await screen.findByLabelText("Segment"), "Enterprise");
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(() => expect(lastCall(client, "contacts.create")).toBeDefined());
  expect(lastCall(client, "contacts.create")).toMatchObject({
    given: "Rosalind",
    family: "Franklin",
    emails: [{ value: "rosalind@kings.example", label: "work" }],
    // A number that was not typed is not sent.
    phones: [],
    jobs: [{ company: "King's College", title: "Chemist", company_id: null }],
    dates: [{ label: "birthday", value: "--07-25" }],
    tags: ["science"],
    custom: expect.objectContaining({}) as object,
  });
  await screen.findByText("Rosalind Franklin is saved");
  await screen.findByRole("heading", { name: "Rosalind Franklin" });
});

// covers(CON-14)
test("says while one types that the person is there already", async () => {
  const { user } = renderStory("contacts/ContactForm/empty");
  const ada = contact(0);
  await user.click(await screen.findByRole("button", { name: "Add e-mail" }));
  await user.type(screen.getByRole("textbox", { name: "E-mail" }), ada.emails[0]!.value);
  await screen.findByText("Perhaps you have this person already");
  await user.click(screen.getByRole("button", { name: ada.display_name }));
  await screen.findByRole("heading", { level: 1, name: ada.display_name });
});

const JANE = {
  record: {
    given: "Jane",
    family: "Doe",
    job_title: "Head of Sales",
    jobs: [{ company: "Acme Inc.", title: "Head of Sales" }],
    emails: [{ value: "jane@acme.example", label: "work" }],
    phones: [
      { value: "+1 217 555 0101", label: "work" },
      { value: "+1 217 555 0102", label: "mobile" },
    ],
  },
  left: ["Make every day count"],
  matches: [],
  sure: true,
};

// covers(CON-14, IMP-7)
test("a signature fills in the form, keeps what was typed, and saves nothing by itself", async () => {
  const { user, client } = renderStory({ path: "/contacts/new", fake: { proposal: JANE } });
  await user.type(await screen.findByLabelText("First name"), "Janet");
  await user.click(screen.getByRole("button", { name: "Fill in from a signature" }));
  // The box is reached already.
  await waitFor(() => expect(screen.getByLabelText("Signature or mail")).toHaveFocus());
  await user.paste("Jane Doe\nHead of Sales\nAcme Inc.");
  await user.click(screen.getByRole("button", { name: "Fill in" }));
  await waitFor(() => expect(screen.getByLabelText("Last name")).toHaveValue("Doe"));
  expect(screen.getByLabelText("First name")).toHaveValue("Janet");
  expect(screen.getByLabelText("Job title")).toHaveValue("Head of Sales");
  expect(screen.getByText("Not understood: Make every day count")).toBeVisible();
  expect(lastCall(client, "imports.propose")).toEqual({ text: "Jane Doe\nHead of Sales\nAcme Inc." });
  expect(lastCall(client, "contacts.create")).toBeUndefined();
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(() => expect(lastCall(client, "contacts.create")).toBeDefined());
  expect(lastCall(client, "contacts.create")).toMatchObject({
    given: "Janet",
    family: "Doe",
    phones: JANE.record.phones,
    jobs: JANE.record.jobs,
  });
});

// covers(CON-14)
test("a text that is no signature is said in the box, and the form stays as it is", async () => {
  const { user } = renderStory("contacts/ContactForm/empty");
  await user.click(await screen.findByRole("button", { name: "Fill in from a signature" }));
  await user.click(screen.getByLabelText("Signature or mail"));
  await user.paste("Good morning");
  await user.click(screen.getByRole("button", { name: "Fill in" }));
  await screen.findByText("Nothing in it says who somebody is.");
  expect(screen.getByLabelText("Signature or mail")).toHaveValue("Good morning");
});

test("what a proposal adds to a record that is there: what is empty, and rows that are new", () => {
  const there = { given: "Jane", family: "", phones: [{ id: "1", value: "+12175550101", label: "mobile" }] };
  expect(withProposal(there, JANE.record)).toEqual({
    family: "Doe",
    jobs: JANE.record.jobs,
    emails: JANE.record.emails,
    phones: [...there.phones, JANE.record.phones[1]],
  });
});

test("a draft outlives going elsewhere, and can be thrown away", async () => {
  const first = renderStory("contacts/ContactForm/empty");
  await first.user.type(await screen.findByLabelText("First name"), "Half");
  first.unmount();
  const { user } = renderStory("contacts/ContactForm/empty");
  expect(await screen.findByLabelText("First name")).toHaveValue("Half");
  await user.click(screen.getByRole("button", { name: "Discard" }));
  expect(screen.getByLabelText("First name")).toHaveValue("");
});

// covers(CON-14)
test("what is wrong is said where it is wrong", async () => {
  const { user, client } = renderStory("contacts/ContactForm/empty");
  client.options.fail = {
    "contacts.create": {
      code: "invalid",
      kind: "refused",
      message: "“ada” is no e-mail address.",
      field: "emails",
    },
  };
  await user.click(await screen.findByRole("button", { name: "Save" }));
  const messages = await screen.findAllByText(/is no e-mail address/);
  expect(messages.length).toBe(2);
  await user.click(screen.queryByRole("button", { name: "Discard" }) ?? document.body);
});

test("an edit sends only what changed, with the version that was seen", async () => {
  const { user, client } = renderStory("contacts/ContactForm/full");
  await user.type(await screen.findByLabelText("Nickname"), "Countess");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(lastCall(client, "contacts.patch")).toBeDefined());
  expect(lastCall(client, "contacts.patch")).toEqual({
    id: contact(0).id,
    version: 1000,
    patch: { nickname: "Countess" },
  });
});

test("a company is found by a few letters and linked", async () => {
  const { user, client } = renderStory("contacts/ContactForm/empty");
  await user.type(await screen.findByLabelText("First name"), "Iris");
  await user.click(screen.getByRole("button", { name: "Add job" }));
  await user.type(screen.getByRole("combobox", { name: "Company of Jobs" }), "kest");
  const option = await screen.findByRole("option", { name: /Kestrel Energy/ });
  await user.click(option);
  expect(
    within(screen.getByRole("group", { name: "Jobs" })).getByRole("button", {
      name: "Do not link Kestrel Energy",
    }),
  ).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(lastCall(client, "contacts.create")).toMatchObject({ jobs: [{ company: "Kestrel Energy" }] }),
  );
});
