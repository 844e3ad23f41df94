import { opens, screen } from "@/stories/story";

export default {
  ...screen("/home", ["tasks.list"]),
  arranging: { path: "/home", steps: [opens("main header button")] },
  none: { path: "/home", fake: { settings: { home_parts: [] } } },
};
