import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

const bar = () => screen.findByRole("group", { name: "Views" });

// covers(SRCH-7, SRCH-8)
test("a watched view says how many came in, and who, until that is seen", async () => {
  const { user, client } = renderStory("views/ViewShow/full");
  const pinned = await screen.findByRole("region", { name: "Pinned views" });
  await within(pinned).findByRole("link", { name: /Important people\s+2 new/ });
  await user.click(await within(await bar()).findByRole("button", { name: "2 new" }));
  const dialog = await screen.findByRole("dialog", { name: "What came and went: Important people" });
  await within(dialog).findByRole("link", { name: contact(1).display_name });
  expect(within(dialog).getAllByText("New")).toHaveLength(3);
  expect(within(dialog).getAllByText(/^entered/)).toHaveLength(3);
  expect(within(dialog).getAllByText(/^left/)).toHaveLength(2);
  await waitFor(() => expect(lastCall(client, "watches.seen")).toBeTruthy());
  await user.keyboard("{Escape}");
  await within(await bar()).findByRole("button", { name: "Watched" });
  await within(pinned).findByRole("link", { name: "Important people" });
});

// covers(SRCH-7)
test("a view is watched and left alone from its menu", async () => {
  const { user, client } = renderStory("views/ViewShow/cards");
  await user.click(within(await bar()).getByRole("button", { expanded: false }));
  await user.click(await screen.findByRole("menuitem", { name: "Watch this view" }));
  await screen.findByText("You are told who enters and leaves “Without an e-mail address”");
  expect(lastCall(client, "views.patch")).toMatchObject({ patch: { watched: true } });
  await user.click(await within(await bar()).findByRole("button", { name: "Watched" }));
  await screen.findByText("Nothing came or went yet");
});
