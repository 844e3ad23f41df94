import { taskId } from "@/client/fakeDoing";
import { idOf } from "@/client/fakePeople";
import { screen } from "@/stories/story";

const { empty: _, ...states } = screen(`/tasks/${taskId(2)}/edit`, ["tasks.get"]);

export default {
  ...states,
  empty: { path: "/tasks/new" },
  /** About a boat too. */
  kinds: { path: `/tasks/${idOf("task", 0xb0c1)}/edit`, fake: { kinds: true } },
};
