import { beforeEach, expect, test, vi } from "vitest";
import { tauriClient } from "./tauri";

const invoke = vi.hoisted(() => vi.fn());
vi.mock("@tauri-apps/api/core", () => ({ invoke, isTauri: () => true, convertFileSrc: (id: string) => id }));
vi.mock("@tauri-apps/api/event", () => ({ listen: () => Promise.resolve() }));

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
