import { opens, screen } from "@/stories/story";

export default {
  ...screen("/activity", ["communications.list"]),
  feed: { path: "/activity?view=feed" },
  feedDark: { path: "/activity?view=feed", theme: "dark" as const },
  logging: { path: "/activity", steps: [opens("main header [role=group] + button")] },
};
