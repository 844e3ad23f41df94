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
  // Read as the seller said before, with two lines above the names of the columns.
  readAsSet: {
    path,
    fake: {
      files: [FILE],
      inspection: {
        ...UNSURE,
        reading: {
          ...UNSURE.reading!,
          used: { ...UNSURE.reading!.used, encoding: "windows-1250", header_line: 3 },
          chosen: { encoding: "windows-1250", header_line: 3 },
          remembered: true,
          skipped_lines: 2,
        },
      },
    },
  },
  // Nobody handed a file over.
  empty: { path },
};
