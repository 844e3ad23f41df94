import { opens, screen } from "@/stories/story";

export default {
  ...screen("/home", ["tasks.list"]),
  arranging: { path: "/home", steps: [opens("main header button ~ button")] },
  visits: { path: "/home", fake: { settings: { start_from: "50667 Köln", map_app: "google" } } },
  late: {
    path: "/home",
    fake: { lateVisit: true, settings: { start_from: "50667 Köln", home_parts: ["visits", "tasks"] } },
  },
  none: { path: "/home", fake: { settings: { home_parts: [] } } },
};
