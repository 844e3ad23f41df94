import { opens, screen } from "@/stories/story";

export default {
  ...screen("/home", ["tasks.list"]),
  arranging: { path: "/home", steps: [opens("main header button ~ button")] },
  visits: { path: "/home", fake: { settings: { start_from: "50667 Köln", map_app: "google" } } },
  none: { path: "/home", fake: { settings: { home_parts: [] } } },
};
