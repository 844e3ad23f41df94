import { communicationId } from "@/client/fakeDoing";
import { idOf } from "@/client/fakePeople";
import { opens, screen, shows } from "@/stories/story";

const { empty: _, ...states } = screen(`/activity/${communicationId(0)}`, ["communications.get"]);

const pinned = {
  path: `/activity/${communicationId(0)}`,
  steps: [opens("main header button:has(> .lucide-pin)"), shows("main header .lucide-pin-off")],
};

export default {
  ...states,
  pinned,
  pinnedGerman: { ...pinned, language: "de" as const },
  pinnedContrast: { ...pinned, theme: "contrast" as const },
  pinnedRtl: { ...pinned, language: "ar-XB" as const },
  // Only that it was tried.
  empty: { path: `/activity/${communicationId(1)}` },
  /** About a boat and with its owner. */
  kinds: { path: `/activity/${idOf("communication", 0xb0c2)}`, fake: { kinds: true } },
};
