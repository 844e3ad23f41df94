// Lists by distance: a place is typed and found, the list comes in the order of nearness and says how far.
import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { makeFormat } from "@/locales/format";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import { fromQuery, toQuery } from "./view";

test("nearness brings its order and where it is measured from, and is read back without them", () => {
  const rules = [
    { field: "place", op: "near" as const, value: { from: "50.938,6.957", km: 25, name: "Köln" } },
  ];
  const query = toQuery({ rules });
  expect(query.from).toBe("50.938,6.957");
  expect(query.sort).toEqual([{ field: "place" }]);
  expect(fromQuery(query)).toEqual({ rules });
  expect(toQuery({ sort: [{ field: "place" }] })).toEqual({});
});

test("distances are said as people where they live count them", () => {
  const say = (locale: string, km: number) => makeFormat(locale, () => 0).distance(km);
  expect(say("de-DE", 12.34)).toBe("12 km");
  expect(say("en-GB", 16.09344)).toMatch(/^10 ?mi/);
  expect(say("en-US", 3.2)).toBe("2 mi");
});

// covers(ROLE-11, SRCH-4)
test("a typed place is found, asked for by distance, and stands as a rule that can be opened again", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.click(screen.getByRole("button", { name: "Filter" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Field" }), "place");
  const place = screen.getByRole("combobox", { name: "From where" });
  await user.type(place, "Atlantis");
  expect(await screen.findByText(/No place of that name is known/)).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Apply" })).toBeDisabled();
  await user.clear(place);
  await user.type(place, "50667 Köln");
  expect(await screen.findByText("The postcode’s middle, Germany")).toBeInTheDocument();
  await user.selectOptions(screen.getByRole("combobox", { name: "How far at most" }), "100 mi");
  await user.click(screen.getByRole("button", { name: "Apply" }));
  const chip = await screen.findByRole("button", { name: "Distance is at most 100 mi from 50667 Köln" });
  expect(chip).toBeInTheDocument();
  const grid = screen.getByRole("grid");
  await waitFor(() => expect(within(grid).getAllByText(/mi$/).length).toBeGreaterThan(2));
  expect(lastCall(client, "contacts.list")).toMatchObject({
    query: {
      from: "50.938,6.957",
      sort: [{ field: "place" }],
      filter: { is: { field: "place", op: "near", value: { km: 160.9344, name: "50667 Köln" } } },
    },
  });
  const distances = within(grid)
    .getAllByText(/mi$/)
    .map((cell) => Number(/[\d.]+/.exec(cell.textContent)?.[0]));
  expect(distances).toEqual([...distances].sort((a, b) => a - b));
});

test("without a limit the condition reads as the order that is left of it", async () => {
  const value = { from: "50.938,6.957", km: 20_100, name: "50667 Köln" };
  const rules = encodeURIComponent(JSON.stringify([{ field: "place", op: "near", value }]));
  renderStory({ path: `/contacts?rules=${rules}` });
  expect(await screen.findByRole("button", { name: "By distance from 50667 Köln" })).toBeInTheDocument();
});
