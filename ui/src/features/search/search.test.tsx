import { expect, test } from "vitest";
import type { FakeClient } from "@/client/fake";
import { NOTES } from "@/client/fakePeople";
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

/** Searches are answered when it is said so. */
function slow(client: FakeClient): () => void {
  let answer: () => void = () => undefined;
  const said = new Promise<void>((resolve) => (answer = resolve));
  const call = client.call.bind(client);
  client.call = async (name, input) => {
    if (name === "search.query") await said;
    return call(name, input);
  };
  return answer;
}

// covers(SRCH-8)
test("Enter opens what was typed last, however late its answer comes", async () => {
  const { user, client } = renderStory("search/SearchList/start");
  const box = await screen.findByRole("searchbox");
  await user.type(box, "mor");
  await screen.findByRole("heading", { name: "Companies" });
  const answer = slow(client);
  await user.clear(box);
  await user.type(box, "kierk{Enter}");
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Search");
  answer();
  await screen.findByRole("heading", { level: 1, name: /Kierkegård/ });
});

// covers(SRCH-8, UX-12)
test("Enter in the palette does nothing with what stands there of an earlier word", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("{Control>}k{/Control}");
  const box = await screen.findByPlaceholderText(/Find anybody/);
  await user.click(box);
  await user.paste("kierk");
  await screen.findAllByRole("option", { name: /Kierkegård/ });
  const answer = slow(client);
  await user.clear(box);
  await user.paste("Lock the vault");
  await user.keyboard("{Enter}");
  expect(box).toBeVisible();
  expect(lastCall(client, "vault.lock")).toBeUndefined();
  answer();
  await waitFor(() => expect(lastCall(client, "vault.lock")).toBeDefined());
  expect(lastCall(client, "search.opened")).toBeUndefined();
});

