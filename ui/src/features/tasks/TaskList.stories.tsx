import { opens, presses, screen } from "@/stories/story";

export default {
  ...screen("/tasks", ["tasks.list"]),
  week: { path: "/tasks?view=week" },
  all: { path: "/tasks?view=all" },
  grouped: { path: "/tasks?view=all&group=%22status%22" },
  groupedByWeek: { path: "/tasks?view=all&group=%22due:week%22", language: "de" as const },
  groups: { path: "/tasks?view=all", steps: [opens("button[data-groups]")] },
  facets: { path: "/tasks?view=all", steps: [presses("f")] },
  facetsDark: { path: "/tasks?view=all", steps: [presses("f")], theme: "dark" as const },
  // Completing one asks what came of it.
  completing: { path: "/tasks", steps: [opens("main li button")] },
  snoozing: { path: "/tasks", steps: [opens("main li > button:last-child")] },
};
