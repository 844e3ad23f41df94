// What people's companies say in fields of the seller's own: asked for in lists of people, written nowhere but there.
import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact } from "@/client/fakePeople";
import { renderStory, screen } from "@/test/render";

// covers(SRCH-4, CON-10)
test("a list of people is filtered and grouped by what their company says, and shows it as a column", async () => {
  const { user } = renderStory("contacts/ContactList/full");
  await screen.findAllByRole("row");
  await user.click(screen.getByRole("button", { name: "Filter" }));
  const form = within(await screen.findByRole("dialog", { name: "Add a rule" }));
  await user.selectOptions(form.getByRole("combobox", { name: "Field" }), "Company: Customer tier");
  expect(
    within(form.getByRole("combobox", { name: "Value" })).getByRole("option", { name: "Gold" }),
  ).toBeEnabled();
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: "Columns" }));
  expect(await screen.findByRole("menuitemcheckbox", { name: "Company: Customer tier" })).toBeInTheDocument();
});

// covers(SRCH-4, CON-10)
test("it has no place on the form of a person, nor in how that is arranged", async () => {
  renderStory({ path: `/contacts/${contact(0).id}/edit` });
  await screen.findByRole("textbox", { name: "First name" });
  expect(await screen.findByLabelText("Contract ends")).toBeInTheDocument();
  expect(screen.queryByLabelText(/Customer tier/)).toBeNull();
});

// covers(SRCH-4, CON-10)
test("the settings do not arrange it", async () => {
  renderStory({ path: "/settings/layout" });
  expect(await screen.findByRole("button", { name: "Move Contract ends up" })).toBeInTheDocument();
  expect(screen.queryByText(/Customer tier/)).toBeNull();
});
