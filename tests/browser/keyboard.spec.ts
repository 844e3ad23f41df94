// Everything by the keyboard alone. One walk goes through every address of the app's own table of routes, so that a new
// screen is walked without anybody thinking of it; the other does a seller's tasks and counts the keys beside the text.
// Nothing here clicks, focuses or fills in: keys are pressed, and what is on the screen is looked at.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { settled } from "./axe";
import { expect, open, test, type Satchel } from "./satchel";

const ROUTES = join(import.meta.dirname, "../../ui/src/shell/routes.tsx");

/** Addresses whose records are not called as the address is. */
const RECORDS: Record<string, string> = { activity: "communications" };

/** A kind of record of the seller's own. */
const BOATS = "own_boat";

/** Every address there is, with a record where it asks for one. */
async function addresses(satchel: Satchel): Promise<string[]> {
  const table = readFileSync(ROUTES, "utf8");
  const paths = [...table.matchAll(/\bpath: "([^"]+)"/g)].map(([, path = ""]) => path);
  expect(paths, "every route has its address").toHaveLength(table.split("createRoute({").length - 1);
  const all: string[] = [];
  for (const path of paths.filter((one) => one !== "/").map((one) => one.replace("$kind", BOATS))) {
    const [, place = ""] = path.split("/");
    all.push(
      path.includes("$id") ? path.replace("$id", await recordOf(satchel, RECORDS[place] ?? place)) : path,
    );
  }
  return all;
}

