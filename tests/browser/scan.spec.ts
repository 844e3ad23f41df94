// A code in front of the camera: what one laptop shows is read off by another's, through Chromium's invented camera.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { PASSPHRASE, Satchel, expect, test } from "./satchel";

const [WIDE, HIGH] = [640, 480];

/** A film of one still: the dark modules of a code on a bright wall, as YUV4MPEG. */
function film({ side, path }: { side: number; path: string }): Buffer {
  const grey = Buffer.alloc(WIDE * HIGH, 200);
  const scale = Math.floor((HIGH - 40) / side);
  const [left, top] = [(WIDE - side * scale) >> 1, (HIGH - side * scale) >> 1];
  const fill = (x: number, y: number, wide: number, high: number, tone: number) => {
    for (let row = 0; row < high * scale; row++) {
      const from = (top + y * scale + row) * WIDE + left + x * scale;
      grey.fill(tone, from, from + wide * scale);
    }
  };
  fill(0, 0, side, side, 235);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g))
    fill(Number(x), Number(y), Number(run), 1, 30);
  const colour = Buffer.alloc((WIDE * HIGH) / 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), grey, colour]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDE} H${HIGH} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...Array.from({ length: 10 }, () => frame)]);
}

// covers(QR-1, QR-2, QR-3)
test("the code that one laptop shows is a contact on the other after it was held in front of its camera", async ({
  satchel,
}, { project }) => {
  const other = new Satchel();
  const folder = mkdtempSync(join(tmpdir(), "satchel-film-"));
  await other.start();
  try {
    await other.call("vault.create", { passphrase: PASSPHRASE });
    const { id } = await other.call<{ id: string }>("contacts.create", {
      given: "Grace",
      family: "Hopper",
      emails: [{ value: "grace@lumen.example" }],
      phones: [{ value: "+44 131 5550199" }],
    });
    const code = await other.call<{ side: number; path: string }>("contacts.qr", { id });
    writeFileSync(join(folder, "code.y4m"), film(code));
    await satchel.call("vault.create", { passphrase: PASSPHRASE });

    const { launchOptions } = project.use;
    const browser = await chromium.launch({
      ...launchOptions,
      args: [
        ...(launchOptions?.args ?? []),
        "--use-fake-device-for-media-stream",
        `--use-file-for-fake-video-capture=${join(folder, "code.y4m")}`,
      ],
    });
    const context = await browser.newContext({ locale: "en-GB" });
    const page = await context.newPage();
    await page.goto(satchel.url);
    await expect(page.getByRole("link", { name: "Imports" })).toBeVisible();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("scan camera");
    await expect(page.getByRole("option", { name: "Scan a code with the camera" })).toBeVisible();

    // Nobody has said yet that the page may.
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Scan a code with the camera" });
    await expect(dialog.getByRole("heading", { name: "The camera may not be used" })).toBeVisible();
    await context.grantPermissions(["camera"], { origin: satchel.address });
    await dialog.getByRole("button", { name: "Try again" }).click();

    await expect(dialog.getByText("Grace Hopper")).toBeVisible();
    await expect(dialog.getByText("Nothing is saved yet.")).toBeVisible();
    expect((await satchel.call<{ total: number }>("contacts.list")).total).toBe(0);
    await page.keyboard.press("Enter");
    await expect(page.getByText(/Imported on/)).toBeVisible();
    await page.getByRole("link", { name: "Contacts", exact: true }).click();
    const row = page.getByRole("grid").getByText("Grace Hopper");
    await expect(row).toBeVisible();

    // One step, which is taken back like any import.
    await page.keyboard.press("Control+z");
    await expect(page.getByText(/^Taken back/).first()).toBeVisible();
    await expect(row).toBeHidden();
    await browser.close();
  } finally {
    await other.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
