import { expect, test, vi } from "vitest";
import { useAct } from "@/client";
import { renderStory, screen, waitFor } from "@/test/render";
import { UndoProvider, useUndo } from "./undo";

function Both() {
  const rename = useAct("contacts.patch");
  const undo = useUndo();
  return (
    <>
      <button type="button" onClick={() => rename.mutate({ id: "one", patch: { given: "Ada" } })}>
        Rename
      </button>
      <button type="button" onClick={() => void undo.last()}>
        Undo
      </button>
    </>
  );
}

test("what is taken back is what was done last, even while it is being written", async () => {
  const { user, client } = renderStory({
    parts: () => (
      <UndoProvider>
        <Both />
      </UndoProvider>
    ),
  });
  const order: string[] = [];
  let write: () => void = () => undefined;
  vi.spyOn(client, "call").mockImplementation(async (name: string) => {
    if (!name.startsWith("settings.")) order.push(name);
    if (name === "contacts.patch") await new Promise<void>((resolve) => (write = resolve));
    if (name === "contacts.patch") order.push("written");
    return { label: "Rename", restored: 1, kept: [] };
  });
  await user.click(await screen.findByRole("button", { name: "Rename" }));
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(order).toEqual(["contacts.patch"]);
  write();
  await waitFor(() => expect(order).toEqual(["contacts.patch", "written", "changes.undo"]));
});
