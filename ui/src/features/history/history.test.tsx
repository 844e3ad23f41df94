import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";

test("every change is listed and can be taken back", async () => {
  const { user, client } = renderStory("history/HistoryList/full");
  await user.click(await screen.findByRole("button", { name: "Undo: Imported google.csv" }));
  await waitFor(() => expect(lastCall(client, "changes.undo")).toEqual({ change_set: idOf("set", 0) }));
  await screen.findByText("taken back");
});

test("what was deleted is brought back by one button", async () => {
  const { user, client } = renderStory("history/TrashList/full");
  const restore = (await screen.findAllByRole("button", { name: /^Restore / }))[0]!;
  const name = restore.getAttribute("aria-label")!.replace("Restore ", "");
  await user.click(restore);
  await screen.findByText(`${name} is back`);
  expect(lastCall(client, "contacts.restore")).toBeDefined();
});
