// Values that are more than text: amounts, links and other records, wherever they stand.
import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact, idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import { ChangeList } from "./ChangeList";
import { handleHref } from "./handles";

const [BUDGET, INTRODUCED, PORTAL] = [idOf("field", 4), idOf("field", 5), idOf("field", 6)];
const other = contact(1).display_name;

const withColumns = (columns: string[]) => {
  localStorage.setItem("satchel-list-contact", JSON.stringify({ columns }));
  return renderStory({
    path: `/contacts?rules=${encodeURIComponent(JSON.stringify([{ field: "id", op: "equals", value: idOf("contact", 0) }]))}`,
  });
};

// covers(SRCH-8)
test("amounts are filtered with their currency", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await user.click(await screen.findByRole("button", { name: "Filter" }));
  await user.selectOptions(screen.getByLabelText("Field"), "Budget");
  await user.selectOptions(screen.getByLabelText("Condition"), "is more than");
  await user.type(screen.getByLabelText("Value"), "99.50");
  await user.selectOptions(screen.getByLabelText("Currency"), "USD");
  await user.click(screen.getByRole("button", { name: "Apply" }));
  await waitFor(() =>
    expect(lastCall(client, "contacts.list")).toMatchObject({
      query: { filter: { is: { field: BUDGET, op: "greater", value: { minor: 9950, currency: "USD" } } } },
    }),
  );
  expect(screen.getByRole("button", { name: /Budget is more than .*99\.50/ })).toBeInTheDocument();
});

// covers(CON-12)
test("a record in a column is shown by its name and leads to it, a link leads out", async () => {
  withColumns(["display_name", INTRODUCED, PORTAL]);
  const table = await screen.findByRole("grid");
  const link = await within(table).findByRole("link", { name: other });
  expect(link).toHaveAttribute("href", `/contacts/${idOf("contact", 1)}`);
  expect(within(table).getByRole("link", { name: "portal.example/ada" })).toHaveAttribute(
    "href",
    "https://portal.example/ada",
  );
});

test("copied rows name the records they point at", async () => {
  const { user } = withColumns(["display_name", INTRODUCED, BUDGET]);
  await screen.findByRole("link", { name: other });
  await user.keyboard("{Control>}c{/Control}");
  await screen.findByText("1 row copied");
  expect(await navigator.clipboard.readText()).toContain(`${other}\t12500.00 EUR`);
});

// covers(CON-13)
test("facts lead where they point", async () => {
  renderStory("contacts/ContactShow/full");
  expect(await screen.findByRole("link", { name: other })).toHaveAttribute(
    "href",
    `/contacts/${idOf("contact", 1)}`,
  );
  expect(screen.getByRole("link", { name: "portal.example/ada" })).toBeInTheDocument();
});

test("a change of a link is said with names", async () => {
  renderStory({
    parts: () => (
      <ChangeList
        kind="contact"
        changes={[{ field: `custom.${INTRODUCED}`, from: null, to: idOf("contact", 1) }]}
      />
    ),
  });
  expect((await screen.findByText(other)).closest("ins")).not.toBeNull();
  expect(screen.getByText("Introduced by")).toBeInTheDocument();
});

test("handles open their service, and only what is one", () => {
  expect(handleHref("WhatsApp", "+49 170 1234567")).toBe("https://wa.me/491701234567");
  expect(handleHref("telegram", "@ada")).toBe("https://t.me/ada");
  expect(handleHref("Mastodon", "@ada@social.example")).toBe("https://social.example/@ada");
  expect(handleHref("Instagram", "ada/../x")).toBeNull();
  expect(handleHref("Skype", "ada")).toBeNull();
});
