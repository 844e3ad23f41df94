import { screen } from "@/stories/story";
import { FILE, UNSURE } from "./imports.fixture";

const path = "/imports/new";
const { empty: _, ...states } = screen(path, ["imports.inspect"], { files: [FILE], inspection: UNSURE });

export default {
  ...states,
  // Nobody handed a file over.
  empty: { path },
};
