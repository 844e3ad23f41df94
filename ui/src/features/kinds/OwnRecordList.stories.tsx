import type { CommandName } from "@/client";
import { screen, type Stories } from "@/stories/story";

const path = "/records/own_boat";

const stories: Stories = {
  ...screen(path, ["records/own_boat.list" as CommandName], { kinds: true }),
  german: { path, language: "de", fake: { kinds: true } },
  grouped: {
    path: `${path}?group=${encodeURIComponent(JSON.stringify("name:letter"))}`,
    fake: { kinds: true },
  },
  unknown: { path: "/records/own_plane", fake: { kinds: true } },
};
export default stories;
