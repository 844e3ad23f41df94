import { taskId } from "@/client/fakeDoing";
import { opens, screen, shows } from "@/stories/story";

const { empty: _, ...states } = screen(`/tasks/${taskId(2)}`, ["tasks.get"]);

const pinned = {
  path: `/tasks/${taskId(2)}`,
  steps: [opens("main header button:has(> .lucide-pin)"), shows("main header .lucide-pin-off")],
};

export default {
  ...states,
  pinned,
  pinnedGerman: { ...pinned, language: "de" as const },
  pinnedContrast: { ...pinned, theme: "contrast" as const },
  pinnedRtl: { ...pinned, language: "ar-XB" as const },
  done: { path: `/tasks/${taskId(8)}` },
  // Nothing but what it is.
  empty: { path: `/tasks/${taskId(9)}` },
};
