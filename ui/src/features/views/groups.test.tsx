import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { View } from "@/client";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

const grid = (name: string) => screen.findByRole("grid", { name });
/** The first group. */
const head = async (name: string, expanded: boolean) =>
  (await within(await grid(name)).findAllByRole("button", { expanded }))[0]!;

// covers(SRCH-5, SRCH-8)
test("a list stands in groups with their counts, and each folds by press and by key", async () => {
  const { user, client } = renderStory("views/ViewShow/grouped");
  const first = await head("Contacts", true);
  const { groups } = (await client.call("contacts.groups", { by: "tags" })) as {
    groups: { count: number }[];
  };
  const table = await grid("Contacts");
  const lines = groups.reduce((all, { count }) => all + 1 + count, 0);
  expect(table).toHaveAttribute("aria-rowcount", String(lines + 1));

  await user.click(first);
  await head("Contacts", false);
  const folded = Number(table.getAttribute("aria-rowcount"));
  expect(folded).toBeLessThan(lines + 1);
  table.focus();
  await user.keyboard("{ArrowRight}");
  await waitFor(() => expect(within(table).queryByRole("button", { expanded: false })).toBeNull());
  expect(table).toHaveAttribute("aria-rowcount", String(lines + 1));
  await user.keyboard("{Enter}");
  await head("Contacts", false);

  await user.click(screen.getByRole("button", { name: "Group the list" }));
  await user.click(await screen.findByRole("menuitem", { name: "Fold all groups" }));
  await waitFor(() => expect(table).toHaveAttribute("aria-rowcount", String(groups.length + 1)));
});

// covers(SRCH-8)
test("records are asked for by their group, and a view keeps what it is grouped by", async () => {
  const { user, client } = renderStory("views/ViewShow/grouped");
  const first = (await head("Contacts", true)).querySelector("bdi")?.textContent ?? "";
  await waitFor(() =>
    expect(
      client.calls.some(
        ({ name, input }) =>
          name === "contacts.list" &&
          JSON.stringify(input).includes(`"field":"tags","op":"equals","value":"${first}"`),
      ),
    ).toBe(true),
  );
  const bar = screen.getByRole("group", { name: "Views" });
  await user.click(within(bar).getByRole("button", { expanded: false }));
  await user.click(await screen.findByRole("menuitem", { name: "Save this view…" }));
  await user.type(await screen.findByLabelText("Name of the view"), "By tag{Enter}");
  await waitFor(() => expect((lastCall(client, "views.create") as View).group_by).toBe("tags"));
});

// covers(SRCH-8)
test("months, countries and stages are words, countries in the order of the language", async () => {
  const { user, unmount } = renderStory("views/ViewShow/groupedDark");
  await screen.findByRole("grid", { name: "Contacts" });
  await user.click(screen.getByRole("button", { name: "Group the list" }));
  await user.click(await screen.findByRole("menuitem", { name: "Fold all groups" }));
  const names = (await screen.findAllByRole("button", { expanded: false }))
    .map((one) => one.querySelector("bdi")?.textContent)
    .filter((name) => name !== undefined);
  expect(names).toContain("Germany");
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, "en")));
  unmount();
  renderStory("views/ViewShow/groupedByStage");
  const stage = (await head("Deals", true)).querySelector("bdi")?.textContent;
  expect(stage).toMatch(/^[A-Z][a-z]+/);
});

// covers(SRCH-5)
test("tasks stand in groups of their status and of the week they are due in", async () => {
  const { user, client, unmount } = renderStory("tasks/TaskList/grouped");
  expect((await head("Tasks", true)).querySelector("bdi")).toHaveTextContent("Open");
  const table = await grid("Tasks");
  const { groups } = (await client.call("tasks.groups", { by: "status" })) as { groups: { count: number }[] };
  const lines = groups.reduce((all, { count }) => all + 1 + count, 0);
  expect(table).toHaveAttribute("aria-rowcount", String(lines + 1));
  table.focus();
  await user.keyboard("{ArrowLeft}");
  await head("Tasks", false);
  expect(Number(table.getAttribute("aria-rowcount"))).toBe(lines + 1 - groups[0]!.count);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(table).toHaveAttribute("aria-rowcount", String(lines + 1)));
  await user.click(screen.getByRole("button", { name: "Group the list" }));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Due: week" }));
  // The menu stays open, so that another can be looked at.
  await user.keyboard("{Escape}");
  await waitFor(async () =>
    expect((await head("Tasks", true)).querySelector("bdi")).toHaveTextContent(/^Week of /),
  );
  unmount();
  renderStory("tasks/TaskList/groupedByWeek");
  expect((await head("Aufgaben", true)).querySelector("bdi")).toHaveTextContent(/^Woche ab /);
});

// covers(SRCH-5)
test("the values of conversations stand beside them and filter them", async () => {
  const { user, client } = renderStory("communications/CommunicationList/facets");
  const aside = await screen.findByRole("complementary", { name: "Values" });
  const { total } = (await client.call("communications.list", {})) as { total: number };
  const first = (await within(aside).findAllByRole("checkbox"))[0]!;
  const count = Number(/\d+$/.exec(first.closest("label")?.textContent ?? "")?.[0]);
  expect(count).toBeLessThan(total);
  await user.click(first);
  await waitFor(async () =>
    expect(await grid("Activity")).toHaveAttribute("aria-rowcount", String(count + 1)),
  );
});
