import { act, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ClientProvider, newQueryClient, useRead } from "./context";
import type { SatchelEvent } from "./commands";
import type { Client } from "./transport";

/** A program whose answers come when the test says so. */
function program() {
  const answers: ((state: string, as_of?: number) => void)[] = [];
  let listener: (event: SatchelEvent) => void = () => undefined;
  const client = {
    call: () => new Promise((resolve) => answers.push((state, as_of) => resolve({ state, as_of }))),
    subscribe: (wanted: typeof listener) => {
      listener = wanted;
      return () => undefined;
    },
  } as unknown as Client;
  return { client, answers, tell: (event: SatchelEvent) => listener(event) };
}

function Shown() {
  return <p>{useRead("imports.get", { id: "1" }).data?.state ?? "nothing"}</p>;
}

const job: SatchelEvent = { type: "job", job: "1", kind: "import", state: "done" } as never;

test("a change told while the first answer is on its way is not missed", async () => {
  const { client, answers, tell } = program();
  render(
    <ClientProvider client={client} queries={newQueryClient()}>
      <Shown />
    </ClientProvider>,
  );
  expect(answers).toHaveLength(1);
  act(() => tell(job));
  await act(async () => {
    answers[0]?.("staging");
    await Promise.resolve();
  });
  await screen.findByText("staging");
  await act(() => expect.poll(() => answers.length).toBe(2));
  await act(async () => {
    answers[1]?.("done");
    await Promise.resolve();
  });
  await screen.findByText("done");
});

test("nothing is asked twice for no reason", async () => {
  const { client, answers, tell } = program();
  render(
    <ClientProvider client={client} queries={newQueryClient()}>
      <Shown />
    </ClientProvider>,
  );
  await act(async () => {
    answers[0]?.("staging");
    await Promise.resolve();
  });
  await screen.findByText("staging");
  act(() => tell(job));
  await act(() => expect.poll(() => answers.length).toBe(2));
  await act(async () => {
    answers[1]?.("done");
    await Promise.resolve();
  });
  await screen.findByText("done");
  expect(answers).toHaveLength(2);
});

// covers(SRCH-1)
test("an answer from before the index caught up is asked for again, a newer one is not", async () => {
  const { client, answers, tell } = program();
  render(
    <ClientProvider client={client} queries={newQueryClient()}>
      <Shown />
    </ClientProvider>,
  );
  await act(async () => {
    answers[0]?.("half of them", 40);
    await Promise.resolve();
  });
  await screen.findByText("half of them");
  act(() => tell({ type: "index", seq: 90 }));
  await act(() => expect.poll(() => answers.length).toBe(2));
  await act(async () => {
    answers[1]?.("all of them", 90);
    await Promise.resolve();
  });
  await screen.findByText("all of them");
  act(() => tell({ type: "index", seq: 90 }));
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(answers).toHaveLength(2);
});
