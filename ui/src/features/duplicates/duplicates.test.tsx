import { within } from "@testing-library/react";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import en from "@/locales/en.json";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import { asWritten } from "./written";

const STORY = "duplicates/DuplicateList/full";

// covers(CON-3, UX-12)
test("a pair says in words what speaks for it, and is merged by the keyboard alone", async () => {
  const { user, client } = renderStory(STORY);
  const pairs = await screen.findAllByRole("listitem", { name: /,/ });
  expect(pairs).toHaveLength(3);
  const first = within(pairs[0]!);
  expect(first.getByText(/same phone, \+49 163 8986429; same mailbox at two hosts/)).toBeInTheDocument();
  expect(first.getByText("no e-mail in common")).toBeInTheDocument();
  expect(first.getByText("99 %")).toBeInTheDocument();
  await user.keyboard("{Shift>}m{/Shift}");
  const dialog = await screen.findByRole("dialog");
  // The one that stays has the keyboard, and Enter merges.
  await waitFor(() => expect(within(dialog).getAllByRole("radio", { name: /stays/ })[0]).toHaveFocus());
  await user.keyboard("{Enter}");
  await waitFor(() =>
    expect(lastCall(client, "contacts.merge")).toMatchObject({
      id: idOf("contact", 0),
      others: [idOf("contact", 1)],
    }),
  );
});

// covers(CON-3)
test("two who are two are asked about no more", async () => {
  const { user, client } = renderStory(STORY);
  await screen.findAllByRole("listitem", { name: /,/ });
  await user.keyboard("j{Shift>}u{/Shift}");
  await waitFor(() =>
    expect(lastCall(client, "contacts.set_apart")).toEqual({
      id: idOf("contact", 2),
      other: idOf("contact", 3),
    }),
  );
  await waitFor(() => expect(screen.getAllByRole("listitem", { name: /,/ })).toHaveLength(2));
});

// covers(CON-3)
test("companies are asked about on the same screen", async () => {
  const { user, client } = renderStory(STORY);
  await user.click(await screen.findByRole("tab", { name: "Companies" }));
  const pairs = await screen.findAllByRole("listitem", { name: /,/ });
  expect(pairs).toHaveLength(2);
  expect(within(pairs[0]!).getByText(/same registration number, PT501964843/)).toBeInTheDocument();
  await user.keyboard("{Shift>}u{/Shift}");
  await waitFor(() =>
    expect(lastCall(client, "companies.set_apart")).toEqual({
      id: idOf("company", 0),
      other: idOf("company", 1),
    }),
  );
  await waitFor(() => expect(screen.getAllByRole("listitem", { name: /,/ })).toHaveLength(1));
  await user.keyboard("{Shift>}m{/Shift}");
  const dialog = await screen.findByRole("dialog");
  await user.click(await within(dialog).findByRole("button", { name: "Merge" }));
  await waitFor(() => expect(lastCall(client, "companies.merge")).toBeDefined());
});

