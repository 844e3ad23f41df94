// Every address of a filled vault, wide and narrow, with axe's AAA rules; and the proof that a violation is found.
import { findings, overflow } from "./axe";
import { expect, open, test } from "./satchel";

const WIDTHS = [360, 1280];

// covers(UX-4, UX-5, QA-15, QA-16)
test("no address of a filled vault breaks a rule at 360 or 1280 px", async ({ page, satchel }) => {
  test.setTimeout(300_000);
  await satchel.filled();
  const { imports } = await satchel.call<{ imports: { id: string }[] }>("imports.list");
  const person = await satchel.find("Lovelace");
  const { rows } = await satchel.call<{ rows: { id: string }[] }>("companies.list", { limit: 1 });
  const company = rows[0]?.id ?? "";
  const deal = await satchel.deals();
  const lead = await satchel.leads();
  const task = await satchel.call<{ id: string }>("tasks.quick", {
    text: "every Monday 9am weekly report !high #team",
    zone: "Europe/Berlin",
  });
  const { communication } = await satchel.call<{ communication: { id: string } }>("communications.log", {
    channel: "call",
    zone: "Europe/Berlin",
    outcome: "reached",
    duration_s: 300,
    body: "Wants an offer.",
    contacts: [person],
    next_step: "send the offer tomorrow",
  });
  await satchel.call("contacts.delete", { id: await satchel.find("Tesla") });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, satchel);
  const places = [
    "/contacts",
    "/contacts/new",
    `/contacts/${person}`,
    `/contacts/${person}/edit`,
    "/companies",
    "/companies/new",
    `/companies/${company}`,
    `/companies/${company}/edit`,
    "/leads",
    "/leads/new",
    `/leads/${lead}`,
    `/leads/${lead}/edit`,
    "/settings/leads",
    "/deals?view=board",
    "/deals?view=list",
    "/deals/new",
    "/deals/forecast",
    `/deals/${deal}`,
    `/deals/${deal}/edit`,
    "/settings/deals",
    "/home",
    "/tasks",
    "/tasks?view=week",
    "/tasks?view=all",
    "/tasks/new",
    `/tasks/${task.id}`,
    `/tasks/${task.id}/edit`,
    "/activity",
    "/activity?view=feed",
    `/activity/${communication.id}`,
    "/imports",
    "/imports/new",
    `/imports/${imports[0]?.id}`,
    "/duplicates",
    "/history",
    "/trash",
    "/settings",
    "/settings/layout",
    "/settings/tags",
    "/search?text=lov",
    "/nowhere",
  ];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const place of places) {
      await page.goto(`${satchel.address}/#${place}`);
      await expect(page.locator("main h1")).toBeVisible();
      await page.waitForTimeout(400);
      expect.soft(await findings(page), `${place} at ${width}`).toEqual([]);
      expect.soft(await overflow(page), `${place} sticks out at ${width}`).toBe(0);
    }
  }
});

// covers(QA-15)
test("planted violations are found: a name, a picture's text, and contrast below 4.5:1 and below 7:1", async ({
  page,
  satchel,
}) => {
  await satchel.filled();
  await open(page, satchel);
  await expect(page.getByRole("grid")).toBeVisible();
  await page.waitForTimeout(300);
  expect(await findings(page)).toEqual([]);
  await page.evaluate(() => {
    const button = document.createElement("button");
    const image = document.createElement("img");
    image.src = "./satchel.svg";
    // Small: a picture as wide as the page pushes everything else out of sight, and axe judges no contrast there.
    image.width = 16;
    document.querySelector("main")?.prepend(button, image);
    document.querySelector("h1")?.style.setProperty("color", "#aaa");
    // 5.3:1, enough for AA and not for AAA.
    document.querySelector<HTMLElement>("nav a")?.style.setProperty("color", "#666");
  });
  const found = await findings(page);
  for (const rule of ["button-name", "image-alt", "color-contrast", "color-contrast-enhanced"])
    expect(
      found.some((one) => one.startsWith(`${rule}:`)),
      `${rule} among ${found.join("\n")}`,
    ).toBe(true);
});

// covers(QA-15)
test("contrast is judged below the fold too", async ({ page, satchel }) => {
  await satchel.filled();
  await page.setViewportSize({ width: 1280, height: 500 });
  await open(page, satchel, "/settings");
  const last = page.locator("main dt").last();
  await expect(last).toBeAttached();
  await page.waitForTimeout(300);
  expect(await findings(page)).toEqual([]);
  const top = await last.evaluate((element) => {
    element.style.setProperty("color", "#999");
    return element.getBoundingClientRect().top;
  });
  expect(top, "the planted text is out of sight").toBeGreaterThan(500);
  expect((await findings(page)).join("\n")).toContain("color-contrast");
});

// covers(UX-5)
test("the whole way can be gone without a mouse, and the focus is always to be seen", async ({
  page,
  satchel,
}) => {
  await satchel.filled();
  await open(page, satchel);
  await expect(page.getByRole("grid")).toBeVisible();
  const seen = new Set<string>();
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const rows = element.getAttribute("role") === "grid";
      return {
        name: (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40),
        visible: rows || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
      };
    });
    if (!focused) break;
    expect(focused.visible, `the focus on “${focused.name}” cannot be seen`).toBe(true);
    seen.add(focused.name);
  }
  for (const name of ["Skip to content", "New contact", "Filter", "Contacts"])
    expect(
      [...seen].some((one) => one.includes(name)),
      name,
    ).toBe(true);
});
