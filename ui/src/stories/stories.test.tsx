// Every screen has a story for each state it can be in. That each renders, comes to its state, and what axe finds there is
// asked in the browser, where there are colours and places too.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ALL } from "./all";

describe("stories", () => {
  // covers(QA-12)
  test("every screen that has an address has stories", () => {
    const routes = readFileSync(join(__dirname, "../shell/routes.tsx"), "utf8");
    const screens = [...routes.matchAll(/from "@\/features\/([^"]+)"/g)]
      .map(([, file]) => file)
      .filter((file) => !file?.endsWith("/queries"));
    expect(screens.length).toBeGreaterThan(10);
    expect(screens.filter((file) => !(`${file}/full` in ALL))).toEqual([]);
  });

  test("every screen has a story for each of its states", () => {
    const screens = [...new Set(Object.keys(ALL).map((name) => name.replace(/\/[^/]+$/, "")))].filter(
      (name) => /(List|Show|Form|Mapping)$/.test(name),
    );
    expect(screens.length).toBeGreaterThan(8);
    for (const screen of screens)
      for (const state of ["full", "empty", "loading", "error", "offline", "rtl", "dark"])
        expect(Object.keys(ALL), `${screen} lacks ${state}`).toContain(`${screen}/${state}`);
  });
});
