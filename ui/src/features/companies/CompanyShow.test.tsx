import { expect, test } from "vitest";
import { contact, idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

// covers(CON-16)
test("people are found by the link of their job, not by what the company is called, the earlier ones too", async () => {
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
  await waitFor(() => expect(link.closest("li")).toHaveTextContent("earlier or on the side"));
  expect(lastCall(client, "contacts.list")).toMatchObject({
    query: { filter: { is: { field: "jobs.company_id", op: "equals", value: idOf("company", 0) } } },
  });
});

// covers(CON-16)
test("the companies that belong to it are listed", async () => {
  const { user } = renderStory("companies/CompanyShow/full");
  await user.click(await screen.findByRole("tab", { name: /Subsidiaries/ }));
  expect(await screen.findByRole("link", { name: "Bluebird Analytics" })).toHaveAttribute(
    "href",
    `/companies/${idOf("company", 4)}`,
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
