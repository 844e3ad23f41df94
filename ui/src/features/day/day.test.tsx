import { within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import { placeHref, routeHref } from "./maps";

const VISITS = { path: "/home", fake: { settings: { start_from: "50667 Köln", map_app: "google" } } };
const part = async (name: string) => within(await screen.findByRole("region", { name }));

// covers(ROLE-11)
test("a place is an address of the map that was chosen, and so is the way where the map takes so many", () => {
  const bonn = { place: "50.735,7.1", words: "Münsterplatz 4, 53111 Bonn" };
  const said = encodeURIComponent(bonn.words);
  expect(placeHref("device", bonn)).toBe(`geo:50.735,7.1?q=${said}`);
  expect(placeHref("osm", bonn)).toBe(`https://www.openstreetmap.org/search?query=${said}#map=14/50.735/7.1`);
  expect(placeHref("google", { place: "50.735,7.1" })).toContain("query=50.735%2C7.1");
  expect(placeHref("apple", {})).toBeNull();

  const way = [{ words: "Köln" }, bonn, { words: "Ulm" }];
  expect(routeHref("google", way)).toBe(
    `https://www.google.com/maps/dir/?api=1&origin=K%C3%B6ln&destination=Ulm&waypoints=${said}`,
  );
  expect(routeHref("apple", way)).toBe(`https://maps.apple.com/?saddr=K%C3%B6ln&daddr=${said}+to:Ulm`);
  expect(routeHref("osm", way)).toBeNull();
  expect(routeHref("osm", [{ place: "1,2" }, { place: "3,4" }])).toContain("route=1%2C2%3B3%2C4");
  expect(routeHref("google", Array<typeof bonn>(12).fill(bonn))).toBeNull();
  expect(routeHref("google", [bonn])).toBeNull();
});

// covers(ROLE-11)
test("visits stand in their order, are moved by buttons and keys, and go back into a short one", async () => {
  const { user, client } = renderStory(VISITS);
  const visits = await part("Today’s visits");
  await visits.findByText("50667 Köln");
  const titles = () =>
    visits.getAllByRole("listitem").map((line) => within(line).getAllByRole("link")[0]?.textContent);
  const short = titles();
  expect(short[0]).toBe("Show the new samples");
  expect(visits.getByText(/in all, as the crow flies/)).toBeVisible();
  expect(visits.getByRole("link", { name: "Whole route on the map" })).toHaveAttribute(
    "href",
    expect.stringContaining("google.com/maps/dir"),
  );
  expect(visits.queryByRole("button", { name: "Shortest order" })).not.toBeInTheDocument();

  await user.click(visits.getByRole("button", { name: "Move “Show the new samples” down" }));
  await waitFor(() => expect(titles().slice(0, 2)).toEqual([short[1], short[0]]));
  expect(visits.getByRole("status")).toHaveTextContent("“Show the new samples” is now 2 of 4");
  expect((lastCall(client, "day.arrange") as { tasks: string[] }).tasks).toHaveLength(4);

  visits.getByRole("link", { name: "Show the new samples" }).focus();
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  await waitFor(() => expect(titles().indexOf("Show the new samples")).toBe(2));

  await user.click(visits.getByRole("button", { name: "Shortest order" }));
  await waitFor(() => expect(titles()).toEqual(short));
  expect(lastCall(client, "day.arrange")).toMatchObject({ tasks: null });
});

// covers(ROLE-11, TASK-10)
test("a late visit is on the way and says so, and stands there alone while the visits are shown", async () => {
  const { user, client, unmount } = renderStory("home/HomeShow/late");
  const visits = await part("Today’s visits");
  const line = (await visits.findByRole("link", { name: "Look in at the branch" })).closest("li")!;
  expect(within(line).getByText("Overdue:").parentElement).toHaveClass("text-danger");
  expect(visits.getAllByText("Overdue:")).toHaveLength(1);
  const today = await part("Today");
  await today.findByRole("link", { name: "Send the revised offer" });
  expect(today.queryByRole("link", { name: "Look in at the branch" })).not.toBeInTheDocument();
  expect(today.getAllByRole("listitem")).toHaveLength(4);

  await user.click(visits.getByRole("button", { name: "Complete: Look in at the branch" }));
  await user.type(await screen.findByRole("textbox", { name: "Outcome" }), "Nobody there{Enter}");
  await waitFor(() => expect(lastCall(client, "tasks.complete")).toMatchObject({ outcome: "Nobody there" }));
  unmount();

  renderStory({ path: "/home", fake: { lateVisit: true, settings: { home_parts: ["tasks"] } } });
  const alone = await part("Today");
  expect(await alone.findByRole("link", { name: "Look in at the branch" })).toBeVisible();
  expect(alone.getAllByRole("listitem")).toHaveLength(5);
});

test("a day without visits says how there is one", async () => {
  renderStory({ path: "/home", fake: { contacts: 3, settings: { start_from: null } } });
  expect(await (await part("Today’s visits")).findByText(/Where you start from is not set/)).toBeVisible();
});

test("the home page is printed as today's sheet, which goes with the next key", async () => {
  const print = vi.spyOn(window, "print").mockImplementation(() => undefined);
  const { user } = renderStory("home/HomeShow/late");
  await part("Today’s visits");
  await user.keyboard("{Control>}p{/Control}");
  await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
  const sheet = document.querySelector<HTMLElement>(".paper")!;
  for (const said of [
    "Show the new samples",
    "Münsterplatz 4, 53111 Bonn, Germany",
    "Send the revised offer",
  ])
    expect(sheet).toHaveTextContent(said);
  const route = within(sheet).getByRole("region", { name: "Today’s visits", hidden: true });
  expect(route).toHaveTextContent(/5\s*Look in at the branch · Overdue: \D*\d/);
  await user.keyboard("{Escape}");
  expect(document.querySelector(".paper")).toBeNull();
  print.mockRestore();
});

// covers(ROLE-11)
test("where a day starts is said in the settings, and told whether it is known", async () => {
  const { user, client } = renderStory("settings/SettingsShow/full");
  const box = await screen.findByRole("textbox", { name: "I start from" });
  await user.type(box, "Atlantis");
  expect(await screen.findByText(/No place of that name is known/)).toBeVisible();
  await user.clear(box);
  await user.type(box, "50667 Köln");
  expect(await screen.findByText("The postcode’s middle, Germany")).toBeVisible();
  await user.tab();
  await waitFor(() =>
    expect(lastCall(client, "settings.patch")).toEqual({ patch: { start_from: "50667 Köln" } }),
  );
  await user.selectOptions(screen.getByRole("combobox", { name: "Places open in" }), "apple");
  expect(lastCall(client, "settings.patch")).toEqual({ patch: { map_app: "apple" } });
});
