// The browser tests: every story in the looks it can have, and journeys through the real `satchel serve`.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: process.env["SATCHEL_RESULTS"] ?? "test-results",
  globalSetup: "./stories.build.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env["CI"]),
  // The guide's pictures are taken on request.
  testIgnore: process.env["UPDATE_GUIDE"] ? [] : ["guide.spec.ts"],
  // On a shared machine a browser may starve for a moment; what needed its second try is listed as flaky.
  retries: process.env["CI"] ? 1 : 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["line"]],
  use: {
    // What is not there after so long does not come; better to hear so than to wait for the whole test's time.
    actionTimeout: 45_000,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
