// Builds the stories page once, before the tests, into a folder of its own.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

export const STORIES_DIR = join(import.meta.dirname, "test-results", "stories");

export default function build(): void {
  if (process.env["SATCHEL_STORIES"]) return;
  execFileSync("npx", ["vite", "build", "--logLevel", "warn"], {
    cwd: join(import.meta.dirname, "../../ui"),
    env: { ...process.env, STORIES: "1", STORIES_OUT: STORIES_DIR },
    stdio: "inherit",
  });
}
