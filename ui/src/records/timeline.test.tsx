import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

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
