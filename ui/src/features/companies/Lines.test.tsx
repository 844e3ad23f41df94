import { expect, test } from "vitest";
import { contact, idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

// covers(CON-17)
test("whom somebody reports to is chosen in the form, with their job", async () => {
  const { user, client } = renderStory({ path: `/contacts/${idOf("contact", 0)}/edit` });
  const boss = await screen.findByRole("combobox", { name: /^Whom they report to/ });
  await user.type(boss, "Hopper");
  // There are two of that name; the first is the one of Acme.
  const [grace] = await screen.findAllByRole("option", { name: /Grace Hopper/ });
  await user.click(grace!);
  await waitFor(() => expect(boss).toHaveValue("Grace Hopper"));
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => {
    const { patch } = lastCall(client, "contacts.patch") as { patch: { jobs: object[] } };
    expect(patch.jobs[0]).toMatchObject({ ...contact(0).jobs[0], reports_to_id: idOf("contact", 1) });
  });
});

// covers(CON-18)
test("a parent that is refused says by which way it belongs to the company itself", async () => {
  const refused = {
    code: "company_ring",
    kind: "refused" as const,
    message: "Acme cannot belong to Low, which belongs to it: Acme → Low. Choose another one.",
    field: "parent_id",
    details: { chain: "Acme → Low" },
  };
  const { user } = renderStory({
    path: `/companies/${idOf("company", 1)}/edit`,
    fake: { fail: { "companies.patch": refused } },
  });
  const parent = await screen.findByRole("combobox", { name: "Parent company" });
  await user.type(parent, "Tanaka");
  await user.click(await screen.findByRole("option", { name: /Tanaka Optics/ }));
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect((await screen.findAllByText(/Acme → Low/)).length).toBeGreaterThan(0);
});
