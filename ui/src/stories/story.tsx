// A story is one screen or component in one named state, over the fake client. Stories are the fixtures of the tests:
// what a test renders can be looked at on the stories page, and the other way round.
import { createMemoryHistory } from "@tanstack/react-router";
import { useEffect, useMemo, type ReactNode } from "react";
import type { CommandName } from "@/client";
import { ClientProvider } from "@/client";
import { FakeClient, type FakeOptions } from "@/client/fake";
import { NOW } from "@/client/fakePeople";
import { TipProvider, ToastProvider } from "@/kit";
import type { Language } from "@/locales";
import { setClock } from "@/locales/format";
import { App } from "@/shell/App";
import { Preferences } from "@/shell/Preferences";
import { newRouter } from "@/shell/routes";

export type Theme = "light" | "dark" | "contrast";

export interface Story {
  /** Where the app is; absent for a story of parts. */
  path?: string;
  /** A story of parts, without the app around it. */
  parts?: () => ReactNode;
  fake?: FakeOptions;
  language?: Language;
  theme?: Theme;
  /** The state as the network reports it. */
  offline?: boolean;
  /** What is done on the screen to come to the state: each is tried until it took. */
  steps?: Step[];
}

/** Does something; false while the screen is not ready for it. */
export type Step = () => boolean;

/** Presses a key that some screen has bound. */
export const presses =
  (key: string, ctrlKey = false): Step =>
  () =>
    !window.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, cancelable: true }));

/** Opens a menu, or presses a button, as the keyboard does. */
export const opens =
  (selector: string): Step =>
  () => {
    const button = document.querySelector<HTMLElement>(selector);
    button?.focus();
    const key = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
    // A menu opens by its key, a button by being clicked.
    if (button?.dispatchEvent(key)) button.click();
    return button !== null;
  };

/** Writes into a box, or chooses in a list, as a person does. */
export const writes =
  (selector: string, value: string): Step =>
  () => {
    const box = document.querySelector<HTMLInputElement | HTMLSelectElement>(selector);
    if (!box || (box instanceof HTMLSelectElement && ![...box.options].some((one) => one.value === value)))
      return false;
    // React hears of what the box itself is told, not of what its own setter says.
    const told = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box) as object, "value");
    told?.set?.call(box, value);
    box.dispatchEvent(new Event(box instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
    return true;
  };

/** Waits for what the step before brought. */
export const shows =
  (selector: string): Step =>
  () =>
    document.querySelector(selector) !== null;

/** The first two rows of a list are chosen by keys. */
export const choosesTwo: Step[] = [
  shows("[role=row][aria-rowindex='2']"),
  presses("x"),
  presses("j"),
  presses("x"),
];

/** The dialog that changes all that are chosen. */
export const opensChange = opens("[role=region] button:has(> .lucide-square-pen)");

/** Carries files over the window. */
export const dragsFiles: Step = () => {
  const event = new Event("dragenter", { cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], files: [] } });
  window.dispatchEvent(event);
  return true;
};

const PATIENCE_MS = 6000;

/** Goes through the steps; the page says when they are done, so that nobody looks before. */
function useSteps(steps: Step[] | undefined): void {
  useEffect(() => {
    const left = [...(steps ?? [])];
    const root = document.documentElement;
    delete root.dataset["story"];
    const began = Date.now();
    const timer = setInterval(() => {
      if (left[0]?.()) left.shift();
      if (left.length > 0 && Date.now() - began < PATIENCE_MS) return;
      clearInterval(timer);
      root.dataset["story"] = left.length > 0 ? "stuck" : "done";
    }, 60);
    return () => clearInterval(timer);
  }, [steps]);
}

export type Stories = Record<string, Story>;

export const FAULT = {
  code: "io",
  kind: "broken" as const,
  message: "The disk did not answer. Check that it is connected and try again.",
};

/** The seven states every screen is designed in. `reads` are the commands whose answer fills it. */
export function screen(path: string, reads: CommandName[], full: FakeOptions = {}): Stories {
  return {
    full: { path, fake: full },
    empty: { path, fake: { ...full, contacts: 0, imports: [], importRows: [] } },
    loading: { path, fake: { ...full, hang: reads } },
    error: { path, fake: { ...full, fail: Object.fromEntries(reads.map((name) => [name, FAULT])) } },
    offline: { path, fake: { ...full, connection: "lost" }, offline: true },
    rtl: { path, fake: full, language: "ar-XB" },
    dark: { path, fake: full, theme: "dark" },
  };
}

const isSame = (one: object, other: object): boolean => {
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return [...left.keys(), ...right.keys()].every((key) => left.get(key) === right.get(key));
};

/** Whether a story differs from another in nothing but its language and its colours. */
export function isOnlyALook(one: Story | undefined, other: Story | undefined): boolean {
  if (!one || !other || one === other) return false;
  const { language: _, theme: __, steps = [], fake = {}, ...rest } = one;
  const { language: ___, theme: ____, steps: others = [], fake: otherFake = {}, ...like } = other;
  return isSame(steps, others) && isSame(fake, otherFake) && isSame(rest, like);
}

export function StoryView({
  story,
  language,
  theme,
  client,
}: {
  story: Story;
  language?: Language | undefined;
  theme?: Theme | undefined;
  client?: FakeClient;
}) {
  setClock(() => NOW);
  useSteps(story.steps);
  const fake = useMemo(() => client ?? new FakeClient(story.fake), [client, story]);
  const router = useMemo(
    () => newRouter(createMemoryHistory({ initialEntries: [story.path ?? "/"] })),
    [story],
  );
  const shown = {
    language: language ?? story.language ?? "en",
    theme: theme ?? story.theme ?? "light",
  } as const;
  if (story.parts)
    return (
      <ClientProvider client={fake}>
        <Preferences {...shown}>
          <TipProvider>
            <ToastProvider>{story.parts()}</ToastProvider>
          </TipProvider>
        </Preferences>
      </ClientProvider>
    );
  return <App client={fake} router={router} {...shown} />;
}
