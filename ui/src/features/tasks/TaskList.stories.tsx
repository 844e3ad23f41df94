import { opens, screen } from "@/stories/story";

export default {
  ...screen("/tasks", ["tasks.list"]),
  week: { path: "/tasks?view=week" },
  all: { path: "/tasks?view=all" },
  // Completing one asks what came of it.
  completing: { path: "/tasks", steps: [opens("main li button")] },
  snoozing: { path: "/tasks", steps: [opens("main li > button:last-child")] },
};
