import { screen } from "@/stories/story";

export default {
  ...screen("/history", ["changes.list"]),
  // An import of which rejected rows were corrected since: they go back with it.
  corrected: { path: "/history", fake: { corrected: 2 } },
  correctedGerman: { path: "/history", language: "de" as const, fake: { corrected: 1 } },
  settings: { path: "/history", fake: { changedSettings: true } },
  settingsGerman: { path: "/history", language: "de" as const, fake: { changedSettings: true } },
};
