import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

const column = async (name: string) => within(await screen.findByRole("region", { name }));

// covers(DEAL-1, DEAL-3)
test("a board shows each stage with its count, its sum at home and what is weighted", async () => {
  renderStory("deals/DealList/full");
  const negotiation = await column("Negotiation");
  expect(negotiation.getByRole("heading", { name: /Negotiation 2/ })).toBeInTheDocument();
  expect(negotiation.getByText("€234,810.00")).toBeInTheDocument();
  expect(negotiation.getByText("€176,107.50")).toBeInTheDocument();
  const proposal = await column("Proposal");
  expect(proposal.getByText("Without JPY: no exchange rate known")).toBeInTheDocument();
  expect(proposal.getByText("Slipping")).toBeInTheDocument();
});

// covers(DEAL-3)
test("two keys move a deal a stage on, and it is there before the program has answered", async () => {
  const { user, client } = renderStory({ path: "/deals?view=board", fake: { delay: 40 } });
  const first = await screen.findByRole("link", { name: "Cold store sensors" });
  first.focus();
  await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
  const analysis = await column("Needs analysis");
  expect(analysis.getByRole("link", { name: "Cold store sensors" })).toBeInTheDocument();
  await waitFor(() =>
    expect(lastCall(client, "deals.move")).toEqual({ id: idOf("deal", 5), stage_id: idOf("stage", 1) }),
  );
  expect(await screen.findByText("Cold store sensors is now in Needs analysis")).toBeInTheDocument();
  await user.keyboard("{Control>}z{/Control}");
  const back = await column("Qualification");
  expect(await back.findByRole("link", { name: "Cold store sensors" })).toBeInTheDocument();
});

// covers(DEAL-3)
test("winning asks for the reason, which can be left out, and Escape leaves the deal where it is", async () => {
  const { user, client } = renderStory("deals/DealList/full");
  (await screen.findByRole("link", { name: "Packaging line" })).focus();
  await user.keyboard("5");
  await screen.findByRole("dialog", { name: "Why was it won?" });
  await user.keyboard("{Escape}");
  expect(client.calls.filter(({ name }) => name === "deals.move")).toEqual([]);
  await user.keyboard("5");
  await user.click(await screen.findByRole("button", { name: "Trust" }));
  await waitFor(() =>
    expect(lastCall(client, "deals.move")).toEqual({
      id: idOf("deal", 4),
      stage_id: idOf("stage", 4),
      reason: "Trust",
    }),
  );
  const won = await column("Won");
  expect(await won.findByRole("link", { name: "Packaging line" })).toBeInTheDocument();
});

// covers(DEAL-1)
test("a move that is refused goes back and says why", async () => {
  const refused = {
    code: "stage_gone",
    kind: "refused" as const,
    message: "This stage is not there any more.",
  };
  const { user } = renderStory({ path: "/deals?view=board", fake: { fail: { "deals.move": refused } } });
  (await screen.findByRole("link", { name: "Cold store sensors" })).focus();
  await user.keyboard("3");
  expect(await screen.findByText(/This stage is not there any more/)).toBeInTheDocument();
  const back = await column("Qualification");
  expect(await back.findByRole("link", { name: "Cold store sensors" })).toBeInTheDocument();
});

// covers(DEAL-1)
test("a new deal is written down by the keyboard alone", async () => {
  const { user, client } = renderStory("deals/DealList/full");
  await screen.findByRole("link", { name: "Cold store sensors" });
  await user.keyboard("c");
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Name" })).toHaveFocus());
  await user.keyboard("Hall lighting{Tab}North");
  await screen.findByRole("option", { name: /Northwind Traders/ });
  await user.keyboard("{ArrowDown}{Enter}{Tab}{Tab}1250{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(lastCall(client, "deals.create")).toMatchObject({
      name: "Hall lighting",
      company_id: idOf("company", 0),
      amount: { minor: 125_000, currency: "EUR" },
    }),
  );
  expect(await screen.findByRole("heading", { name: "Hall lighting" })).toBeInTheDocument();
});

