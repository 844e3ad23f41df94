// The service worker of a browser on `satchel serve`: it keeps the program's own files, so that the page opens at once
// and can say that Satchel does not answer where it does not. Nothing of the vault ever comes into it: what is under
// /api, and whatever was sent with a key, goes past it untouched.
const CACHE = "satchel-shell-1";
const scope = new URL("./", self.location.href);

/** The place of a file below the page's own address; null for everything that is none of the shell. */
function place(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname))
    return null;
  if (request.headers.has("authorization")) return null;
  const path = url.pathname.slice(scope.pathname.length);
  if (path === "" || path === "index.html") return "page";
  if (/^assets\/[\w.-]+$/.test(path)) return "asset";
  if (/^(icons\/[\w-]+\.png|satchel\.svg|manifest\.webmanifest)$/.test(path)) return "sign";
  return null;
}

/** The names of the files a page begins with. */
const named = (html) => [...html.matchAll(/(?:src|href)="\.?\/?(assets\/[\w.-]+)"/g)].map(([, name]) => name);

/** Takes a fresh page in; files of an earlier build go when it names others. */
async function keepPage(response) {
  const cache = await caches.open(CACHE);
  const html = await response.clone().text();
  const before = await cache.match(scope.href);
  const same = before !== undefined && (await before.text()) === html;
  if (same) return;
  for (const request of await cache.keys())
    if (place(request) === "asset" && !named(html).some((name) => request.url.endsWith(`/${name}`)))
      await cache.delete(request);
  await cache.put(scope.href, response.clone());
  await Promise.all(
    named(html).map(async (name) => {
      const url = new URL(name, scope).href;
      if (!(await cache.match(url))) await cache.add(url);
    }),
  );
}

/** The page as it is now; the one kept only where nobody answers. */
async function page(event) {
  try {
    const response = await fetch(event.request);
    if (response.ok && !response.redirected) event.waitUntil(keepPage(response.clone()));
    return response;
  } catch (thrown) {
    const kept = await (await caches.open(CACHE)).match(scope.href);
    if (kept) return kept;
    throw thrown;
  }
}

/** A file whose name changes with its content is the one that is kept. */
async function asset(event) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(event.request);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(cache.put(event.request, response.clone()));
  return response;
}

/** Icons and the manifest are asked for anew and kept for when nobody answers. */
async function sign(event) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(cache.put(event.request, response.clone()));
    return response;
  } catch (thrown) {
    const kept = await cache.match(event.request);
    if (kept) return kept;
    throw thrown;
  }
}

const ANSWERS = { page, asset, sign };

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(
    fetch(scope.href, { cache: "no-cache" }).then((response) => response.ok && keepPage(response)),
  );
});

self.addEventListener("activate", (event) => {
  const old = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(old());
});

self.addEventListener("fetch", (event) => {
  const what = place(event.request);
  if (what) event.respondWith(ANSWERS[what](event));
});