// covers(SRCH-8, UX-12)
test("an Enter that waits is forgotten when something else is typed", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("{Control>}k{/Control}");
  const box = await screen.findByPlaceholderText(/Find anybody/);
  const answer = slow(client);
  await user.click(box);
  await user.paste("Lock the vault");
  await user.keyboard("{Enter}");
  await user.clear(box);
  await user.paste("kierk");
  answer();
  await screen.findAllByRole("option", { name: /Kierkegård/ });
  expect(lastCall(client, "vault.lock")).toBeUndefined();
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

// covers(SRCH-8)
test("what was found is listed page by page to its end", async () => {
  const { user, client } = renderStory("search/SearchList/start");
  await user.type(await screen.findByRole("searchbox"), "a");
  const rows = () => document.querySelectorAll("main ul > li").length;
  await waitFor(() => expect(rows()).toBe(50));
  await user.click(await screen.findByRole("button", { name: "Show more" }));
  await waitFor(() => expect(rows()).toBe(100));
  expect(lastCall(client, "search.query")).toEqual({ text: "a", limit: 50, offset: 50 });
  for (let more = screen.queryByRole("button", { name: "Show more" }); more;) {
    const before = rows();
    await user.click(more);
    await waitFor(() => expect(rows()).toBeGreaterThan(before));
    more = screen.queryByRole("button", { name: "Show more" });
  }
  expect(screen.getByText(`${rows()} results`)).toBeInTheDocument();
});

// covers(SRCH-2)
test("a condition that means nothing says what would, and conditions are offered with how many they find", async () => {
  const { user } = renderStory("search/SearchList/notUnderstood");
  expect(await screen.findByText(/“due:sometime” names no day/)).toHaveTextContent("due:this-week");
  const offered = await screen.findByRole("group", { name: "Go on with" });
  expect(offered).toHaveTextContent("due:today3");
  const prefix = screen.getByRole("button", { name: "due:" });
  expect(prefix, "nothing is counted of a prefix alone").toHaveTextContent(/^due:$/);
  await user.click(prefix);
  expect(screen.getByRole("searchbox")).toHaveValue("due:");
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

// covers(SRCH-8)
test("a note that was found opens the record it is about, with the note in view", async () => {
  const { user, client } = renderStory("search/SearchList/start");
  await user.type(await screen.findByRole("searchbox"), "Hanover fair");
  await user.click(await screen.findByRole("button", { name: /Hanover fair/ }));
  await screen.findByRole("heading", { level: 1, name: "Ada Lovelace" });
  const opened = client.calls.filter(({ name }) => name === "search.opened").map(({ input }) => input);
  expect(opened).toContainEqual(expect.objectContaining({ kind: "note" }));
  const note = (await screen.findByText(/Met at the Hanover fair/)).closest("article");
  await waitFor(() => expect(note).toHaveFocus());
  expect(NOTES[0]!.body).toContain("Hanover");
});

// covers(SRCH-8, UX-12)
test("the palette offers what can be done here, finds commands by other words, and puts the last one first", async () => {
  const { user, client } = renderStory("contacts/ContactShow/full");
  await screen.findByRole("heading", { level: 1 });
  const typed = async (text: string) => {
    (document.activeElement as HTMLElement | null)?.blur();
    await user.keyboard("{Control>}k{/Control}");
    const box = await screen.findByPlaceholderText(/Find anybody/);
    await user.click(box);
    await user.paste(text);
  };
  await typed("telephone");
  await screen.findByRole("option", { name: /^Call / });
  await user.keyboard("{Escape}");
  await typed("excel csv");
  await user.click(await screen.findByRole("option", { name: "Export everything as CSV (spreadsheet)" }));
  await waitFor(() => expect(lastCall(client, "exports.run")).toEqual({ format: "csv" }));
  await typed("write a note");
  expect(await screen.findByRole("option", { name: /Write a note/ })).toBeInTheDocument();
  await user.keyboard("{Escape}");
  await user.keyboard("{Control>}k{/Control}");
  await screen.findByPlaceholderText(/Find anybody/);
  const commands = screen.getByText("Commands").closest("[cmdk-group]")!;
  expect(commands.querySelector("[role=option]")).toHaveTextContent("Export everything as CSV");
  await user.keyboard("{Escape}");
  await typed("edit");
  await user.click(await screen.findByRole("option", { name: /^Edit/ }));
  await waitFor(() => expect(document.querySelector("form")).not.toBeNull());
}, 60_000);

// covers(UX-12)
test.each([
  ["night", "Use the dark theme"],
  ["accessible contrast", ""],
  ["deutsch", "Speak German"],
  ["shortcuts", "Show all keys"],
  ["demo", "Open sample data"],
  ["integrity", "Check the vault"],
  ["reindex", "Rebuild the search index"],
  ["log out", "Lock the vault"],
  ["trash", "Go to Trash"],
])("the palette knows %s", async (text, name) => {
  const { user } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("{Control>}k{/Control}");
  await user.click(await screen.findByPlaceholderText(/Find anybody/));
  await user.paste(text);
  if (name) await screen.findByRole("option", { name: new RegExp(`^${name}`) });
  else await screen.findByText("Nothing matches.");
});

// covers(SRCH-8)
test("the first line of the palette is the one that Enter opens", async () => {
  const { user } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("{Control>}k{/Control}");
  await screen.findByPlaceholderText(/Find anybody/);
  await waitFor(() => expect(screen.getAllByRole("option")[0]).toHaveAttribute("aria-selected", "true"));
  await user.keyboard("{ArrowDown}");
  await waitFor(() => expect(screen.getAllByRole("option")[1]).toHaveAttribute("aria-selected", "true"));
});

// covers(SRCH-8, UX-12)
test("the palette exports and tags what is selected", async () => {
  const { user, client } = renderStory("contacts/ContactList/full");
  await screen.findByText("Ada Bensalem");
  await user.keyboard("xjx{Control>}k{/Control}");
  await user.click(await screen.findByPlaceholderText(/Find anybody/));
  await user.paste("selection json");
  await user.click(await screen.findByRole("option", { name: /^Export the selection as JSON/ }));
  await waitFor(() => expect(lastCall(client, "exports.run")).toMatchObject({ format: "json" }));
  expect((lastCall(client, "exports.run") as { ids: string[] }).ids).toHaveLength(2);
});
