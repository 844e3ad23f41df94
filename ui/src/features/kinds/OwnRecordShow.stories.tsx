import type { CommandName } from "@/client";
import { idOf } from "@/client/fakePeople";
import { opens, presses, screen, shows, type Stories } from "@/stories/story";

const path = `/records/own_boat/${idOf("own_boat", 1)}`;
const { empty: _, ...states } = screen(path, ["records/own_boat.get" as CommandName], { kinds: true });

const TASKS = [opens("[role=tab][id$=tasks]")];

/** A key that begins two is nothing by itself. */
const LOG = [
  () => {
    presses("l")();
    return presses("c")();
  },
];

/** What was said about it stands at the top of its timeline. */
const PINNED = [
  opens("main [role=tabpanel] button:has(> .lucide-pin)"),
  shows("main [role=tabpanel] .lucide-pin-off"),
];

const stories: Stories = {
  ...states,
  pinned: { path, fake: { kinds: true }, steps: PINNED },
  pinnedGerman: { path, language: "de", fake: { kinds: true }, steps: PINNED },
  pinnedContrast: { path, theme: "contrast", fake: { kinds: true }, steps: PINNED },
  pinnedRtl: { path, language: "ar-XB", fake: { kinds: true }, steps: PINNED },
  empty: { path: `/records/own_boat/${idOf("own_boat", 99)}`, fake: { kinds: true } },
  /** Whom a boat belongs to. */
  owner: { path: `/contacts/${idOf("contact", 1)}`, fake: { kinds: true } },
  german: { path, language: "de", fake: { kinds: true } },
  /** What is to be done about it. */
  tasks: { path, fake: { kinds: true }, steps: TASKS },
  tasksDark: { path, theme: "dark", fake: { kinds: true }, steps: TASKS },
  tasksGerman: { path, language: "de", fake: { kinds: true }, steps: TASKS },
  /** A call about it, with its owner. */
  log: { path, fake: { kinds: true }, steps: LOG },
  logGerman: { path, language: "de", fake: { kinds: true }, steps: LOG },
};
export default stories;
