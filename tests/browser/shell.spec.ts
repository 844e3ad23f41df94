// What a browser keeps of the program: its own files, and nothing of the vault.
import { expect, open, test } from "./satchel";

// covers(UX-1, SEC-6)
test("a browser keeps the page and never an answer, and says so when Satchel is gone", async ({
  page,
  satchel,
}) => {
  await satchel.filled();
  await open(page, satchel);
  await expect(page.getByText("Ada Lovelace").first()).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expect(page.getByText("Ada Lovelace").first()).toBeVisible();
  const kept = () =>
    page.evaluate(async () => {
      const urls: string[] = [];
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) urls.push(new URL(url).pathname);
      return urls;
    });
  await expect.poll(async () => (await kept()).length).toBeGreaterThan(2);
  expect(
    (await kept()).filter((path) => !/^\/($|assets\/|icons\/|satchel\.svg|manifest)/.test(path)),
  ).toEqual([]);

  const manifest = await page.request.get(`${satchel.address}/manifest.webmanifest`);
  expect(manifest.headers()["content-type"]).toBe("application/manifest+json");
  for (const { src } of ((await manifest.json()) as { icons: { src: string }[] }).icons)
    expect((await page.request.get(new URL(src, `${satchel.address}/`).href)).ok(), src).toBe(true);

  await satchel.stop();
  await page.reload();
  await expect(page.getByText(/Satchel does not answer/)).toBeVisible({ timeout: 60_000 });
});

// covers(UX-1)
test("a message that is short has its button beside its words, and Enter merges two contacts", async ({
  page,
  satchel,
}) => {
  await satchel.filled();
  await open(page, satchel);
  await page.getByRole("grid").focus();
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Merge" }).click();
  await expect(page.getByRole("radio", { name: /stays$/ }).first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Merged into/)).toBeVisible();
  await page.getByRole("button", { name: "Dismiss" }).click();

  await page.keyboard.press("l");
  await page.keyboard.press("c");
  await expect(page.getByRole("textbox", { name: "What was said" })).toBeFocused();
  await page.keyboard.type("Wants two");
  await page.keyboard.press("Control+Enter");
  const said = page.getByText("Call logged", { exact: true });
  await expect(said).toBeVisible();
  const undo = page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" });
  const [words, button] = [await said.boundingBox(), await undo.boundingBox()];
  if (!words || !button) throw new Error("there is no message");
  expect(Math.abs(words.y + words.height / 2 - button.y - button.height / 2)).toBeLessThan(8);
});
