import { communicationId } from "@/client/fakeDoing";
import { screen } from "@/stories/story";

const { empty: _, ...states } = screen(`/activity/${communicationId(0)}`, ["communications.get"]);

export default {
  ...states,
  // Only that it was tried.
  empty: { path: `/activity/${communicationId(1)}` },
};
