import { opens, screen } from "@/stories/story";
import {
  CRM_ROWS,
  DONE,
  FAILED,
  IMPORT_ID,
  JOB,
  REJECTED_ROW,
  ROWS,
  RUNNING,
  STAGED,
  WHOLE_CRM,
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
  failed: { path, fake: { imports: [FAILED], importRows: [] } },
};
