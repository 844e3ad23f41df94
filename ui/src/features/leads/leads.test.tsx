import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

const LEAD = idOf("lead", 1);

// covers(LEAD-1, LEAD-2)
test("leads are listed with their score, the best reasons of which come up on focus", async () => {
  const { user, client } = renderStory("leads/LeadList/full");
  const row = await screen.findByRole("row", { name: /Hanna Seidel/ });
  expect(within(row).getByText("84")).toBeInTheDocument();
  expect(within(row).getByText("Qualified")).toBeInTheDocument();
  expect(client.calls.some(({ name }) => name === "leads.score")).toBe(false);
  await user.hover(within(row).getByText("84"));
  expect((await screen.findAllByText(/Decides or leads \+15/)).length).toBeGreaterThan(0);
});

// covers(CON-15, LEAD-1)
test("one field of all that is selected is changed, or emptied", async () => {
  const { user, client } = renderStory("leads/LeadList/full");
  await screen.findByRole("row", { name: /Hanna Seidel/ });
  await user.keyboard("xjx");
  const bar = within(screen.getByRole("region", { name: "Selection" }));
  await user.click(bar.getByRole("button", { name: "Change" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Change 2 leads" }));
  const change = dialog.getByRole("button", { name: "Change" });
  expect(change).toBeDisabled();
  await user.selectOptions(dialog.getByRole("combobox", { name: "Field" }), "Rating");
  expect(change).toBeDisabled();
  await user.selectOptions(dialog.getByRole("combobox", { name: "Rating" }), "Hot");
  await user.click(change);
  await screen.findByText("Rating of 2 leads changed");
  const ids = [expect.any(String), expect.any(String)] as unknown;
  expect(lastCall(client, "leads.patch_many")).toEqual({ ids, patch: { rating: "hot" } });
  expect(screen.queryByRole("dialog")).toBeNull();

  await user.click(bar.getByRole("button", { name: "Change" }));
  const again = within(await screen.findByRole("dialog", { name: "Change 2 leads" }));
  await user.selectOptions(again.getByRole("combobox", { name: "Field" }), "Industry");
  // Emptied whatever stands in the box.
  await user.type(again.getByRole("textbox", { name: "Industry" }), "Optics");
  await user.click(again.getByRole("button", { name: "Empty it" }));
  await waitFor(() =>
    expect(lastCall(client, "leads.patch_many")).toEqual({ ids, patch: { industry: null } }),
  );
});

// covers(LEAD-1, UX-2)
test("a lead that is moved by its path says so, with the way back", async () => {
  const { user, client } = renderStory("leads/LeadShow/full");
  const path = within(await screen.findByRole("navigation", { name: "How far it has come" }));
  const was = path.getByRole("button", { current: "step" }).textContent;
  const to = was === "Working" ? "New" : "Working";
  await user.click(path.getByRole("button", { name: to }));
  await screen.findByText(new RegExp(`is now “${to}”$`));
  expect(lastCall(client, "leads.patch")).toMatchObject({ patch: { status: to.toLowerCase() } });
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(path.getByRole("button", { current: "step" })).toHaveTextContent(was ?? ""));
});

// covers(LEAD-2)
test("a lead says what its score is made of, and of what there is no data", async () => {
  renderStory("leads/LeadShow/full");
  const score = within(await screen.findByRole("region", { name: "Score" }));
  expect(await score.findByText("Notes of conversations (2)")).toBeInTheDocument();
  const figures = score.getAllByRole("definition").map(({ textContent }) => textContent ?? "");
  const sum = figures.reduce((total, text) => total + Number(/[+-]\d+$/.exec(text)?.[0] ?? 0), 0);
  expect(sum).toBe(67);
  expect(score.getByText("No data")).toBeInTheDocument();
});

// covers(LEAD-1)
test("ruling out asks for the reason", async () => {
  const { user, client } = renderStory("leads/LeadShow/full");
  await user.click(await screen.findByRole("button", { name: "Ruled out" }));
  await user.click(await screen.findByRole("button", { name: "No budget" }));
  await waitFor(() =>
    expect(lastCall(client, "leads.disqualify")).toEqual({ id: LEAD, reason: "No budget" }),
  );
  expect(await screen.findByText("Victor Almeida is ruled out")).toBeInTheDocument();
});

// covers(LEAD-1)
test("converting offers who is known already, and makes nobody without being told", async () => {
  const { user, client } = renderStory("leads/LeadShow/full");
  await user.click(await screen.findByRole("button", { name: "Convert" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Convert Victor Almeida" }));
  expect(await dialog.findByText(/Same e-mail address · another name/)).toBeInTheDocument();
  expect(dialog.getByRole("radio", { name: "A new contact" })).toBeChecked();
  await user.click(dialog.getByRole("radio", { name: /Same e-mail/ }));
  await user.click(dialog.getByRole("button", { name: "Convert" }));
  await waitFor(() =>
    expect(lastCall(client, "leads.convert")).toEqual({
      id: LEAD,
      contact_id: idOf("contact", 1),
      deal: {
        name: "Porto Cold Chain",
        amount: { minor: 1_300_000, currency: "EUR" },
        role: "decision_maker",
      },
    }),
  );
});

// covers(LEAD-1)
test("a lead is written down by the keyboard alone", async () => {
  const { user, client } = renderStory("leads/LeadList/full");
  await screen.findByRole("row", { name: /Hanna Seidel/ });
  await user.keyboard("c");
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Given name" })).toHaveFocus());
  await user.keyboard("Ada{Tab}Brandt{Tab}Acme{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(lastCall(client, "leads.create")).toEqual({ given: "Ada", family: "Brandt", company: "Acme" }),
  );
  expect(await screen.findByRole("heading", { name: "Ada Brandt" })).toBeInTheDocument();
});

// covers(LEAD-2)
test("the usual rules are shown until the seller changes them", async () => {
  const { user, client } = renderStory("leads/LeadSettings/full");
  const rules = within(await screen.findByRole("region", { name: "Scoring rules" }));
  expect(await rules.findByText("+4 for each note, at most 16")).toBeInTheDocument();
  expect(rules.queryByRole("button", { name: /Change Rated hot/ })).toBeNull();
  await user.click(rules.getByRole("button", { name: "Change these rules" }));
  await user.click(await rules.findByRole("button", { name: "Change Rated hot" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Rated hot" }));
  expect(await dialog.findByRole("button", { name: /Rating is Hot/ })).toBeInTheDocument();
  const points = dialog.getByRole("spinbutton", { name: "Points" });
  await user.clear(points);
  await user.type(points, "25");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(lastCall(client, "score_rules.patch")).toMatchObject({ patch: { points: 25 } }));
});

// covers(ROLE-7, ROLE-13)
test("a territory is tried on the leads there are before it is saved", async () => {
  const { user, client } = renderStory("leads/LeadSettings/full");
  await user.click(await screen.findByRole("button", { name: "New territory" }));
  const dialog = within(await screen.findByRole("dialog", { name: "New territory" }));
  await user.type(dialog.getByRole("textbox", { name: "Name" }), "North");
  await user.type(dialog.getByRole("textbox", { name: "Postcodes" }), "20-29, 1");
  await user.click(dialog.getByRole("button", { name: /Try it/ }));
  expect(await dialog.findByText(/2 leads of 8 would belong here/)).toBeInTheDocument();
  expect(lastCall(client, "territories.test")).toMatchObject({ name: "North", postcodes: ["20-29", "1"] });
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(lastCall(client, "territories.create")).toMatchObject({
      name: "North",
      countries: null,
      postcodes: ["20-29", "1"],
    }),
  );
});

// covers(LEAD-3)
test("a rule of qualifying says whom it would qualify", async () => {
  const { user } = renderStory("leads/LeadSettings/full");
  await user.click(await screen.findByRole("button", { name: "New rule for qualifying" }));
  const dialog = within(await screen.findByRole("dialog", { name: "New rule for qualifying" }));
  await user.click(dialog.getByRole("button", { name: /Try it/ }));
  expect(await dialog.findByText("It would qualify 2 leads of 8.")).toBeInTheDocument();
});

// covers(LEAD-2)
test("a rule that is taken away says so, with the way back", async () => {
  const { user, client } = renderStory("leads/LeadSettings/full");
  const rules = within(await screen.findByRole("region", { name: "Territories" }));
  await user.click((await rules.findAllByRole("button", { name: /^Remove/ }))[0]!);
  await waitFor(() => expect(lastCall(client, "territories.delete")).toBeDefined());
  await screen.findByText(/ is removed$/);
  expect(screen.getByRole("button", { name: "Undo" })).toBeVisible();
});
