import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { addressed } from "@/client";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

// covers(CON-10)
test("a kind the seller made stands in the sidebar and in the palette, and its records in a list of its own columns", async () => {
  const { user } = renderStory("kinds/OwnRecordList/full");
  const row = await screen.findByRole("row", { name: /Meerkatze/ });
  expect(within(row).getByText("On land")).toBeInTheDocument();
  expect(await within(row).findByRole("link", { name: /Priya Brandt|\w+ \w+/ })).toBeInTheDocument();
  expect(screen.getByRole("columnheader", { name: /Name of the boat/ })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Engines" })).toBeInTheDocument();
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("boat");
  expect(await screen.findByRole("option", { name: /New Boat/ })).toBeInTheDocument();
  expect(screen.getByRole("option", { name: /Go to Boats/ })).toBeInTheDocument();
});

// covers(CON-10)
test("a record of an own kind shows what is known of it, and is written in a form of its own fields", async () => {
  renderStory("kinds/OwnRecordShow/full");
  const facts = within(await screen.findByRole("region", { name: "Facts" }));
  expect(facts.getByText("West pier")).toBeInTheDocument();
  expect(facts.getByText(/Needs a new impeller/)).toBeInTheDocument();
});

// covers(CON-15)
test("boats that are selected are changed, but not tagged: they have no tags", async () => {
  const { user } = renderStory("kinds/OwnRecordList/full");
  const row = (await screen.findAllByRole("row")).at(1)!;
  await user.click(within(row).getByRole("checkbox"));
  const bar = within(screen.getByRole("region", { name: "Selection" }));
  expect(bar.getByRole("button", { name: "Change" })).toBeInTheDocument();
  expect(bar.queryByRole("button", { name: "Tag" })).toBeNull();
  await user.click(bar.getByRole("button", { name: "Change" }));
  await screen.findByRole("dialog", { name: "Change 1 record" });
});

// covers(CON-15)
test("a field of all boats that are selected is set, and counted in every language", async () => {
  const { user, client } = renderStory("kinds/OwnRecordList/change");
  const dialog = within(await screen.findByRole("dialog", { name: "Change 2 records" }, { timeout: 10_000 }));
  await user.selectOptions(dialog.getByRole("combobox", { name: "Field" }), "Berth");
  await user.selectOptions(dialog.getByRole("combobox", { name: "Berth" }), "East pier");
  await user.click(dialog.getByRole("button", { name: "Change" }));
  await waitFor(() =>
    expect(lastCall(client, "records/own_boat.patch_many")).toMatchObject({
      ids: [expect.any(String), expect.any(String)],
    }),
  );
  expect(screen.queryByRole("dialog")).toBeNull();
});

// covers(UX-3)
test("a language with more than two ways of counting has words for own kinds too", async () => {
  renderStory("kinds/OwnRecordList/changeRtl");
  const title = await screen.findByRole("dialog", {}, { timeout: 10_000 });
  // In its own words: neither the name of the words nor those of another language.
  expect(title).toHaveAccessibleName(/^\[/);
});

// covers(CON-10)
test("what is written in the form is one record of that kind", async () => {
  const { user, client } = renderStory("kinds/OwnRecordForm/empty");
  await user.type(await screen.findByRole("textbox", { name: "Name of the boat" }), "Undine");
  await user.selectOptions(screen.getByRole("combobox", { name: "Berth" }), "East pier");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(lastCall(client, "records/own_boat.create")).toMatchObject({
      name: "Undine",
      custom: { [idOf("field", 0xb0a7 + 2)]: "East pier" },
    }),
  );
  expect(await screen.findByRole("heading", { name: "Undine" })).toBeInTheDocument();
});

// covers(CON-10)
test("a kind is made with its names and its symbol, and deleted with a word about its records", async () => {
  const { user, client } = renderStory("kinds/KindList/new");
  const dialog = within(await screen.findByRole("dialog", { name: "New kind of record" }));
  expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await user.type(dialog.getByRole("textbox", { name: /Name of one/ }), "Course");
  await user.type(dialog.getByRole("textbox", { name: /Name of many/ }), "Courses");
  await user.click(dialog.getByRole("radio", { name: "Book" }));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(lastCall(client, "own_kinds.create")).toEqual({
      one: "Course",
      many: "Courses",
      icon: "book",
      title_label: null,
    }),
  );
  await user.click(await screen.findByRole("button", { name: "Remove Boats" }));
  const asks = within(await screen.findByRole("dialog", { name: "Delete the kind “Boats”?" }));
  expect(asks.getByText(/with 5 records, as one change/)).toBeInTheDocument();
  await user.click(asks.getByRole("button", { name: "Delete" }));
  await waitFor(() => expect(lastCall(client, "own_kinds.delete")).toEqual({ id: idOf("own_kind", 1) }));
});

// covers(CON-10)
test("what screens say of a kind is one command with the kind in it", () => {
  expect(addressed("records/own_boat.list", { limit: 5 })).toEqual([
    "records.list",
    { limit: 5, kind: "own_boat" },
  ]);
  expect(addressed("contacts.list", { limit: 5 })).toEqual(["contacts.list", { limit: 5 }]);
  expect(addressed("records/own_boat.erase_everything_", {})[0]).toBe("records.erase_everything_");
});

// covers(CON-10)
test("a person's page says which boats point at them", async () => {
  const { user } = renderStory("kinds/OwnRecordShow/owner");
  await user.click(await screen.findByRole("tab", { name: "Links here" }));
  const boats = within(await screen.findByRole("region", { name: "Boats, Owner" }));
  expect(await boats.findByRole("link", { name: "Nora" })).toHaveAttribute(
    "href",
    `/records/own_boat/${idOf("own_boat", 1)}`,
  );
  expect(boats.queryByText("Alma")).not.toBeInTheDocument();
});
