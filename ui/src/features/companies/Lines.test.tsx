import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import { renderStory, screen } from "@/test/render";

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
