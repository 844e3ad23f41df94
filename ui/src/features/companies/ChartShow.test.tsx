import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import { renderStory, screen, waitFor } from "@/test/render";

const items = () => screen.getAllByRole("treeitem");
const level = (item: Element | null) => Number(item?.getAttribute("aria-level"));

// covers(CON-19)
test("the chart is a tree: arrows walk and fold it, letters find a name, Enter opens the person", async () => {
  const { user } = renderStory("companies/ChartShow/full");
  await screen.findByRole("tree", { name: "Org chart of Northwind Traders" });
  expect(items().filter((item) => item.tabIndex === 0)).toHaveLength(1);
  const top = items()[0]!;
  expect(top).toHaveAttribute("aria-expanded", "true");
  top.focus();
  await user.keyboard("{ArrowRight}");
  expect(level(document.activeElement)).toBe(2);
  // First the line below is folded, if it has any; then back up.
  while (document.activeElement !== top) await user.keyboard("{ArrowLeft}");
  await user.keyboard("{ArrowLeft}");
  await waitFor(() => expect(top).toHaveAttribute("aria-expanded", "false"));
  expect(items()).toHaveLength(1);
  await user.keyboard("{ArrowRight}");
  await waitFor(() => expect(items().length).toBeGreaterThan(3));
  await user.keyboard("{End}");
  expect(items().at(-1)).toHaveFocus();
  const wanted = items()[2]!;
  const name = wanted.querySelector("bdi")?.textContent ?? "";
  await user.keyboard("{Home}");
  await user.keyboard(name.slice(0, 4).toLowerCase());
  expect(document.activeElement).toHaveTextContent(new RegExp(`^.{0,3}${name.slice(0, 4)}`));
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("region", { name: "Facts" })).toBeInTheDocument();
});

// covers(CON-19)
test("the same is a list of links, and of the companies that belong to it", async () => {
  const { user } = renderStory("companies/ChartShow/full");
  const look = await screen.findByRole("combobox", { name: "How it is shown" });
  const drawn = items().length;
  await user.selectOptions(look, "list");
  await waitFor(() => expect(screen.queryByRole("tree")).toBeNull());
  const links = screen
    .getAllByRole("link")
    .filter((link) => /^\/contacts\/.{36}$/.test(link.getAttribute("href") ?? ""));
  expect(links.length).toBeGreaterThanOrEqual(drawn);
  await user.selectOptions(screen.getByRole("combobox", { name: "What is shown" }), "companies");
  expect(await screen.findByRole("link", { name: "Bluebird Analytics" })).toHaveAttribute(
    "href",
    `/companies/${idOf("company", 4)}`,
  );
});

// covers(CON-19)
test("what is drawn is kept as a picture of its own", async () => {
  const { user, client } = renderStory("companies/ChartShow/full");
  await user.click(await screen.findByRole("button", { name: "Save as a picture" }));
  await waitFor(() => expect(client.saved).toHaveLength(1));
  const { name, text } = client.saved[0]!;
  expect(name).toBe("Northwind Traders org chart.svg");
  const svg = new DOMParser().parseFromString(text, "image/svg+xml");
  expect(svg.querySelector("parsererror")).toBeNull();
  expect(svg.querySelectorAll("g > rect")).toHaveLength(items().length);
});
