// The service worker keeps the program's own files and nothing else, whatever it is asked for.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";

const SOURCE = readFileSync(join(__dirname, "../../public/sw.js"), "utf8");
const HERE = "https://crm.example/satchel/";
const HTML = '<script type="module" src="./assets/index-1.js"></script><link href="./assets/index-1.css">';

type Listener = (event: unknown) => void;

function worker() {
  const listeners = new Map<string, Listener>();
  const store = new Map<string, Response>();
  const url = (what: string | Request) => (typeof what === "string" ? what : what.url);
  const cache = {
    match: (what: string | Request) => Promise.resolve(store.get(url(what))?.clone()),
    put: (what: string | Request, response: Response) => Promise.resolve(void store.set(url(what), response)),
    add: async (what: string) => void store.set(what, await answer(new Request(what))),
    delete: (what: Request) => Promise.resolve(store.delete(what.url)),
    keys: () => Promise.resolve([...store.keys()].map((one) => new Request(one))),
  };
  let online = true;
  let html = HTML;
  const answer = vi.fn((what: string | Request): Promise<Response> => {
    if (!online) return Promise.reject(new TypeError("nobody answers"));
    return Promise.resolve(new Response(url(what).endsWith("/") ? html : `bytes of ${url(what)}`));
  });
  const self = {
    location: { href: `${HERE}sw.js` },
    addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
    skipWaiting: () => undefined,
    clients: { claim: () => Promise.resolve() },
  };
  const caches = {
    open: () => Promise.resolve(cache),
    keys: () => Promise.resolve([]),
    delete: () => undefined,
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- it runs in a worker of its own
  new Function("self", "caches", "fetch", SOURCE)(self, caches, answer);
  const fire = async (name: string, request?: Request): Promise<Response | undefined> => {
    let answered: Promise<Response> | undefined;
    const waits: Promise<unknown>[] = [];
    listeners.get(name)!({
      request,
      respondWith: (response: Promise<Response>) => (answered = response),
      waitUntil: (work: Promise<unknown>) => waits.push(work),
    });
    const response = await answered;
    await Promise.all(waits);
    return response;
  };
  return {
    install: () => fire("install"),
    ask: (path: string, init?: RequestInit) => fire("fetch", new Request(new URL(path, HERE), init)),
    kept: () => [...store.keys()].map((one) => one.replace(HERE, "")).sort(),
    offline: () => (online = false),
    build: (next: string) => (html = next),
  };
}

// covers(UX-1, SEC-6)
test("nothing of the vault comes near the cache", async () => {
  const it = worker();
  await it.install();
  for (const [path, init] of [
    ["api/v1/call/contacts.list", { method: "POST" }],
    ["api/v1/files/1", {}],
    ["api", {}],
    ["assets/../api/v1/files/1", {}],
    ["assets/x.js", { headers: { authorization: "Bearer secret" } }],
    ["healthz", {}],
    ["https://elsewhere.example/assets/x.js", {}],
    ["https://crm.example/assets/x.js", {}],
  ] as const)
    expect(await it.ask(path, init), path).toBeUndefined();
  expect(it.kept()).toEqual(["", "assets/index-1.css", "assets/index-1.js"]);
});

// covers(UX-1)
test("the page opens without the program, and a new build puts the old one away", async () => {
  const it = worker();
  await it.install();
  await it.ask("assets/font-1.woff2");
  it.build(HTML.replaceAll("-1", "-2"));
  expect(await (await it.ask(""))!.text()).toContain("index-2.js");
  expect(it.kept()).toEqual(["", "assets/index-2.css", "assets/index-2.js"]);
  it.offline();
  expect(await (await it.ask(""))!.text()).toContain("index-2.js");
  expect(await (await it.ask("assets/index-2.js"))!.text()).toContain("bytes of");
  await expect(it.ask("assets/index-9.js")).rejects.toThrow("nobody answers");
});
