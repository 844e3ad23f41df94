// Renders a story as a person meets it, and hands over the program behind it.
import { render, screen, waitFor, type RenderResult } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { FakeClient } from "@/client/fake";
import type { Language } from "@/locales";
import { ALL } from "@/stories/all";
import { StoryView, type Story } from "@/stories/story";

export interface Rendered extends RenderResult {
  user: UserEvent;
  client: FakeClient;
}

export function renderStory(what: string | Story, language?: Language): Rendered {
  const story = typeof what === "string" ? ALL[what] : what;
  if (!story) throw new Error(`There is no story ${String(what)}.`);
  const client = new FakeClient(story.fake);
  const user = userEvent.setup();
  const result = render(<StoryView story={story} client={client} language={language} />);
  return Object.assign(result, { user, client });
}

/** Waits until the screen has stopped loading. */
export async function settled(): Promise<void> {
  await waitFor(() => {
    if (document.querySelector('[aria-busy="true"]:not(button)')) throw new Error("still loading");
  });
}

export const lastCall = (client: FakeClient, name: string): unknown =>
  client.calls.findLast((call) => call.name === name)?.input;

export { screen, waitFor };
