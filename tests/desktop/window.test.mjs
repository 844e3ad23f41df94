// The window itself, whatever the page shows: it opens, its page may do what it must and nothing else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Desk } from "./desk.mjs";

let desk;
let page;

before(async () => {
  desk = await Desk.set();
  page = await desk.start();
});
after(() => desk?.clear());

test("the window opens on the app's own page", async () => {
  assert.equal(await page.run("return location.origin"), "tauri://localhost");
  assert.equal(await page.title(), "Satchel");
  await desk.shot("window");
  await desk.shot("screen");
});

test("a command round trip is quick", async () => {
  await page.shows("Drop a file here to begin", 30);
  const milliseconds = await page.run(`
    const times = [];
    for (let i = 0; i < 100; i++) {
      const start = performance.now();
      await window.__TAURI_INTERNALS__.invoke("call", { name: "settings.get", input: {} });
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[50];`);
  console.log(`# median round trip ${milliseconds} ms`);
  assert.ok(milliseconds < 100, `${milliseconds} ms`);
});

// covers(SEC-14)
test("the page reaches nothing but the one command", async () => {
  for (const command of ["plugin:dialog|open", "plugin:webview|create_webview_window", "plugin:event|emit"]) {
    await assert.rejects(
      page.run("return window.__TAURI_INTERNALS__.invoke(args[0], {})", command),
      /not allowed/,
      command,
    );
  }
});

test("the content security policy stops foreign scripts, styles and requests", async () => {
  const blocked = await page.run(`
    const seen = [];
    document.addEventListener("securitypolicyviolation", (e) => seen.push(e.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.__foreign = true";
    document.head.append(script);
    const image = new Image();
    image.src = "https://example.test/pixel.png";
    await fetch("https://example.test/").catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    script.remove();
    return { seen, foreign: window.__foreign === true };`);
  assert.equal(blocked.foreign, false);
  for (const directive of ["script-src-elem", "img-src", "connect-src"]) {
    assert.ok(blocked.seen.includes(directive), `${directive} was not stopped: ${blocked.seen}`);
  }
});
