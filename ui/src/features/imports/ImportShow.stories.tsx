import { opens, screen } from "@/stories/story";
import {
  CRM_ROWS,
  DONE,
  FAILED,
  FILE,
  IMPORT_ID,
  JOB,
  MADE,
  REJECTED_ROW,
  ROWS,
  RUNNING,
  STAGED,
  STAGES_CHECKED,
  UNSURE,
  WHOLE_CRM,
  WITH_STAGES,
} from "./imports.fixture";

const path = `/imports/${IMPORT_ID}`;
const { empty: _, ...states } = screen(path, ["imports.get"], { imports: [DONE], importRows: ROWS });

export default {
  ...states,
  // An import of a file with no rows.
  empty: { path, fake: { imports: [{ ...DONE, files: [] }], importRows: [] } },
  running: { path, fake: { imports: [RUNNING], jobs: [JOB] } },
  dryRun: { path, fake: { imports: [STAGED], importRows: ROWS } },
  // One of several files could not be read.
  oneFailed: {
    path,
    fake: {
      imports: [
        {
          ...DONE,
          files: [
            ...DONE.files,
            {
              ...DONE.files[0]!,
              name: "leer.csv",
              rows: 0,
              columns: [],
              error: { code: "file_empty", message: "“leer.csv” is empty. Export it again." },
            },
          ],
        },
      ],
      importRows: ROWS,
    },
  },
  // A whole CRM: what it is set up with was left out, and a task names somebody who did not come along.
  wholeCrm: { path, fake: { imports: [WHOLE_CRM], importRows: CRM_ROWS } },
  // Where each column went.
  columns: {
    path,
    fake: { imports: [DONE], importRows: ROWS },
    steps: [opens('[role="tab"]:nth-of-type(2)')],
  },
  // Deals with the stages they stood in: one sentence, and the board in its tab.
  withStages: { path, fake: { imports: [WITH_STAGES], importRows: ROWS } },
  stagesMade: {
    path,
    fake: { imports: [WITH_STAGES], importRows: ROWS },
    steps: [opens('[role="tab"]:last-of-type')],
  },
  stagesMadeGerman: {
    path,
    language: "de",
    theme: "dark",
    fake: { imports: [WITH_STAGES], importRows: ROWS },
    steps: [opens('[role="tab"]:last-of-type')],
  },
  // Only checked: the seller says whether they shall be made; of an earlier import only what would be.
  stagesAsked: {
    path: "/imports/new",
    fake: { files: [FILE], inspection: UNSURE, made: MADE, importRows: ROWS },
    steps: [opens("[data-check]")],
  },
  stagesAskedGerman: {
    path: "/imports/new",
    language: "de",
    fake: { files: [FILE], inspection: UNSURE, made: MADE, importRows: ROWS },
    steps: [opens("[data-check]")],
  },
  stagesChecked: { path, fake: { imports: [STAGES_CHECKED], importRows: ROWS } },
  // The rows that were rejected can be corrected one by one.
  rejected: {
    path,
    fake: {
      imports: [DONE],
      importRows: ROWS.filter(({ outcome }) => outcome === "rejected"),
      rejectedRow: REJECTED_ROW,
    },
  },
  correcting: {
    path,
    fake: {
      imports: [DONE],
      importRows: ROWS.filter(({ outcome }) => outcome === "rejected"),
      rejectedRow: REJECTED_ROW,
    },
    steps: [opens("aside.w-80 button")],
  },
  // A note whose owner did not come along: the field says what it wants.
  correctingOwner: {
    path,
    language: "de" as const,
    fake: {
      imports: [DONE],
      importRows: ROWS.filter(({ outcome }) => outcome === "rejected"),
      rejectedRow: [
        { column: 0, name: "Id", text: "0025g00000Note2AAV" },
        { column: 1, name: "ParentId", text: "5005g00000Case1AAV", refers: true },
        { column: 2, name: "Title", text: "On a case" },
        { column: 3, name: "Body", text: "Nobody here" },
      ],
    },
    steps: [opens("aside.w-80 button")],
  },
  failed: { path, fake: { imports: [FAILED], importRows: [] } },
};