// covers(DEAL-1)
test("a deal says what deserves a look, who decides, and how long it was in each stage", async () => {
  renderStory("deals/DealShow/full");
  const facts = within(await screen.findByRole("region", { name: "Facts" }));
  expect(await facts.findByText("Slipping.")).toBeInTheDocument();
  expect(facts.getByText("Decision maker")).toBeInTheDocument();
  expect(facts.getByText("11 days")).toBeInTheDocument();
  expect(facts.getAllByText("9 days")).toHaveLength(2);
});

// covers(DEAL-1)
test("the next step is written where it stands", async () => {
  const { user, client } = renderStory("deals/DealShow/full");
  const box = await screen.findByRole("textbox", { name: "Next step" });
  await user.clear(box);
  await user.type(box, "Call the lab{Enter}");
  await waitFor(() =>
    expect(lastCall(client, "deals.patch")).toEqual({
      id: idOf("deal", 2),
      patch: { next_step: "Call the lab" },
    }),
  );
});

// covers(DEAL-1)
test("the way through the stages is that of one pipeline, and says of which", async () => {
  const { user, client } = renderStory({ path: "/deals/forecast" });
  const pipeline = await screen.findByRole("combobox", { name: "Pipeline" });
  expect(pipeline).toHaveDisplayValue("All pipelines");
  await user.click(screen.getByRole("tab", { name: "Through the stages" }));
  expect(pipeline).toHaveDisplayValue("Sales");
  expect(within(pipeline).queryByRole("option", { name: "All pipelines" })).toBeNull();
  await waitFor(() => expect(lastCall(client, "deals.funnel")).toEqual({ pipeline_id: idOf("pipeline", 0) }));
});

// covers(DEAL-1)
test("a next step that is refused stays in its box, and the old one comes back by Escape", async () => {
  const { user } = renderStory({
    path: `/deals/${idOf("deal", 2)}`,
    fake: {
      fail: { "deals.patch": { code: "busy", kind: "broken", message: "The vault is being written to." } },
    },
  });
  const box = await screen.findByRole<HTMLInputElement>("textbox", { name: "Next step" });
  const old = box.value;
  await user.clear(box);
  await user.type(box, "Call the lab{Enter}");
  await screen.findByText(/being written to/);
  expect(box).toHaveValue("Call the lab");
  await user.type(box, "{Escape}");
  expect(box).toHaveValue(old);
});

// covers(DEAL-1)
test("the deals of a contact and of a company stand on their pages", async () => {
  const { user } = renderStory({ path: `/companies/${idOf("company", 2)}` });
  await user.click(await screen.findByRole("tab", { name: /Deals/ }));
  expect(await screen.findByRole("link", { name: "Optics for the test bench" })).toHaveAttribute(
    "href",
    `/deals/${idOf("deal", 2)}`,
  );
});

// covers(DEAL-1)
test("what deserves a look leads to its list", async () => {
  const { user, client } = renderStory("deals/DealList/full");
  await user.click(await screen.findByRole("link", { name: /Slipping 1/ }));
  await screen.findByRole("button", { name: /State is Open/ });
  expect(lastCall(client, "deals.list")).toMatchObject({
    query: {
      filter: { and: [{ is: { field: "state" } }, { is: { field: "slipping_from", op: "at_most" } }] },
    },
  });
});

// covers(ANA-1)
test("the forecast says what comes from which source, each number with the list behind it", async () => {
  renderStory("deals/ForecastShow/sources");
  const fair = await screen.findByRole("row", { name: /^Trade fair/ });
  const links = within(fair)
    .getAllByRole("link")
    .map((link) => decodeURIComponent(link.getAttribute("href") ?? ""));
  expect(links.length).toBeGreaterThan(1);
  for (const href of links) expect(href).toContain('"source"');
  expect(within(fair).getByText("0 %")).toBeInTheDocument();
  expect(screen.getByRole("columnheader", { name: "Win rate" })).toBeInTheDocument();
});
