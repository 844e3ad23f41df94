import { communicationId } from "@/client/fakeDoing";
import { idOf } from "@/client/fakePeople";
import { screen } from "@/stories/story";

const { empty: _, ...states } = screen(`/activity/${communicationId(0)}`, ["communications.get"]);

export default {
  ...states,
  // Only that it was tried.
  empty: { path: `/activity/${communicationId(1)}` },
  /** About a boat and with its owner. */
  kinds: { path: `/activity/${idOf("communication", 0xb0c2)}`, fake: { kinds: true } },
};