// covers(CON-3)
test("while a job compares everybody the screen says so, and one that was stopped is begun again", async () => {
  const looking = renderStory("duplicates/DuplicateList/looking");
  expect(await screen.findByText(/Everybody is being compared/)).toBeInTheDocument();
  expect(screen.queryByText("No duplicates")).not.toBeInTheDocument();
  expect(screen.getByText(/Look for duplicates among contacts/)).toBeInTheDocument();
  looking.unmount();
  const { user, client } = renderStory("duplicates/DuplicateList/stopped");
  expect(await screen.findByText(/Comparing was stopped/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Compare everybody" }));
  await waitFor(() =>
    expect(client.calls).toContainEqual({ name: "contacts.duplicates", input: { look: true } }),
  );
  expect(await screen.findByText(/These are the pairs found before/)).toBeInTheDocument();
});

// covers(UX-10)
test("every piece of evidence has words", () => {
  const folder = join(__dirname, "../../../../src-tauri/crates/people/src/duplicates");
  const model = ["model.rs", "firm.rs", "learning.rs"]
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join();
  const codes = [
    ...model.matchAll(/"((?:same|like|other|short|part|crossed|two|answered)_[a-z]+|initial)"/g),
  ].map(([, code]) => code);
  expect(new Set(codes).size).toBeGreaterThan(38);
  expect(codes.filter((code) => !(code! in en.duplicates.evidence))).toEqual([]);
});

// covers(CON-3)
test("what was learnt from answers is told in one line and in the evidence, and can be switched off", async () => {
  const plain = renderStory(STORY);
  await screen.findAllByRole("listitem", { name: /,/ });
  expect(screen.queryByText(/Learns from/)).not.toBeInTheDocument();
  plain.unmount();
  const { user, client } = renderStory("duplicates/DuplicateList/learnt");
  expect(await screen.findByText(/Learns from 23 answers of yours/)).toBeInTheDocument();
  const [, second] = await screen.findAllByRole("listitem", { name: /,/ });
  expect(within(second!).getByText(/you told several pairs like this one apart/)).toBeInTheDocument();
  await user.keyboard("j{Shift>}u{/Shift}");
  expect(await screen.findByText(/Learns from 24 answers/)).toBeInTheDocument();
  await user.click(screen.getByRole("link", { name: "Change this in the settings" }));
  const learns = await screen.findByRole("switch", { name: "Learn from my answers" });
  expect(learns).toBeChecked();
  await user.click(learns);
  await waitFor(() =>
    expect(lastCall(client, "settings.patch")).toEqual({ patch: { learn_from_answers: false } }),
  );
});

// covers(CON-3)
test("leads are asked about among themselves and beside contacts, who they become on their own page", async () => {
  const { user, client } = renderStory(STORY);
  await user.click(await screen.findByRole("tab", { name: "Leads" }));
  await waitFor(() => expect(lastCall(client, "leads.duplicates")).toEqual({}));
  expect(await screen.findAllByRole("listitem", { name: /,/ })).toHaveLength(2);
  await user.keyboard("{Shift>}u{/Shift}");
  await waitFor(() => expect(lastCall(client, "leads.set_apart")).toBeTruthy());
  await user.click(screen.getByRole("tab", { name: "Leads and contacts" }));
  const [pair] = await screen.findAllByRole("listitem", { name: /,/ });
  const [lead, contact] = within(pair!).getAllByRole("link");
  expect(lead).toHaveAttribute("href", expect.stringMatching(/leads\//));
  expect(contact).toHaveAttribute("href", expect.stringMatching(/contacts\//));
  await user.click(within(pair!).getByRole("button", { name: /^Two people/ }));
  await waitFor(() => expect(lastCall(client, "leads.set_apart_from")).toBeTruthy());
  const [next] = await screen.findAllByRole("listitem", { name: /,/ });
  await user.click(within(next!).getByRole("button", { name: /^Open the lead/ }));
  await screen.findByRole("button", { name: "Convert" });
});

// covers(CON-3)
test("from the leads of one import the way leads to all leads, not to contacts", async () => {
  const { user, client } = renderStory({ path: "/duplicates?of=leads&import=import-1" });
  await waitFor(() => expect(lastCall(client, "leads.duplicates")).toEqual({ import: "import-1" }));
  await user.click(await screen.findByRole("link", { name: "Show everybody" }));
  await waitFor(() => expect(lastCall(client, "leads.duplicates")).toEqual({}));
  expect(screen.getByRole("tab", { name: "Leads", selected: true })).toBeVisible();
});

// covers(CON-3, UX-10)
test("evidence names people and firms as they are written, not as they were compared", () => {
  const texts = ["Zoë Schäfer", "Head of Sales, Söhne & Töchter oHG", "Jürgen O'Neill", "Łukasz Groß"];
  expect(asWritten("schafer", texts)).toBe("Schäfer");
  expect(asWritten("sohne tochter", texts)).toBe("Söhne & Töchter");
  expect(asWritten("oneill", texts)).toBe("O'Neill");
  expect(asWritten("lukasz gross", texts)).toBe("Łukasz Groß");
  expect(asWritten("+49 163 8986429", texts)).toBe("+49 163 8986429");
  expect(asWritten("", texts)).toBe("");
});
