import { taskId } from "@/client/fakeDoing";
import { screen } from "@/stories/story";

const { empty: _, ...states } = screen(`/tasks/${taskId(2)}`, ["tasks.get"]);

export default {
  ...states,
  done: { path: `/tasks/${taskId(8)}` },
  // Nothing but what it is.
  empty: { path: `/tasks/${taskId(9)}` },
};
