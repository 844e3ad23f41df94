import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Filter, View } from "@/client";
import { idOf } from "@/client/fakePeople";
import { fromQuery, toQuery } from "@/records/view";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

const bar = () => screen.findByRole("group", { name: "Views" });
const opened = async (user: ReturnType<typeof renderStory>["user"]) => {
  await user.click(within(await bar()).getByRole("button", { expanded: false }));
  return screen.findByRole("menu");
};

// covers(SRCH-6, SRCH-8)
test("the address of a view leads to its list as it was saved", async () => {
  const { client } = renderStory("views/ViewShow/full");
  await within(await bar()).findByRole("button", { name: "Important people" });
  await screen.findByRole("columnheader", { name: /Tags/ });
  expect(screen.queryByRole("columnheader", { name: /E-mail/ })).toBeNull();
  await waitFor(() =>
    expect(lastCall(client, "contacts.list")).toMatchObject({
      query: { filter: { is: { field: "tags", op: "equals", value: "vip" } } },
    }),
  );
  expect(within(await bar()).queryByText("Changed since it was saved")).toBeNull();
});

// covers(SRCH-6, SRCH-8)
test("a list that was changed is kept, or is as it was again", async () => {
  const { user, client } = renderStory("views/ViewShow/changed");
  await within(await bar()).findByText("Changed since it was saved");
  await user.click(screen.getByRole("button", { name: "Reset" }));
  await waitFor(() =>
    expect(lastCall(client, "contacts.list")).toMatchObject({
      query: { filter: { is: { value: "vip" } } },
    }),
  );
  expect(within(await bar()).queryByText("Changed since it was saved")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Remove the rule for Tags" }));
  await user.click(await within(await bar()).findByRole("button", { name: "Save changes" }));
  await screen.findByText("Changed the view “Important people”");
  const { patch } = lastCall(client, "views.patch") as { patch: Partial<View> };
  expect(JSON.parse(patch.query ?? "")).toEqual({ sort: [{ field: "last_activity_ms", descending: true }] });
});

// covers(SRCH-6, SRCH-8)
test("what is on the screen is saved under a name, and one press takes it back", async () => {
  const { user, client } = renderStory("contacts/ContactList/filtered");
  await user.click(within(await opened(user)).getByRole("menuitem", { name: "Save this view…" }));
  const dialog = await screen.findByRole("dialog", { name: "Save this view" });
  const box = within(dialog).getByLabelText("Name of the view");
  expect(box).toHaveFocus();
  await user.type(box, " Press people {Enter}");
  await screen.findByText("Saved the view “Press people”");
  const kept = lastCall(client, "views.create") as View;
  expect(kept).toMatchObject({ of: "contact", name: "Press people", pinned: true, layout: "table" });
  expect(JSON.parse(kept.query)).toEqual({
    filter: {
      and: [
        { is: { field: "tags", op: "equals", value: "vip" } },
        { is: { field: "emails", op: "contains", value: "example" } },
      ],
    },
  });
  const pinned = screen.getByRole("region", { name: "Pinned views" });
  await within(pinned).findByRole("link", { name: /Press people/ });
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(within(pinned).queryByRole("link", { name: /Press people/ })).toBeNull());
});

// covers(SRCH-6)
test("pinned views change places by keys", async () => {
  const { user, client } = renderStory("views/ViewShow/full");
  const pinned = await screen.findByRole("region", { name: "Pinned views" });
  const names = () =>
    within(pinned)
      .getAllByRole("link")
      .map((link) => link.textContent);
  expect(names()[0]).toContain("Important people");
  within(pinned)
    .getByRole("link", { name: /Important people/ })
    .focus();
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  await waitFor(() => expect(names()[1]).toContain("Important people"));
  expect(lastCall(client, "views.move")).toEqual({ id: idOf("view", 0), after: idOf("view", 2) });
  expect(within(pinned).getByRole("status")).toHaveTextContent("Important people is now 2 of 2");
});

