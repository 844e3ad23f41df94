// Every story renders and has nothing that axe finds; every screen has a story for each state it can be in.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { act } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { renderStory, waitFor } from "@/test/render";
import { ALL } from "./all";

const RULES = {
  // Needs layout and colours, which jsdom has not; the browser tests look at those.
  "color-contrast": { enabled: false },
  "color-contrast-enhanced": { enabled: false },
  "target-size": { enabled: false },
  "scrollable-region-focusable": { enabled: false },
};

async function findings(): Promise<string[]> {
  const found = await axe.run(document.body, {
    runOnly: {
      type: "tag",
      values: ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    rules: RULES,
    resultTypes: ["violations"],
    preload: false,
  });
  for (const one of found.violations)
    // An open menu stands in front of the page's regions and belongs to none: the rule knows dialogs, not menus.
    if (one.id === "region") one.nodes = one.nodes.filter(({ html }) => !html.includes("data-radix-popper"));
  const left = found.violations.filter(({ nodes }) => nodes.length > 0);
  return left.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join("\n  ")}`);
}

describe("stories", () => {
  // covers(QA-12, QA-15, UX-5)
  test.each(Object.keys(ALL))("%s", async (name) => {
    renderStory(name);
    await act(() => new Promise((resolve) => setTimeout(resolve, 120)));
    await waitFor(() => expect(document.documentElement).toHaveAttribute("data-story", "done"));
    expect(document.body.textContent).not.toBe("");
    expect(await findings()).toEqual([]);
  });

  // covers(QA-15)
  test("a planted violation is found", async () => {
    renderStory({ parts: () => <button type="button" /> });
    expect((await findings()).join()).toContain("button-name");
  });

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
