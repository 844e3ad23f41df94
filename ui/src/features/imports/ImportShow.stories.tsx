import { screen } from "@/stories/story";
import { DONE, FAILED, IMPORT_ID, JOB, ROWS, RUNNING, STAGED } from "./imports.fixture";

const path = `/imports/${IMPORT_ID}`;
const { empty: _, ...states } = screen(path, ["imports.get"], { imports: [DONE], importRows: ROWS });

export default {
  ...states,
  // An import of a file with no rows.
  empty: { path, fake: { imports: [{ ...DONE, files: [] }], importRows: [] } },
  running: { path, fake: { imports: [RUNNING], jobs: [JOB] } },
  dryRun: { path, fake: { imports: [STAGED], importRows: ROWS } },
  failed: { path, fake: { imports: [FAILED], importRows: [] } },
};
