import { screen } from "@/stories/story";
import { askedOf, FILE, madeOnes, REPAIRABLE, STAGES, tableOf, UNSURE } from "./imports.fixture";

const path = "/imports/new";
const { empty: _, ...states } = screen(path, ["imports.inspect"], { files: [FILE], inspection: UNSURE });

/** Stages that are made with the import, unless the seller says what they mean. */
const MADE = tableOf(
  "deal",
  ["Name", "Amount", "Stage"],
  madeOnes(askedOf(2, STAGES, { "Contract sent": 12, "Demo booked": 3 })),
);

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
  // A program that writes deals is known by its columns.
  deals: {
    path,
    fake: { files: [FILE], inspection: tableOf("deal", ["Name", "Amount", "Stage", "Who", "Forecaster"]) },
  },
  // Words of another program that no stage here is called by.
  stages: {
    path,
    fake: {
      files: [FILE],
      inspection: tableOf(
        "deal",
        ["Name", "Amount", "Stage"],
        askedOf(2, STAGES, { "Contract sent": 12, "Demo booked": 3 }),
      ),
    },
  },
  stagesMade: {
    path,
    fake: {
      files: [FILE],
      inspection: MADE,
    },
  },
  stagesMadeGerman: {
    path,
    language: "de",
    fake: {
      files: [FILE],
      inspection: MADE,
    },
  },
  stagesGerman: {
    path,
    language: "de",
    theme: "dark",
    fake: {
      files: [FILE],
      inspection: tableOf(
        "deal",
        ["Name", "Amount", "Stage"],
        askedOf(2, STAGES, { "Contract sent": 12, "Demo booked": 3 }),
      ),
    },
  },
  ownKind: {
    path,
    fake: {
      kinds: true,
      files: [FILE],
      inspection: tableOf(
        "own_boat",
        ["Name", "Length in metres", "Berth", "Paint"],
        askedOf(2, ["East pier", "West pier", "On land"], { "North pier": 4 }),
      ),
    },
  },
  ownKindGerman: {
    path,
    language: "de",
    fake: {
      kinds: true,
      files: [FILE],
      inspection: tableOf("own_boat", ["Name", "Length in metres", "Berth", "Paint"]),
    },
  },
  // What other programs did to the values, and how it would be put right.
  repairs: { path, fake: { files: [FILE], inspection: { ...UNSURE, repairs: REPAIRABLE } } },
  repairsGerman: {
    path,
    language: "de",
    theme: "dark",
    fake: { files: [FILE], inspection: { ...UNSURE, repairs: REPAIRABLE } },
  },
  // Nobody handed a file over.
  empty: { path },
};
