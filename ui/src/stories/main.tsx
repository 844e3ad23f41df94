// The stories page: one story by ?story=name, else the list of all. For looking and for the visual tests; a release
// does not contain it.
import { createRoot, type Root } from "react-dom/client";
import type { Language } from "@/locales";
import "../kit/base.css";
import { ALL } from "./all";
import { isOnlyALook, StoryView, type Theme } from "./story";

declare global {
  /** Shows another story without reading the page anew; false where the one before may have left something behind. */
  var nextStory: ((query: string) => boolean) | undefined;
}

/** Whether a story shows what the full one of its screen does, in other colours or from the other side. */
const isLook = (one: string) => isOnlyALook(ALL[one], ALL[one.replace(/[^/]*$/, "full")]);

const page = document.getElementById("root");
let root: Root | undefined;
/** Somebody typed or pressed something, or took the network away: what that changed outlasts the screen. */
let isUsed = false;

function show(query: string): void {
  const wanted = new URLSearchParams(query);
  const name = wanted.get("story");
  const story = name ? ALL[name] : undefined;
  isUsed ||= story?.steps !== undefined || story?.offline === true;
  if (story?.offline) Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
  if (!page) return;
  root = createRoot(page);
  root.render(
    story ? (
      <StoryView
        story={story}
        language={(wanted.get("language") as Language | null) ?? undefined}
        theme={(wanted.get("theme") as Theme | null) ?? undefined}
      />
    ) : (
      <main className="h-full overflow-y-auto p-6">
        <h1 className="mb-4 text-xl font-semibold">Stories</h1>
        <ul id="stories" className="grid gap-1 sm:grid-cols-2 lg:grid-cols-3">
          {Object.keys(ALL).map((one) => (
            <li key={one}>
              <a
                className="text-accent underline"
                data-look={isLook(one) || undefined}
                href={`?story=${encodeURIComponent(one)}`}
              >
                {one}
              </a>
            </li>
          ))}
        </ul>
      </main>
    ),
  );
}

globalThis.nextStory = (query) => {
  if (isUsed) return false;
  root?.unmount();
  localStorage.clear();
  delete document.documentElement.dataset["story"];
  delete document.documentElement.dataset["theme"];
  window.history.replaceState(null, "", query);
  show(query);
  return true;
};

show(window.location.search);
