// Measures the desktop app's real window: `node measure.mjs FILE STARTS` imports FILE into a new vault, opens the app
// STARTS times, and prints one line of JSON: milliseconds from the start of the process to the first rows painted, and
// mebibytes (PSS) of the app and its web view after some use. The keychain is unlocked, so the key is at hand at once.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Desk } from "./desk.mjs";
import { until } from "./webdriver.mjs";

const [file, starts] = process.argv.slice(2);
/** Clock ticks per second in /proc, on every Linux there is. */
const TICKS = 100;

/** The processes of this desk's app and its web view. */
function processes(desk) {
  return readdirSync("/proc").filter((pid) => {
    try {
      const name = readlinkSync(`/proc/${pid}/exe`);
      if (!/satchel-desktop|WebKit(Web|Network|GPU)Process/.test(name)) return false;
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(`HOME=${desk.home}`);
    } catch {
      return false; // it ended, or is somebody else's
    }
  });
}

const isAtWork = (job) => job.state === "running" || (job.state === "waiting" && job.kind.startsWith("duplicates."));

const pssMib = (desk) =>
  processes(desk)
    .map((pid) => Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0))
    .reduce((sum, kib) => sum + kib, 0) / 1024;

/** When the app's process was started, in milliseconds since 1970. */
function startedMs(desk) {
  const app = processes(desk).find((pid) => readlinkSync(`/proc/${pid}/exe`).includes("satchel-desktop"));
  const after = readFileSync(`/proc/${app}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
  const up = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]);
  return Date.now() - up * 1000 + (Number(after[19]) / TICKS) * 1000;
}

const desk = await Desk.set();
try {
  const first = await desk.start(file);
  await until("the import", 300, async () => {
    const { imports = [] } = await first.call("imports.list").catch(() => ({}));
    return imports.some((one) => one.state === "done");
  });
  // Who may be there twice is looked for after an import, as long as it takes; a start is measured without it.
  await until("the search for duplicates", 900, async () => {
    const { jobs } = await first.call("jobs.list");
    return jobs.some((job) => job.kind.startsWith("duplicates.") && job.state === "done") && !jobs.some(isAtWork);
  });
  // The index follows, and is tidied up when nothing was changed for a while.
  await sleep(15_000);
  await desk.stop();
  const found = { starts_ms: [], pss_mib: [] };
  for (let n = 0; n < Number(starts); n++) {
    const page = await desk.start();
    const seen = await until("the first rows", 30, () =>
      page.run(`const [mark] = performance.getEntriesByName("first rows");
                return mark && performance.timeOrigin + mark.startTime`),
    );
    found.starts_ms.push(seen - startedMs(desk));
    for (const words of ["mül", "sm", "berlin"]) {
      await page.call("search.query", { text: words });
      await page.call("contacts.list", { query: { sort: [{ field: "company" }] }, limit: 100 });
    }
    await sleep(3_000);
    found.pss_mib.push(pssMib(desk));
    await desk.stop();
  }
  console.log(JSON.stringify(found));
} finally {
  await desk.clear();
}