// covers(SRCH-6)
test("a view is renamed, duplicated and deleted with a way back", async () => {
  const { user } = renderStory("views/ViewShow/full");
  await within(await bar()).findByRole("button", { name: "Important people" });
  await user.click(within(await opened(user)).getByRole("menuitem", { name: "Duplicate" }));
  await within(await bar()).findByRole("button", { name: "Important people (copy)" });
  await user.click(within(await opened(user)).getByRole("menuitem", { name: "Name and sign…" }));
  const dialog = await screen.findByRole("dialog", { name: "Name and sign of the view" });
  await user.clear(within(dialog).getByLabelText("Name of the view"));
  await user.type(within(dialog).getByLabelText("Name of the view"), "Friends{Enter}");
  await within(await bar()).findByRole("button", { name: "Friends" });
  await user.click(within(await opened(user)).getByRole("menuitem", { name: "Delete the view" }));
  await within(await bar()).findByRole("button", { name: "All contacts" });
  await screen.findByText("Deleted the view “Friends”");
});

// covers(SRCH-6)
test("a view that asks for a field that is gone says so and is mended", async () => {
  const { user, client } = renderStory("views/ViewShow/gone");
  await screen.findByRole("heading", { name: "This list asks for a field that is gone" });
  await user.click(screen.getByRole("button", { name: "Take out what is gone" }));
  await waitFor(() =>
    expect(lastCall(client, "contacts.list")).toMatchObject({
      query: { filter: { is: { field: "tags", op: "equals", value: "vip" } } },
    }),
  );
  await within(await bar()).findByText("Changed since it was saved");
});

// covers(SRCH-4, SRCH-8)
test("a period is said in words and chosen in the filter", async () => {
  const { user, client } = renderStory("views/ViewShow/period");
  const chip = await screen.findByRole("button", { name: /close is in this quarter/i });
  await user.click(chip);
  await user.selectOptions(await screen.findByLabelText("Value"), "next_days");
  const days = screen.getByLabelText("Days");
  expect(days).toHaveValue(7);
  await user.clear(days);
  await user.type(days, "14");
  await user.click(screen.getByRole("button", { name: "Apply" }));
  await screen.findByRole("button", { name: /is in the next 14 days/ });
  expect(lastCall(client, "deals.list")).toMatchObject({
    query: { filter: { is: { field: "close_date", op: "within", value: { next_days: 14 } } } },
  });
});

// covers(SRCH-6)
test("any filter is asked as it was saved, also one that is no row of rules", () => {
  const is = (field: string): Filter => ({ is: { field, op: "empty" } });
  const filters: Filter[] = [
    is("a"),
    { not: is("a") },
    { and: [is("a"), { not: is("b") }] },
    { or: [is("a"), is("b")] },
    { and: [is("a")] },
    { and: [] },
    { or: [] },
    { not: { and: [is("a"), is("b")] } },
    { and: [is("a"), { or: [is("b"), is("c")] }] },
  ];
  for (const filter of filters) {
    const query = { filter, sort: [{ field: "a" }] };
    expect(toQuery(fromQuery(query))).toEqual(query);
  }
});

// covers(SRCH-5, SRCH-8, CON-11)
test("values stand beside the list with their counts, and are chosen by a press", async () => {
  localStorage.clear();
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByRole("columnheader", { name: /Tags/ });
  await user.keyboard("f");
  const panel = await screen.findByRole("complementary", { name: "Values" });
  const vip = await within(panel).findByRole("checkbox", { name: /^vip/ });
  await user.click(vip);
  await waitFor(() =>
    expect(lastCall(client, "contacts.list")).toMatchObject({
      query: { filter: { is: { field: "tags", op: "equals", value: "vip" } } },
    }),
  );
  const { total } = await client.call("contacts.list", {
    query: { filter: { is: { field: "tags", op: "equals", value: "vip" } } },
  });
  expect(vip.closest("label")).toHaveTextContent(String(total));
  await user.click(within(panel).getByRole("checkbox", { name: /^lead/ }));
  await screen.findByRole("button", { name: "Tags is any of vip, lead" });
  await user.click(within(panel).getByRole("button", { name: "Tags" }));
  expect(within(panel).queryByRole("checkbox", { name: /^vip/ })).toBeNull();
  localStorage.clear();
});
