import { expect, test, vi } from "vitest";
import { askAhead, rememberFirst, rememberPlace, startPath } from "./ahead";
import type { Client } from "./transport";

const list = {
  name: "contacts.list",
  input: { query: {}, position: 0, limit: 100, fields: ["tags"] },
} as const;

function asking(answers: Record<string, unknown> = {}) {
  const call = vi.fn((name: string) =>
    name in answers ? Promise.resolve(answers[name]) : Promise.reject(new Error("locked")),
  );
  return { call, client: { call } as unknown as Client };
}

/** A storage of its own. */
const empty = (): Storage => {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => held.set(key, value),
  } as unknown as Storage;
};

test("what every start needs is asked at once, and a refusal is nobody's trouble", async () => {
  const { call, client } = asking({ "vault.status": { state: "locked" } });
  const asked = askAhead(client, "", empty());
  expect(call.mock.calls.map(([name]) => name)).toEqual(["vault.status", "settings.get", "catalogue.get"]);
  expect(await Promise.all(asked.map(({ answer }) => answer))).toEqual([
    { state: "locked" },
    undefined,
    undefined,
  ]);
});

test.each([
  ["", true],
  ["#/", true],
  ["#/contacts", true],
  ["#/companies", false],
  ["#/contacts?trashed=true", false],
  ["#/contacts/new", false],
])("the first list of contacts is asked for at %j: %s", (hash, expected) => {
  const store = empty();
  rememberFirst("/contacts", list, store);
  const names = askAhead(asking().client, hash, store).map(({ name }) => name);
  expect(names.includes("contacts.list")).toBe(expected);
});

test("what was left by somebody else is not asked", () => {
  for (const left of [
    "{",
    "[]",
    "null",
    '{"/contacts":{"name":"vault.lock"}}',
    '{"/contacts":"contacts.list"}',
  ]) {
    const store = empty();
    store.setItem("satchel-start", left);
    expect(askAhead(asking().client, "#/contacts", store)).toHaveLength(3);
    rememberFirst("/contacts", list, store);
    expect(askAhead(asking().client, "#/contacts", store).at(-1)).toMatchObject(list);
  }
});

test("the app begins where the seller chose, and what is not known begins as usual", () => {
  const store = empty();
  const chosen = (start: unknown) => {
    store.setItem("satchel-look", JSON.stringify({ start }));
    return startPath(store);
  };
  expect(startPath(empty())).toBe("/contacts");
  expect(chosen("home")).toBe("/home");
  expect(chosen("last")).toBe("/contacts");
  rememberPlace("/deals/forecast", store);
  expect(chosen("last")).toBe("/deals/forecast");
  rememberPlace("//elsewhere.example", store);
  expect([chosen("0192f0c4-0000-7000-8000-00000000beef"), chosen("?"), chosen(4)]).toEqual([
    "/views/0192f0c4-0000-7000-8000-00000000beef",
    "/contacts",
    "/contacts",
  ]);
});
