import { screen } from "@/stories/story";
import { FILE, UNSURE } from "./imports.fixture";

const path = "/imports/new";
const { empty: _, ...states } = screen(path, ["imports.inspect"], { files: [FILE], inspection: UNSURE });

export default {
  ...states,
  // Understood, because the seller said where its columns go the last time.
  remembered: {
    path,
    fake: { files: [FILE], inspection: { ...UNSURE, sure: false, remembered: true, doubts: [] } },
  },
  // Nobody handed a file over.
  empty: { path },
};