async function recordOf(satchel: Satchel, plural: string): Promise<string> {
  if (plural === "records")
    return (await satchel.call<{ id: string }>("records.create", { kind: BOATS, name: "Undine" })).id;
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
  await satchel.call("own_kinds.create", { one: "Boat", many: "Boats" });
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
  return page.evaluate(async () => {
    // What changes with the focus has changed by the next frame.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
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
          return [
            style.outlineStyle,
            style.outlineWidth,
            style.borderColor,
            style.boxShadow,
            style.opacity,
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
    const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent ?? "");
    const name = (element.getAttribute("aria-label") ?? [element.textContent, ...labels].join(" ")).trim();
    return {
      at: walked.get(element) ?? 0,
      name: `${element.tagName.toLowerCase()} “${name.slice(0, 60)}”`,
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
      const cards =
        element.matches("[data-card]") && [...walked.keys()].some((one) => one.matches("[data-card]"));
      const radios = element instanceof HTMLInputElement && element.type === "radio" && element.name;
      return (
        cards ||
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

/** Goes round the screen by Tab, opens what opens, and answers what a person without a pointer would miss. */
async function walk(page: Page): Promise<string[]> {
  const found: string[] = [];
  const wrong = (text: string) => found.push(text);
  let last: Stop | null = null;
  let [first, left] = [0, 0];
  for (let step = 0; ; step++) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (last && last.at !== stop.at && last.look === stop.before)
      wrong(`the focus is not seen on ${last.name}`);
    // Behind the last control the browser has the focus, and then the first.
    left += stop.at === 0 ? 1 : 0;
    if (left > 2 || (first > 0 && stop.at === first && last?.at !== first)) break;
    if (step > 400) {
      wrong(`the focus does not come round, and is held by ${stop.name}`);
      break;
    }
    if (stop.at === 0) {
      last = null;
      continue;
    }
    first ||= stop.at;
    if (stop.opens && last?.at !== stop.at) {
      await page.keyboard.press("Enter");
      const opened = page.locator(POPUP).filter({ visible: true }).first();
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
    // Within a day the focus goes from part to part; how the whole looks is what its first part shows.
    if (last?.at !== stop.at) last = stop;
  }
  for (const name of await missed(page)) wrong(`not reached: ${name}`);
  return found;
}

// covers(UX-1, UX-5)
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
    const round = async () => {
      await page.goto("about:blank");
      await page.goto(`${satchel.url}`);
      await expect(page.locator("main h1").first()).toBeVisible();
      await page.goto(`${satchel.address}/#${address}`);
      await expect(page.locator("main h1").first()).toBeVisible();
      await page.waitForTimeout(400);
      await settled(page);
      return walk(page);
    };
    const first = await round();
    // What could not be pressed until its answer was in, and was passed before that, is met on another round.
    const again = first.length > 0 ? await round() : [];
    found.push(...again.filter((text) => first.includes(text)).map((text) => `${address}: ${text}`));
  }
  expect([...new Set(found)].sort()).toEqual([]);
});

// covers(UX-5)
test("a control that Tab leaves out is found, and a focus that is not seen", async ({ page, satchel }) => {
  await filled(satchel);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, satchel, "/settings/tags");
  const main = page.locator("main");
  await expect(main.getByRole("grid")).toBeVisible();
  expect(await walk(page)).toEqual([]);
  await page.getByRole("link", { name: "Companies" }).evaluate((link) => (link.tabIndex = -1));
  await page
    .getByRole("link", { name: "Deals" })
    .evaluate((link) => link.style.setProperty("outline", "none", "important"));
  await page.evaluate(() => delete (window as unknown as { walked?: unknown }).walked);
  const found = (await walk(page)).join("\n");
  expect(found).toContain("not reached: a “Companies");
  expect(found).toContain("the focus is not seen on a “Deals");
});

// covers(UX-5, DEAL-1, TASK-1, CON-9, LEAD-1, SRCH-4, SRCH-6)
test("a seller's day by keys alone, the keys beside the text counted", async ({ page, satchel }) => {
  await filled(satchel);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, satchel);
  await expect(page.getByRole("grid")).toBeVisible();
  let pressed = 0;
  const keys = async (...all: string[]) => {
    for (const key of all) {
      pressed += 1;
      await page.keyboard.press(key);
    }
  };
  const counted = (what: string, most: number) => {
    expect(pressed, what).toBeLessThanOrEqual(most);
    pressed = 0;
  };
  const heading = (name: string) => page.getByRole("heading", { level: 1, name });

  await test.step("find somebody and call: five keys; then log it: three and the text", async () => {
    // What the system would dial.
    await page.evaluate(() =>
      document.addEventListener("click", (event) => {
        const link = event.target;
        if (!(link instanceof HTMLAnchorElement) || !link.href.startsWith("tel:")) return;
        event.preventDefault();
        document.body.dataset["dialled"] = link.href;
      }),
    );
    await keys("/", "l", "o");
    await expect(page.getByRole("link", { name: /Ada Lovelace/ })).toBeVisible();
    await keys("Enter");
    await expect(heading("Ada Lovelace")).toBeVisible();
    await keys("t");
    await expect(page.locator("body")).toHaveAttribute("data-dialled", /^tel:\+?\d/);
    counted("find somebody and call", 5);
    await keys("l", "c");
    await expect(page.getByRole("dialog", { name: "Log a call" })).toBeVisible();
    await page.keyboard.type("Wants two presses");
    await keys("Control+Enter");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(page.getByText("Wants two presses")).toBeVisible();
    counted("log a call", 3);
  });

  await test.step("a note, taken back by one key", async () => {
    await keys("n");
    await expect(page.locator("#note-text")).toBeFocused();
    await page.keyboard.type("Met at the fair");
    await keys("Control+Enter");
    await expect(page.getByText("Met at the fair")).toBeVisible();
    counted("a note", 2);
    await keys("Escape", "Control+z");
    await expect(page.getByText("Met at the fair")).toHaveCount(0);
    counted("leave the box and undo", 2);
  });

  await test.step("a new deal: ten keys and the text", async () => {
    await keys("g", "d");
    await expect(heading("Deals")).toBeVisible();
    await keys("c");
    await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
    await page.keyboard.type("Hall lighting");
    const amount = page.getByRole("spinbutton", { name: "Amount" });
    for (let tab = 0; tab < 5 && !(await amount.evaluate((box) => box === document.activeElement)); tab++)
      await keys("Tab");
    await page.keyboard.type("12500");
    await keys("Control+Enter");
    await expect(heading("Hall lighting")).toBeVisible();
    counted("a new deal", 10);
  });

  await test.step("a stage further: two keys; undo: one", async () => {
    const stage = async () => {
      const { hits } = await satchel.call<{ hits: { id: string }[] }>("search.query", {
        text: "Hall lighting",
        kinds: ["deal"],
      });
      const deal = await satchel.call<{ stages: unknown[] }>("deals.get", { id: hits[0]?.id });
      return deal.stages.length;
    };
    await expect.poll(stage).toBe(1);
    await keys("Shift+ArrowRight");
    await expect.poll(stage).toBe(2);
    counted("a stage further", 2);
    await keys("Control+z");
    await expect.poll(stage).toBe(1);
    counted("undo", 1);
  });

  await test.step("a task; done, with what came of it: three keys and the text", async () => {
    await keys("g", "t");
    await expect(heading("Tasks")).toBeVisible();
    await keys("q");
    await page.keyboard.type("Send the price list today");
    await keys("Enter");
    const line = page.getByRole("listitem").filter({ hasText: "Send the price list" });
    await expect(line).toHaveCount(1);
    counted("a task", 4);
    await keys("Escape");
    await expect(line).toHaveAttribute("aria-current", "true");
    pressed = 0;
    await keys("d");
    await expect(page.getByRole("textbox", { name: "Outcome" })).toBeFocused();
    await page.keyboard.type("They want it by post");
    await keys("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(line).toHaveCount(0);
    counted("a task done", 2);
    const { rows } = await satchel.call<{ rows: { outcome?: string }[] }>("tasks.list", {
      query: { filter: { is: { field: "status", op: "equals", value: "done" } } },
    });
    expect(rows.map(({ outcome }) => outcome)).toEqual(["They want it by post"]);
  });

  await test.step("a lead becomes a contact and a deal: three keys and a word", async () => {
    await keys("/");
    await page.keyboard.type("Seidel");
    await expect(page.getByRole("link", { name: /Hanna Seidel/ })).toBeVisible();
    await keys("Enter");
    await expect(heading("Hanna Seidel")).toBeVisible();
    counted("find the lead", 2);
    await keys("Control+k");
    await page.keyboard.type("Convert");
    await expect(page.getByRole("option", { name: /^Convert/ }).first()).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await keys("Enter");
    await expect(page.getByRole("dialog").getByRole("radio", { checked: true })).toBeFocused();
    await keys("Enter");
    await expect(page.getByText("Hanna Seidel is converted")).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page).toHaveURL(/#\/deals\//);
    counted("convert a lead", 3);
  });

  await test.step("a filter: five keys and the words", async () => {
    await keys("g", "p");
    await expect(heading("Contacts")).toBeVisible();
    await expect(page.getByRole("grid")).toBeVisible();
    counted("to the contacts", 2);
    await keys("Shift+F");
    await expect(page.getByRole("combobox", { name: "Field" })).toBeFocused();
    await page.keyboard.type("Tags");
    await keys("Tab", "Tab");
    await expect(page.getByLabel("Value", { exact: true })).toBeFocused();
    await page.keyboard.type("vip");
    await keys("Enter");
    await expect(page.getByRole("button", { name: "Tags contains vip" })).toBeVisible();
    counted("a filter", 5);
  });

  await test.step("kept as a view: three keys and the name; opened by its own: two", async () => {
    await keys("Control+k");
    await page.keyboard.type("Save this view");
    await expect(page.getByRole("option", { name: /^Save this view/ })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await keys("Enter");
    await expect(page.getByLabel("Name of the view")).toBeFocused();
    await page.keyboard.type("To be called");
    await keys("Enter");
    const pinned = page.getByRole("region", { name: "Pinned views" });
    await expect(pinned.getByRole("link", { name: "To be called" })).toBeVisible();
    counted("save a view", 3);
    await keys("g", "l");
    await expect(heading("Leads")).toBeVisible();
    counted("to the leads", 2);
    const names = await pinned.getByRole("link").allInnerTexts();
    await keys("g", String(names.findIndex((name) => name.startsWith("To be called")) + 1));
    await expect(page.getByRole("button", { name: "Tags contains vip" })).toBeVisible();
    await expect(page.getByText("Ada Lovelace", { exact: true }).first()).toBeVisible();
    counted("open the view", 2);
  });
});

// covers(UX-5, CON-9)
test("rows come and go by keys alone, and the focus is never lost with them", async ({ page, satchel }) => {
  await filled(satchel);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, satchel);
  await expect(page.getByRole("grid")).toBeVisible();
  const keys = async (...all: string[]) => {
    for (const key of all) await page.keyboard.press(key);
  };
  const hasFocus = () => page.evaluate(() => document.activeElement !== document.body);

  await test.step("somebody new, thrown away and back", async () => {
    await keys("c");
    await expect(page.getByRole("textbox", { name: "First name" })).toBeFocused();
    await page.keyboard.type("Zora");
    await keys("Control+Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Zora" })).toBeVisible();
    await keys("Delete");
    await expect(page.getByText("Contact moved to the trash")).toBeVisible();
    await keys("Control+z");
    await expect(page.getByRole("grid").getByText("Zora")).toBeVisible();
  });

  await test.step("rows are chosen and thrown away; the focus stays in the list", async () => {
    for (let tab = 0; tab < 60; tab++) {
      if (await page.evaluate(() => document.activeElement?.getAttribute("role") === "grid")) break;
      await page.keyboard.press("Tab");
    }
    await keys("Home", "x", "j", "x");
    await expect(page.getByText(/2 selected/).first()).toBeVisible();
    await keys("Delete");
    await expect(page.getByText("2 contacts moved to the trash")).toBeVisible();
    await expect.poll(hasFocus, { message: "the focus is lost with the rows", timeout: 3_000 }).toBe(true);
    await keys("Control+z");
    await expect(page.getByRole("grid").getByText("Zora")).toBeVisible();
  });

  await test.step("the palette takes one anywhere and gives the focus back", async () => {
    await keys("Control+k");
    await expect(page.getByRole("combobox", { name: "Commands and records" })).toBeFocused();
    await keys("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect.poll(hasFocus, { message: "the focus is lost with the palette", timeout: 3_000 }).toBe(true);
    await keys("Control+k");
    await page.keyboard.type("dark theme");
    await keys("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });
});
