// A story is one screen or component in one named state, over the fake client. Stories are the fixtures of the tests:
// what a test renders can be looked at on the stories page, and the other way round.
import { createMemoryHistory } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
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
}

export type Stories = Record<string, Story>;

const FAULT = {
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
