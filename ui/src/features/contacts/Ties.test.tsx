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
