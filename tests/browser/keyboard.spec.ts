// Everything by the keyboard alone. One walk goes through every address of the app's own table of routes, so that a new
// screen is walked without anybody thinking of it; the other does a seller's tasks and counts the keys beside the text.
// Nothing here clicks, focuses or fills in: keys are pressed, and what is on the screen is looked at.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, open, test, type Satchel } from "./satchel";

const ROUTES = join(import.meta.dirname, "../../ui/src/shell/routes.tsx");

/** Addresses whose records are not called as the address is. */
const RECORDS: Record<string, string> = { activity: "communications" };

/** Every address there is, with a record where it asks for one. */
async function addresses(satchel: Satchel): Promise<string[]> {
  const paths = [...readFileSync(ROUTES, "utf8").matchAll(/\bpath: "([^"]+)"/g)].map(([, path = ""]) => path);
  expect(paths.length).toBeGreaterThan(40);
  const all: string[] = [];
  for (const path of paths.filter((one) => one !== "/")) {
    const [, place = ""] = path.split("/");
    all.push(
      path.includes("$id") ? path.replace("$id", await recordOf(satchel, RECORDS[place] ?? place)) : path,
    );
  }
  return all;
}

async function recordOf(satchel: Satchel, plural: string): Promise<string> {
  if (plural === "imports") {
    const { imports } = await satchel.call<{ imports: { id: string }[] }>("imports.list");
    return imports[0]?.id ?? "";
  }
  const { rows } = await satchel.call<{ rows: { id: string }[] }>(`${plural}.list`, { limit: 1 });
  return rows[0]?.id ?? (await satchel.call<{ id: string }>(`${plural}.create`, { name: "Sample" })).id;
}

async function filled(satchel: Satchel): Promise<void> {
  await satchel.filled();
  await satchel.deals();
  await satchel.leads();
  const contacts = [await satchel.find("Lovelace")];
  await satchel.call("tasks.quick", { text: "weekly report tomorrow 9am", zone: "Europe/Berlin", contacts });
  await satchel.call("communications.log", {
    channel: "call",
    zone: "Europe/Berlin",
    body: "Wants an offer.",
    contacts,
  });
  await satchel.call("views.create", { name: "Fair", of: "contact", query: "{}" });
  await satchel.call("fields.create", { of: "contact", name: "Shoe size", type: "number" });
  await satchel.call("contacts.delete", { id: await satchel.find("Tesla") });
}

interface Stop {
  /** The number of the control, the same whenever it has the focus; 0 for none. */
  at: number;
  name: string;
  /** What opens by it. */
  opens: boolean;
  /** How it looks now, and how the control before looks that has lost the focus. */
  look: string;
  before: string;
}

/** What has the focus. */
function focused(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const state = window as unknown as { walked?: Map<Element, number>; last?: Element };
    const walked = (state.walked ??= new Map());
    const look = (element: Element | undefined): string => {
      if (!element?.isConnected) return "gone";
      const active = document.getElementById(element.getAttribute("aria-activedescendant") ?? "");
      const seen: Element[] = [element, ...(active ? [active] : [])];
      for (let up = element.parentElement; up && seen.length < 5; up = up.parentElement) seen.push(up);
      return seen
        .map((one) => {
          const style = getComputedStyle(one);
          const { top, width } = one.getBoundingClientRect();
          const where = one === element ? `${Math.round(top)} ${Math.round(width)}` : "";
          return [
            style.outlineStyle,
            style.outlineWidth,
            style.borderColor,
            style.boxShadow,
            style.opacity,
            where,
          ].join();
        })
        .join("|");
    };
    const element = document.activeElement;
    const before = look(state.last);
    if (!element || element === document.body) {
      delete state.last;
      return { at: 0, name: "", opens: false, look: "", before };
    }
    if (!walked.has(element)) walked.set(element, walked.size + 1);
    state.last = element;
    const name = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 60);
    return {
      at: walked.get(element) ?? 0,
      name: `${element.tagName.toLowerCase()} “${name}”`,
      opens: /^(menu|dialog|listbox)$/.test(element.getAttribute("aria-haspopup") ?? ""),
      look: look(element),
      before,
    };
  });
}

/** The controls on the screen that the walk has not met and that no group of controls leads to. */
function missed(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { walked = new Map<Element, number>() } = window as unknown as { walked?: Map<Element, number> };
    // Within these, arrows lead from one to the next.
    const GROUPS =
      "[role=grid],[role=tablist],[role=tree],[role=radiogroup],[role=toolbar],[role=listbox],[role=menu]";
    const isLed = (element: Element) => {
      const group = element.closest(GROUPS);
      const radios = element instanceof HTMLInputElement && element.type === "radio" && element.name;
      return (
        (group !== null && [...walked.keys()].some((one) => group === one || group.contains(one))) ||
        (radios && [...walked.keys()].some((one) => one instanceof HTMLInputElement && one.name === radios))
      );
    };
    return [
      ...document.querySelectorAll<HTMLElement>(
        "a[href],button,input,select,textarea,summary,[tabindex='0']",
      ),
    ]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(":disabled"))
      .filter((one) => !one.closest("[aria-hidden=true],[inert]") && !walked.has(one) && !isLed(one))
      .map(
        (one) =>
          `${one.tagName.toLowerCase()} “${(one.getAttribute("aria-label") ?? one.textContent ?? "").trim()}”`,
      );
  });
}

const POPUP = "[role=menu],[role=dialog],[role=listbox]";

// covers(UX-5)
test("every address is walked by Tab: each control is reached and seen, what opens closes, nothing holds the focus", async ({
  page,
  satchel,
}) => {
  test.setTimeout(420_000);
  await filled(satchel);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, satchel);
  const found: string[] = [];
  for (const address of await addresses(satchel)) {
    const wrong = (text: string) => found.push(`${address}: ${text}`);
    await page.goto("about:blank");
    await page.goto(`${satchel.url}`);
    await expect(page.locator("main h1").first()).toBeVisible();
    await page.goto(`${satchel.address}/#${address}`);
    await expect(page.locator("main h1").first()).toBeVisible();
    await page.waitForTimeout(400);
    let last: Stop | null = null;
    let first = 0;
    for (let step = 0; ; step++) {
      await page.keyboard.press("Tab");
      const stop = await focused(page);
      if (last && last.at !== stop.at && last.look === stop.before)
        wrong(`the focus is not seen on ${last.name}`);
      if (stop.at === 0 || (stop.at === first && last?.at !== first)) break;
      if (step > 400) {
        wrong(`the focus does not come round, and is held by ${stop.name}`);
        break;
      }
      first ||= stop.at;
      if (stop.opens && last?.at !== stop.at) {
        await page.keyboard.press("Enter");
        const opened = page.locator(POPUP).first();
        await opened.waitFor({ timeout: 3_000 }).catch(() => wrong(`Enter opens nothing at ${stop.name}`));
        await page.keyboard.press("Escape");
        await opened
          .waitFor({ state: "detached", timeout: 3_000 })
          .catch(() => wrong(`Escape does not close ${stop.name}`));
        await expect
          .poll(async () => (await focused(page)).at, { timeout: 3_000 })
          .toBe(stop.at)
          .catch(() => wrong(`the focus does not come back to ${stop.name}`));
        last = await focused(page);
        if (last.at !== stop.at) break;
        continue;
      }
      last = stop;
    }
    for (const name of await missed(page)) wrong(`not reached: ${name}`);
  }
  expect([...new Set(found)]).toEqual([]);
});
