import { opens, presses, screen, writes } from "@/stories/story";

export default {
  ...screen("/activity", ["communications.list"]),
  feed: { path: "/activity?view=feed" },
  feedDark: { path: "/activity?view=feed", theme: "dark" as const },
  grouped: { path: "/activity?group=%22at_ms:week%22" },
  groupedGerman: { path: "/activity?group=%22contacts%22", language: "de" as const },
  facets: { path: "/activity", steps: [presses("f")] },
  logging: { path: "/activity", steps: [opens("main header [role=group] + button")] },
  // What was begun is thrown away or finished later.
  loggingBegun: {
    path: "/activity",
    steps: [
      opens("main header [role=group] + button"),
      writes("[role=dialog] textarea", "Wants the offer by Friday."),
    ],
  },
};
