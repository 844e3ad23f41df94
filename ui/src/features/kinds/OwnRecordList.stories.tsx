import type { CommandName } from "@/client";
import { choosesTwo, opensChange, screen, shows, type Stories, type Story } from "@/stories/story";

const path = "/records/own_boat";

/** One field of all that is selected. */
const change: Story = {
  path,
  fake: { kinds: true },
  steps: [...choosesTwo, opensChange, shows("[role=dialog] select")],
};

const stories: Stories = {
  ...screen(path, ["records/own_boat.list" as CommandName], { kinds: true }),
  german: { path, language: "de", fake: { kinds: true } },
  grouped: {
    path: `${path}?group=${encodeURIComponent(JSON.stringify("name:letter"))}`,
    fake: { kinds: true },
  },
  change,
  changeGerman: { ...change, language: "de" },
  changeContrast: { ...change, theme: "contrast" },
  changeRtl: { ...change, language: "ar-XB" },
  unknown: { path: "/records/own_plane", fake: { kinds: true } },
};
export default stories;
