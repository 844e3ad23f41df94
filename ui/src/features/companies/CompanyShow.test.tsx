import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact, idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

// covers(CON-16, CON-17)
test("who works there and who left stand apart, with what they did and when", async () => {
  const { user, client } = renderStory("companies/CompanyShow/full");
  await screen.findByRole("tab", { name: /People/ });
  const one = Array.from({ length: 200 }, (_, at) => contact(at)).find(
    ({ jobs }) => jobs[0]?.company_id === idOf("company", 0),
  )!;
  await client.call("contacts.patch", {
    id: one.id,
    patch: { jobs: [{ ...one.jobs[0]!, company: "An old name", to: "2024-01-31" }] },
  });
  await user.click(screen.getByRole("tab", { name: /People/ }));
  const link = await screen.findByRole("link", { name: one.display_name });
  await waitFor(() => expect(link.closest("li")).toHaveTextContent("left"));
  expect(link.closest("li")).toHaveTextContent(/March 1, 2021 to January 31, 2024/);
  await user.selectOptions(screen.getByRole("combobox", { name: "Which members" }), "former");
  await waitFor(() => expect(lastCall(client, "companies.members")).toMatchObject({ which: "former" }));
  await waitFor(() => expect(screen.getAllByText("left")).toHaveLength(1));
});

// covers(CON-18)
test("the group stands there with its companies, people and worth", async () => {
  const { user } = renderStory("companies/CompanyShow/full");
  await user.click(await screen.findByRole("tab", { name: /Group/ }));
  const table = await screen.findByRole("table", { name: "Group" });
  expect(within(table).getByRole("link", { name: "Bluebird Analytics" })).toHaveAttribute(
    "href",
    `/companies/${idOf("company", 4)}`,
  );
  const sums = within(table).getByRole("row", { name: /The whole group/ });
  const rows = within(table).getAllByRole("row").slice(1, -1);
  const people = (row: HTMLElement) => Number(within(row).getAllByRole("cell")[0]?.textContent);
  expect(people(sums)).toBe(rows.reduce((all, row) => all + people(row), 0));
});

// covers(CON-21, CON-22)
test("somebody is moved to another role by the keyboard, and taken back", async () => {
  const { user, client } = renderStory("companies/CompanyShow/full");
  await user.click(await screen.findByRole("tab", { name: "Committee" }));
  // Some of them have the same name.
  const inColumn = (name: string) =>
    [...screen.getByRole("region", { name }).querySelectorAll<HTMLElement>("[data-card]")].map(
      ({ dataset }) => dataset["card"],
    );
  const champions = within(await screen.findByRole("region", { name: "Champion" }));
  const card = champions.getByRole("button");
  const id = card.dataset["card"];
  card.focus();
  await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
  await waitFor(() =>
    expect(lastCall(client, "companies.place")).toMatchObject({
      contact_id: id,
      patch: { role: "influencer" },
    }),
  );
  await waitFor(() => expect(inColumn("Influencer")).toContain(id));
  expect(await screen.findByText("Nobody speaks for you inside: no champion is known.")).toBeInTheDocument();
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(inColumn("Champion")).toEqual([id]));
});

// covers(CON-21, CON-22)
test("a score is the sum of its reasons, and what is said of somebody is sent as it changed", async () => {
  const { user, client } = renderStory("companies/CompanyShow/committee");
  const column = within(await screen.findByRole("region", { name: "Decision maker" }));
  await user.click(column.getByRole("button"));
  const dialog = within(await screen.findByRole("dialog"));
  const points = dialog.getAllByText(/^\+\d+$/).map(({ textContent }) => Number(textContent));
  expect(dialog.getByText(/of 100$/)).toHaveTextContent(
    `${points.reduce((all, one) => all + one, 0)} of 100`,
  );
  await user.selectOptions(dialog.getByRole("combobox", { name: "Stance" }), "against");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(lastCall(client, "companies.place")).toMatchObject({ patch: { stance: "against" } }),
  );
  expect(await column.findByText("Against it")).toBeInTheDocument();
});

// covers(CON-23)
test("what happened with everybody stands together, and with one person alone", async () => {
  const { user, client } = renderStory("companies/CompanyShow/engagement");
  await screen.findByRole("region", { name: "Conversations by week" });
  await user.click(screen.getByRole("button", { name: "As a table" }));
  expect(await screen.findByRole("columnheader", { name: "Visits and meetings" })).toBeInTheDocument();
  const whose = await screen.findByRole("combobox", { name: "Whose" });
  await user.selectOptions(whose, within(whose).getAllByRole("option")[1]!);
  await user.click(screen.getByRole("button", { name: "Notes" }));
  await waitFor(() =>
    expect(lastCall(client, "companies.engagement")).toMatchObject({
      only: ["note"],
      contact_id: (within(whose).getAllByRole("option")[1] as HTMLOptionElement).value,
    }),
  );
});

// covers(SRCH-8)
test("people are filtered by the company their job is linked to", async () => {
  const rules = [{ field: "jobs.company_id", op: "equals", value: idOf("company", 0) }];
  const { user } = renderStory({ path: `/contacts?rules=${encodeURIComponent(JSON.stringify(rules))}` });
  const chip = await screen.findByRole("button", { name: /Jobs: linked to is Northwind Traders/ });
  await user.click(chip);
  expect(await screen.findByRole("button", { name: "Remove Value" })).toBeInTheDocument();
});
