import { chromium } from "@playwright/test";
const [,, out, ...list] = process.argv;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const one of list) {
  const [name, width = "1280", query = ""] = one.split("@");
  const page = await browser.newPage({ viewport: { width: Number(width), height: Number(width) < 500 ? 740 : 800 } });
  await page.goto(`http://localhost:5199/stories.html?story=${encodeURIComponent(name)}${query}`);
  await page.waitForFunction(() => document.documentElement.dataset.story, null, { timeout: 60000 }).catch(() => {});
  await page.waitForTimeout(900);
  await page.screenshot({ path: `${out}/${name.replaceAll("/", "-")}-${width}${query.replace(/\W/g, "")}.png` });
  await page.close();
}
await browser.close();
