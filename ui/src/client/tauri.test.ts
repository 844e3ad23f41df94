import { beforeEach, expect, test, vi } from "vitest";
import { tauriClient } from "./tauri";

const invoke = vi.hoisted(() => vi.fn());
const listen = vi.hoisted(() =>
  vi.fn((_: string, __: (event: { payload: unknown }) => void): Promise<void> => Promise.resolve()),
);
vi.mock("@tauri-apps/api/core", () => ({ invoke, isTauri: () => true, convertFileSrc: (id: string) => id }));
vi.mock("@tauri-apps/api/event", () => ({ listen }));

const answer = (value: unknown) => invoke.mockResolvedValueOnce(value);
beforeEach(() => invoke.mockReset());

test("a photo is picked among pictures, an import among what it reads", async () => {
  const client = tauriClient();
  answer({ files: [] });
  await client.pick!(["png", "jpg"]);
  expect(invoke).toHaveBeenLastCalledWith("call", {
    name: "shell.pick",
    input: { extensions: ["png", "jpg"] },
  });
  answer({ files: [] });
  await client.pick!();
  expect(invoke).toHaveBeenLastCalledWith("call", { name: "shell.pick", input: {} });
});

test("a text the page made is saved by the system's own dialog", async () => {
  answer({ saved: true });
  await expect(tauriClient().saveText("code.txt", "K7QF")).resolves.toBe(true);
  expect(invoke).toHaveBeenLastCalledWith("call", {
    name: "shell.save",
    input: { text: "K7QF", name: "code.txt" },
  });
});

test("nothing is asked before the channel of events stands", async () => {
  let stand = () => {};
  listen.mockReturnValueOnce(new Promise<void>((resolve) => (stand = resolve)));
  const client = tauriClient();
  answer({ state: "open" });
  const status = client.call("vault.status", {});
  await Promise.resolve();
  expect(invoke).not.toHaveBeenCalled();
  stand();
  await expect(status).resolves.toEqual({ state: "open" });
});

test("what changes before anybody listens is told to all who come to listen, and files come after it", async () => {
  vi.useFakeTimers();
  try {
    const client = tauriClient();
    const send = listen.mock.lastCall![1];
    const change = { type: "change", from_seq: 1, to_seq: 2, kinds: [], ids: null };
    send({ payload: change });
    answer({ files: [{ file: "f", name: "a.vcf", size: 1 }] });
    const heard: string[] = [];
    client.subscribe((event) => heard.push(`first ${event.type}`));
    client.subscribe((event) => heard.push(`second ${event.type}`));
    await vi.runAllTimersAsync();
    expect(heard).toEqual(["first change", "second change", "first files", "second files"]);
    send({ payload: change });
    expect(heard.slice(4)).toEqual(["first change", "second change"]);
  } finally {
    vi.useRealTimers();
  }
});
