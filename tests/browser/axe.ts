// What axe finds on a page, with the AAA rules: contrast of 7:1, targets, names, roles, landmarks.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Found {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}

const TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What is asked of a page: all rules, or only those that a change of colours or of words and widths can break. */
type Asked = "all" | "colours" | "structure";

const CONTRAST = ["color-contrast", "color-contrast-enhanced"];

/** What axe finds on everything the page holds: of what is scrolled out of sight axe judges no contrast. */
export async function findings(page: Page, asked: Asked = "all"): Promise<string[]> {
  const size = page.viewportSize();
  const height = await page.evaluate(() => {
    const hidden = [...document.querySelectorAll("*")]
      // A list shows only the rows in sight, however tall it is.
      .filter((one) => !one.matches("[role=grid], [role=grid] *"))
      .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowY))
      .map((one) => one.scrollHeight - one.clientHeight);
    return window.innerHeight + Math.min(6_000, Math.max(0, ...hidden));
  });
  if (size && height > size.height) {
    await page.setViewportSize({ ...size, height });
    await settled(page);
  }
  const found = await inSight(page, asked);
  if (size && height > size.height) await page.setViewportSize(size);
  return found;
}

async function inSight(page: Page, asked: Asked): Promise<string[]> {
  // Evaluated by the debugger, which the page's content security policy does not concern.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(SOURCE);
  const found = await page.evaluate(
    async ({ only, rules }) =>
      (await (
        globalThis as unknown as { axe: { run: (what: unknown, options: unknown) => Promise<unknown> } }
      ).axe.run(
        // While a menu is open everything else is hidden from assistive technology, and the focus stays in the menu.
        document.querySelector("[role=menu]") ?? document,
        {
          runOnly: only,
          rules,
          resultTypes: ["violations"],
          // The one rule that wants the style sheets themselves asks for a device turned sideways.
          preload: false,
        },
      )) as Found,
    {
      only: asked === "colours" ? { type: "rule", values: CONTRAST } : { type: "tag", values: TAGS },
      rules: {
        ...(asked === "colours" ? {} : { "target-size": { enabled: true } }),
        ...(asked === "structure"
          ? Object.fromEntries(CONTRAST.map((rule) => [rule, { enabled: false }]))
          : {}),
      },
    },
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${html}\n    ${(failureSummary ?? "").split("\n").join(" ")}`,
    ),
  );
}

/** Nothing changes for so long on a page whose answers are in. */
const QUIET_MS = 80;
const PATIENCE_MS = 4_000;

/** Waits until the page has come to rest: answers are shown, skeletons and fades are over. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(
    ({ quiet, patience }) =>
      new Promise<void>((resolve) => {
        const rest = () => {
          const fading = document
            .getAnimations()
            .some((one) => one.playState === "running" && one.effect?.getTiming().iterations !== Infinity);
          if (fading) timer = setTimeout(rest, quiet);
          else end();
        };
        let timer = setTimeout(rest, quiet);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(rest, quiet);
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        const late = setTimeout(() => end(), patience);
        function end() {
          observer.disconnect();
          clearTimeout(timer);
          clearTimeout(late);
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        }
      }),
    { quiet: QUIET_MS, patience: PATIENCE_MS },
  );

/** What sticks out of the window sideways: nothing may, at any width. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
