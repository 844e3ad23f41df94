import { opens, screen } from "@/stories/story";

export default {
  ...screen("/notifications", ["notifications.list"]),
  all: { path: "/notifications?show=all" },
  german: { path: "/notifications?show=all", language: "de" as const },
  // What the bell shows.
  bell: {
    path: "/contacts",
    steps: [opens("footer button[aria-haspopup=dialog], aside button[aria-haspopup=dialog]")],
  },
  bellEmpty: {
    path: "/contacts",
    fake: { contacts: 0 },
    steps: [opens("footer button[aria-haspopup=dialog], aside button[aria-haspopup=dialog]")],
  },
  snoozing: { path: "/notifications", steps: [opens("main li div > button:nth-last-child(2)")] },
};
