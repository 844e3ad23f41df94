import { expect, test } from "vitest";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

// covers(SRCH-8)
test("three letters find people and companies, grouped, with what matched marked", async () => {
  const { user } = renderStory("search/SearchList/start");
  await user.type(await screen.findByRole("searchbox"), "mor");
  await screen.findByRole("heading", { name: "People" });
  await screen.findByRole("heading", { name: "Companies" });
  expect(document.querySelectorAll("mark").length).toBeGreaterThan(3);
  expect(document.querySelector("mark")).toHaveTextContent(/^mor$/i);
});

// covers(SRCH-8)
test("arrows choose, Enter opens", async () => {
  const { user } = renderStory("search/SearchList/full");
  await screen.findByRole("heading", { name: "People" });
  const second = document.querySelectorAll("main ul a")[1]!.querySelector("bdi")!.textContent;
  await user.keyboard("{ArrowDown}{Enter}");
  await screen.findByRole("heading", { level: 1, name: second });
});

test("words in the address that did not come from the box are searched for", async () => {
  const { user } = renderStory("search/SearchList/full");
  await screen.findByRole("heading", { name: "People" });
  const box = screen.getByRole("searchbox");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByPlaceholderText(/Find anybody/), "an");
  await user.click(await screen.findByRole("option", { name: /All results for/ }));
  await waitFor(() => expect(box).toHaveValue("an"));
  await user.type(box, " b");
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(box).toHaveValue("an b");
});

test("nothing found says what to try", async () => {
  renderStory("search/SearchList/noResults");
  await screen.findByText("Nothing found for “xyzzy”");
});

// covers(SRCH-8, UX-12)
test("the palette finds people and runs commands", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("{Control>}k{/Control}");
  const box = await screen.findByPlaceholderText(/Find anybody/);
  await user.type(box, "dark");
  await user.click(await screen.findByRole("option", { name: /Use the dark theme/ }));
  await waitFor(() => expect(lastCall(client, "settings.patch")).toEqual({ patch: { theme: "dark" } }));
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByPlaceholderText(/Find anybody/), "kierk");
  const hit = (await screen.findAllByRole("option", { name: /Kierkegård/ }))[0]!;
  await user.click(hit);
  await screen.findByRole("heading", { level: 1, name: /Kierkegård/ });
});
