import { expect, test } from "vitest";
import { FakeClient } from "./fake";

test("the fake lists people in order, at any position", async () => {
  const client = new FakeClient({ contacts: 240 });
  const first = await client.call("contacts.list", { limit: 3 });
  expect(first.total).toBe(240);
  expect(first.rows).toHaveLength(3);
  const many = new FakeClient({ contacts: 1_000_000 });
  const far = await many.call("contacts.list", { position: 999_998, limit: 10 });
  expect(far.total).toBe(1_000_000);
  expect(far.rows).toHaveLength(2);
});

test("a change can be taken back and done again", async () => {
  const client = new FakeClient();
  const ada = (await client.call("contacts.list", { limit: 1 })).rows[0]!;
  await client.call("contacts.patch", { id: ada.id, patch: { given: "Augusta" } });
  const undone = await client.call("changes.undo", {});
  expect(undone.label).toContain("Changed");
  expect((await client.call("contacts.get", { id: ada.id })).given).not.toBe("Augusta");
  await client.call("changes.redo", {});
  expect((await client.call("contacts.get", { id: ada.id })).given).toBe("Augusta");
});
