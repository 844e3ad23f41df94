import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { useActAtOnce, useReadAtOnce, type AtOnce } from "./atOnce";
import type { Settings } from "./commands";
import { ClientProvider, newQueryClient } from "./context";
import { Failure, type Client } from "./transport";

const SETTINGS: AtOnce<"settings.get", "settings.patch"> = {
  read: "settings.get",
  input: {},
  act: "settings.patch",
  shown: (settings, { patch }) => ({ ...settings, ...patch }),
};

/** A program whose answers come when the test says so: the first that is waited for of a command. */
function program() {
  const asked: { name: string; input: unknown; end: (said: Partial<Settings> | Failure) => void }[] = [];
  const client = {
    call: (name: string, input: unknown) =>
      new Promise((resolve, reject) =>
        asked.push({
          name,
          input,
          end: (said) => (said instanceof Failure ? reject(said) : resolve(said)),
        }),
      ),
    subscribe: () => () => undefined,
  } as unknown as Client;
  const waiting = (name: string) => asked.filter((one) => one.name === name);
  const answer = (name: string, said: Partial<Settings> | Failure) =>
    act(async () => {
      const one = asked.find((other) => other.name === name);
      if (!one) throw new Error(`Nobody asked for ${name}.`);
      asked.splice(asked.indexOf(one), 1);
      one.end(said);
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
  return { client, waiting, answer };
}

function Look({ refused }: { refused: (failure: Failure) => void }) {
  const settings = useReadAtOnce(SETTINGS).data;
  const patch = useActAtOnce(SETTINGS, refused);
  return (
    <>
      <p>{settings ? `${settings.theme} ${settings.language}` : "nothing"}</p>
      <button onClick={() => patch({ patch: { theme: "dark" } })}>Dark</button>
      <button onClick={() => patch({ patch: { language: "de" } })}>German</button>
    </>
  );
}

async function look() {
  const { client, ...rest } = program();
  const refused = vi.fn();
  const user = userEvent.setup();
  render(
    <ClientProvider client={client} queries={newQueryClient()}>
      <Look refused={refused} />
    </ClientProvider>,
  );
  await rest.answer("settings.get", { theme: "light", language: "en" });
  expect(screen.getByText("light en")).toBeVisible();
  const press = (name: string) => user.click(screen.getByRole("button", { name }));
  return { ...rest, refused, press };
}

// covers(ANA-7)
test("an answer from before a change does not take back what is shown of it", async () => {
  const { answer, press } = await look();
  await press("Dark");
  expect(screen.getByText("dark en")).toBeVisible();
  await answer("settings.patch", { theme: "dark", language: "en" });
  // After a change everything is asked for again; the next change is made while that is on its way.
  await press("German");
  expect(screen.getByText("dark de")).toBeVisible();
  await answer("settings.get", { theme: "dark", language: "en" });
  expect(screen.getByText("dark de")).toBeVisible();
  await answer("settings.patch", { theme: "dark", language: "de" });
  expect(screen.getByText("dark de")).toBeVisible();
  await answer("settings.get", { theme: "dark", language: "de" });
  expect(screen.getByText("dark de")).toBeVisible();
});

// covers(ANA-7)
test("two changes in a row reach the program one after the other, and both are shown meanwhile", async () => {
  const { answer, waiting, press } = await look();
  await press("Dark");
  await press("German");
  expect(screen.getByText("dark de")).toBeVisible();
  expect(waiting("settings.patch").map(({ input }) => input)).toEqual([{ patch: { theme: "dark" } }]);
  await answer("settings.patch", { theme: "dark", language: "en" });
  expect(screen.getByText("dark de")).toBeVisible();
  expect(waiting("settings.patch").map(({ input }) => input)).toEqual([{ patch: { language: "de" } }]);
  await answer("settings.patch", { theme: "dark", language: "de" });
  expect(screen.getByText("dark de")).toBeVisible();
});

// covers(ANA-7)
test("a refusal is told and takes back its own change alone", async () => {
  const { answer, press, refused } = await look();
  await press("Dark");
  await press("German");
  await answer(
    "settings.patch",
    new Failure({ code: "invalid", kind: "refused", message: "Not that.", field: "theme" }),
  );
  expect(refused).toHaveBeenCalledTimes(1);
  expect(screen.getByText("light de")).toBeVisible();
  await answer("settings.patch", { theme: "light", language: "de" });
  expect(refused).toHaveBeenCalledTimes(1);
  expect(screen.getByText("light de")).toBeVisible();
});
