// A list's sheet: all of it, in its groups, with what was asked for in words; and what is left out beyond a bound.
import { expect, test, vi, beforeEach, afterEach } from "vitest";
import { renderStory, screen, waitFor } from "@/test/render";

const print = vi.fn();
beforeEach(() => {
  print.mockReset();
  vi.stubGlobal("print", print);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const sheet = () => document.querySelector<HTMLElement>(".paper");
const search = (rules: unknown, rest = "") =>
  `/contacts?rules=${encodeURIComponent(JSON.stringify(rules))}${rest}`;

test("every row is there with its columns, in the order and under the conditions of the list", async () => {
  const rules = [{ field: "tags", op: "one_of", value: ["vip"] }];
  const { user } = renderStory({
    path: search(rules, `&sort=${encodeURIComponent('[{"field":"company"}]')}`),
  });
  await screen.findByRole("grid");
  await user.keyboard("{Control>}p{/Control}");
  await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
  expect(sheet()).toHaveTextContent("Tags is any of vip");
  expect(sheet()).toHaveTextContent("Sorted by Company");
  const rows = sheet()!.querySelectorAll("tbody tr").length;
  expect(rows).toBeGreaterThan(10);
  expect(sheet()).toHaveTextContent(`${rows} entries`);
  expect([...sheet()!.querySelectorAll("thead th")].map((one) => one.textContent)).toContain("Company");
  expect(sheet()!.querySelector("a,button,input")).toBeNull();
});

test("beyond five thousand rows the sheet says how many are left out", async () => {
  const { user } = renderStory({ path: "/contacts", fake: { contacts: 6_000 } });
  await screen.findByRole("grid");
  await user.keyboard("{Control>}p{/Control}");
  await waitFor(() => expect(print).toHaveBeenCalledTimes(1), { timeout: 20_000 });
  expect(sheet()!.querySelectorAll("tbody tr")).toHaveLength(5_000);
  expect(sheet()).toHaveTextContent("Only the first 5,000 are printed; 1,000 are left out.");
}, 30_000);

test("a list that cannot be asked for is not printed, and says why", async () => {
  const failure = { code: "io", kind: "broken" as const, message: "The disk is full." };
  const story = { path: "/companies", fake: { fail: {} as Record<string, typeof failure> } };
  const { user, client } = renderStory(story);
  await screen.findByRole("grid");
  vi.spyOn(client, "call").mockRejectedValue(failure);
  await user.keyboard("{Control>}p{/Control}");
  await waitFor(() => expect(sheet()).toBeNull());
  expect(await screen.findByText(/The disk is full/)).toBeVisible();
  expect(print).not.toHaveBeenCalled();
});

test("a record is printed with what belongs to it, from the palette too", async () => {
  const { user } = renderStory("deals/DealShow/full");
  await screen.findByRole("heading", { level: 1, name: "Optics for the test bench" });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(screen.getByRole("combobox"), "pdf");
  await user.click(await screen.findByRole("option", { name: /Print/ }));
  await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
  expect(sheet()!.querySelector("h1")).toHaveTextContent("Optics for the test bench");
  for (const said of ["Amount", "People", "Latest"]) expect(sheet()).toHaveTextContent(said);
});

test("a record of a kind the seller made is printed too", async () => {
  const { user } = renderStory("kinds/OwnRecordShow/full");
  await screen.findByRole("button", { name: "Edit" });
  const title = screen.getByRole("heading", { level: 1 }).textContent;
  await user.keyboard("{Control>}p{/Control}");
  await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
  expect(sheet()!.querySelector("h1")).toHaveTextContent(title);
});

test("a week is printed day by day, with whom each task is about and what is done ticked", async () => {
  const { user } = renderStory({ path: "/tasks?view=week" });
  await screen.findByRole("button", { name: "The week after" });
  await screen.findAllByRole("button", { name: /^(Complete|Open again):/ });
  await user.keyboard("{Control>}p{/Control}");
  await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
  expect(sheet()!.querySelectorAll("section")).toHaveLength(7);
  const open = screen.getAllByRole("button", { name: /^(Complete|Open again):/ });
  expect(sheet()!.querySelectorAll(".sheet-entry")).toHaveLength(open.length);
  const done = screen.queryAllByRole("button", { name: /^Open again:/ });
  expect(sheet()!.querySelectorAll(".sheet-ticked")).toHaveLength(done.length);
  expect(sheet()!.querySelector("a,button,input")).toBeNull();
});

test("the forecast is printed by month, through the stages, by source and with what changed", async () => {
  const { user } = renderStory("deals/ForecastShow/full");
  await screen.findByRole("table");
  await user.keyboard("{Control>}p{/Control}");
  await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
  for (const said of [
    "All pipelines",
    "By month",
    "Weighted",
    "Through the stages",
    "Qualification",
    "By source",
  ])
    expect(sheet()).toHaveTextContent(said);
  expect(sheet()!.querySelectorAll("table")).toHaveLength(3);
  expect(sheet()!.querySelector("a,button,input")).toBeNull();
});
