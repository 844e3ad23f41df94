import { taskId } from "@/client/fakeDoing";
import { screen } from "@/stories/story";

const { empty: _, ...states } = screen(`/tasks/${taskId(2)}/edit`, ["tasks.get"]);

export default { ...states, empty: { path: "/tasks/new" } };
