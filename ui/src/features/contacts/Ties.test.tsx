import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import { renderStory, screen } from "@/test/render";

// covers(CON-13, CON-17)
test("whom somebody is tied to stands around them, each once with all that ties them, and as a list", async () => {
  window.innerWidth = 1280;
  const { user } = renderStory({ path: `/contacts/${idOf("contact", 5)}` });
  await user.click(await screen.findByRole("tab", { name: "Connections" }));
  const drawn = within(await screen.findByRole("list", { name: /^Connections of/ }));
  const links = drawn.getAllByRole("link").map((link) => link.getAttribute("href"));
  expect(new Set(links).size).toBe(links.length);
  expect(links).toContain(`/deals/${idOf("deal", 5)}`);
  expect(drawn.getByText("Deal: Decision maker")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "As a list" }));
  expect(screen.queryByRole("list", { name: /^Connections of/ })).toBeNull();
  for (const href of links)
    expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toContain(href);
});

// covers(CON-13)
test("a step further is opened by the keyboard, drawn below and within the list, without the way back", async () => {
  window.innerWidth = 1280;
  const { user, client } = renderStory("contacts/ContactShow/tiesFurther");
  const opened = await screen.findByRole("button", { name: /^Connections of/, expanded: true });
  const name = opened.getAttribute("aria-label") ?? "";
  const further = within(await screen.findByRole("region", { name }));
  const here = `/contacts/${idOf("contact", 5)}`;
  const hrefs = () => further.queryAllByRole("link").map((link) => link.getAttribute("href"));
  expect(hrefs().length).toBeGreaterThan(0);
  expect(hrefs(), "the way back is no news").not.toContain(here);
  opened.focus();
  await user.keyboard("{Enter}");
  expect(screen.queryByRole("region", { name })).toBeNull();
  expect(screen.getByRole("button", { name, expanded: false })).toHaveFocus();

  await user.click(screen.getByRole("button", { name: "As a list" }));
  const buttons = screen.getAllByRole("button", { name: /^Connections of/, expanded: false });
  for (const button of buttons.slice(0, 2)) await user.click(button);
  expect(screen.getAllByRole("button", { name: /^Connections of/, expanded: true })).toHaveLength(2);
  const asked = client.calls.filter((call) => call.name === "contacts.ties");
  expect(new Set(asked.map(({ input }) => JSON.stringify(input))).size, "each is asked once").toBe(
    asked.length,
  );
});
