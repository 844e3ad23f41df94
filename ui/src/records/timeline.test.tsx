import { expect, test, vi } from "vitest";
import type { FakeClient } from "@/client/fake";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import { isUnsaved } from "./draft";

// covers(AUD-4, AUD-5)
test("the feed tells of changes, between two days and about one person", async () => {
  const { user, client } = renderStory({ path: "/activity?view=feed" });
  await user.click(await screen.findByRole("button", { name: "Everything that happened" }));
  await user.click(await screen.findByRole("button", { name: "Changes" }));
  await waitFor(() =>
    expect(lastCall(client, "activity.feed")).toMatchObject({ only: ["change", "import"] }),
  );
  await user.click(screen.getByRole("button", { name: "Days and more" }));
  await user.type(screen.getByLabelText("From"), "2026-09-01");
  await user.type(screen.getByLabelText("Until"), "2026-09-10");
  await waitFor(() =>
    expect(lastCall(client, "activity.feed")).toMatchObject({
      since_ms: new Date(2026, 8, 1).getTime(),
      until_ms: new Date(2026, 8, 11).getTime(),
    }),
  );
  await user.type(screen.getByRole("combobox", { name: "About whom" }), "Grace");
  await user.click((await screen.findAllByRole("option", { name: /Grace/ }))[0]!);
  await waitFor(() =>
    expect(lastCall(client, "contacts.timeline")).toMatchObject({ only: ["change", "import"] }),
  );
});

// covers(AUD-5, AUD-6)
test("a timeline shows the changes of one field, and pins whatever stands in it", async () => {
  const { user, client } = renderStory({ path: `/contacts/${idOf("contact", 0)}` });
  await user.click(await screen.findByRole("button", { name: "Days and more" }));
  await user.selectOptions(screen.getByLabelText("Changed field"), "E-mail");
  await waitFor(() => expect(lastCall(client, "contacts.timeline")).toMatchObject({ field: "emails" }));
  await user.click(screen.getByRole("button", { name: "Without these" }));
  expect(screen.queryByLabelText("Changed field")).toBeNull();
  const pin = (await screen.findAllByRole("button", { name: "Pin to the top" }))[0]!;
  await user.click(pin);
  await user.click((await screen.findAllByRole("button", { name: "Unpin" }))[0]!);
  expect(screen.getByRole("button", { name: "Days and more" })).toBeVisible();
});

// covers(AUD-5, AUD-6)
test("a change is pinned to the top too, and back to its day", async () => {
  const id = idOf("contact", 0);
  const { user, client } = renderStory({ path: `/contacts/${id}` });
  await user.click(await screen.findByRole("button", { name: "Changes" }));
  await user.click((await screen.findAllByRole("button", { name: "Pin to the top" }))[0]!);
  await waitFor(() =>
    expect(lastCall(client, "records.pin")).toMatchObject({ kind: "contact", id, pinned: true }),
  );
  expect(await screen.findByRole("heading", { name: "Pinned" })).toBeVisible();
  await user.click(await screen.findByRole("button", { name: "Unpin" }));
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Pinned" })).toBeNull());
});

// covers(AUD-5)
test.each(["tasks/TaskShow/full", "communications/CommunicationShow/full"])(
  "%s is pinned on its own page and by the palette, and back to its day",
  async (story) => {
    const { user, client } = renderStory(story);
    const plural = story.startsWith("tasks") ? "tasks" : "communications";
    await user.click(await screen.findByRole("button", { name: "Pin to the top" }));
    await waitFor(() =>
      expect(lastCall(client, `${plural}.patch`)).toMatchObject({ patch: { pinned: true } }),
    );
    expect(await screen.findByRole("button", { name: "Unpin" })).toHaveFocus();
    await user.keyboard("{Control>}k{/Control}");
    await user.click(await screen.findByRole("option", { name: /^Unpin/ }));
    await waitFor(() =>
      expect(lastCall(client, `${plural}.patch`)).toMatchObject({ patch: { pinned: false } }),
    );
    expect(await screen.findByRole("button", { name: "Pin to the top" })).toBeVisible();
  },
);

// covers(UX-3)
test("the tabs of a page run from right to left where the language does, by their keys too", async () => {
  const { user } = renderStory("contacts/ContactShow/rtl");
  const tabs = await screen.findAllByRole("tab");
  expect(tabs[0]!.closest("[dir]")).toHaveAttribute("dir", "rtl");
  tabs[0]!.focus();
  await user.keyboard("{ArrowLeft}");
  await waitFor(() => expect(tabs[1]).toHaveFocus());
});

/** Lets a command wait until it is told to go on. */
function slowly(client: FakeClient, name: string): () => void {
  const call = client.call.bind(client);
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  vi.spyOn(client, "call").mockImplementation(async (command, input) => {
    if (command === name) await gate;
    return call(command, input);
  });
  return go;
}

const notesOf = ({ calls }: FakeClient) => calls.filter(({ name }) => name === "notes.create").length;

// covers(CON-13)
test("a held key writes a note once, and what is typed behind it meanwhile stays", async () => {
  const { user, client } = renderStory({ path: `/contacts/${idOf("contact", 0)}` });
  const box = await screen.findByLabelText("Write a note");
  const go = slowly(client, "notes.create");
  await user.type(box, "Wants two");
  await user.keyboard("{Control>}{Enter}{Enter}{/Control}");
  await user.type(box, " Call again");
  go();
  await waitFor(() => expect(box).toHaveValue("Call again"));
  expect(notesOf(client)).toBe(1);
  expect(lastCall(client, "notes.create")).toMatchObject({ body: "Wants two" });
  await user.clear(box);
});

// covers(CON-13)
test("who has gone elsewhere before a note is written finds it written, and the box empty", async () => {
  const path = `/contacts/${idOf("contact", 0)}`;
  const { user, client, unmount } = renderStory({ path });
  const go = slowly(client, "notes.create");
  await user.type(await screen.findByLabelText("Write a note"), "Gone at once");
  await user.keyboard("{Control>}{Enter}{/Control}");
  unmount();
  go();
  await waitFor(() => expect(isUnsaved()).toBe(false));
  expect(notesOf(client)).toBe(1);
  renderStory({ path });
  expect(await screen.findByLabelText("Write a note")).toHaveValue("");
});

// covers(CON-13)
test("a note that is set right is saved by the keys that saved it first", async () => {
  const { user, client } = renderStory({ path: `/contacts/${idOf("contact", 0)}` });
  await user.click((await screen.findAllByRole("button", { name: "Note menu" }))[0]!);
  await user.click(await screen.findByRole("menuitem", { name: "Edit" }));
  const box = await screen.findByLabelText("Edit the note");
  await user.clear(box);
  await user.type(box, "Better words");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(lastCall(client, "notes.patch")).toMatchObject({ patch: { body: "Better words" } }),
  );
  await waitFor(() => expect(screen.queryByLabelText("Edit the note")).toBeNull());
});
