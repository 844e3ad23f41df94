// The little of the W3C WebDriver protocol that the desktop tests need, spoken to tauri-driver.
import { setTimeout as sleep } from "node:timers/promises";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** The keys WebDriver has no letter for. */
export const Key = {
  Enter: "\uE007",
  Escape: "\uE00C",
  Tab: "\uE004",
  Backspace: "\uE003",
  Down: "\uE015",
  Control: "\uE009",
  Shift: "\uE008",
};

/** What the driver answered when it did not do what it was told. */
export class WebDriverError extends Error {
  constructor(answer) {
    super(`${answer.error}: ${answer.message}`);
    this.name = "WebDriverError";
    this.code = answer.error;
  }
}

/** One window of the app, driven. */
export class Session {
  #base;

  constructor(base) {
    this.#base = base;
  }

  /** Starts the app through the driver listening on `port`. */
  static async open(port, application, args) {
    const capabilities = { alwaysMatch: { "tauri:options": { application, args } } };
    const base = `http://127.0.0.1:${port}/session`;
    const { sessionId } = await request("POST", base, { capabilities });
    return new Session(`${base}/${sessionId}`);
  }

  #send(method, path, body) {
    return request(method, `${this.#base}${path}`, body);
  }

  /** Ends the app as a closed window does. */
  async close() {
    await this.#send("DELETE", "");
  }

  title() {
    return this.#send("GET", "/title");
  }

  /** Runs `body` in the page; what it returns, awaited, comes back as JSON. */
  run(body, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve((async (...args) => { ${body} })(...Array.prototype.slice.call(arguments, 0, -1)))
        .then((value) => done({ value }), (error) => done({ error: typeof error === "string" ? error : JSON.stringify(error, Object.getOwnPropertyNames(error ?? {})) }));`;
    return this.#send("POST", "/execute/async", { script, args }).then((answer) => {
      if (answer?.error !== undefined) throw new Error(answer.error);
      return answer?.value;
    });
  }

  /** Sends one command as the page does. */
  call(name, input = {}) {
    return this.run('return window.__TAURI_INTERNALS__.invoke("call", { name: args[0], input: args[1] })', name, input);
  }

  async find(css) {
    const element = await this.#send("POST", "/element", { using: "css selector", value: css });
    return element[ELEMENT];
  }

  /** The visible element that says this, once it is there. */
  async byText(css, text, seconds = 10) {
    return until(`${css} saying “${text}”`, seconds, async () => {
      const element = await this.run(
        `const words = (e) => (e.getAttribute("aria-label") || e.innerText || e.value || "").trim();
         const seen = [...document.querySelectorAll(args[0])].filter((e) => e.getClientRects().length > 0);
         return seen.find((e) => words(e) === args[1]) ?? seen.find((e) => words(e).includes(args[1]))`,
        css,
        text,
      ).catch((error) => {
        // It was drawn anew between being found and being told.
        if (!/stale/.test(error.code)) throw error;
      });
      return element?.[ELEMENT];
    });
  }

  /** The field a label names, once it is there. */
  async byLabel(words, { within = "body", seconds = 10 } = {}) {
    return until(`the field “${words}”`, seconds, async () => {
      const element = await this.run(
        `const part = document.querySelector(args[1]);
         const label = [...(part?.querySelectorAll("label") ?? [])].find((e) => e.innerText.trim() === args[0]);
         return label?.control ?? part?.querySelector('[aria-label="' + args[0] + '"]')`,
        words,
        within,
      );
      return element?.[ELEMENT];
    });
  }

  /** The first element that matches, once it is there. */
  element(css, seconds = 10) {
    return until(css, seconds, () => this.find(css).catch(() => undefined));
  }

  click(element) {
    return this.#send("POST", `/element/${element}/click`, {});
  }

  type(element, text) {
    return this.#send("POST", `/element/${element}/value`, { text });
  }

  clear(element) {
    return this.#send("POST", `/element/${element}/clear`, {});
  }

  /** Presses keys as a person does, wherever the focus is; modifiers stay down until the end. */
  async press(...keys) {
    const held = keys.filter((key) => key === Key.Control || key === Key.Shift);
    const rest = keys.filter((key) => !held.includes(key)).flatMap((key) => (key.length > 1 ? [...key] : [key]));
    const actions = [
      ...held.map((value) => ({ type: "keyDown", value })),
      ...rest.flatMap((value) => [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ]),
      ...held.reverse().map((value) => ({ type: "keyUp", value })),
    ];
    await this.#send("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Everything the page shows, as text. */
  text() {
    return this.run("return document.body.innerText");
  }

  /** Waits until the page shows `words`. */
  async shows(words, seconds = 10) {
    let text = "";
    await until(
      `the page showing “${words}”`,
      seconds,
      async () => {
        text = (await this.text()) ?? "";
        return text.includes(words);
      },
      () => text.slice(0, 1500),
    );
  }
}

/** Asks again and again until there is an answer. */
export async function until(what, seconds, ask, otherwise = () => "") {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}\n${otherwise()}`);
    await sleep(100);
  }
}

async function request(method, url, body) {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new WebDriverError(value);
  return value;
}
