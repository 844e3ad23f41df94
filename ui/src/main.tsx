// The page's start: which program it talks to and what it is asked first, then the app. Short, because nothing is asked
// before all that this file imports has been read.
import { askAhead } from "./client/ahead";
import { httpClient, takeToken } from "./client/http";
import { insideTauri, tauriClient } from "./client/tauri";
import type { Client } from "./client/transport";
import "./kit/base.css";

async function connect(): Promise<Client> {
  if (insideTauri()) return tauriClient();
  // `npm run dev` alone has no program behind it; the invented one is never part of a build.
  if (import.meta.env.DEV && !window.location.search.includes("real")) {
    const { FakeClient } = await import("./client/fake");
    return new FakeClient({ contacts: window.location.search.includes("many") ? 1_000_000 : 240 });
  }
  keepShell();
  return httpClient("", takeToken(document, window.location, window.sessionStorage));
}

/** A browser keeps the program's own files, never anything of the vault. Only a secure address may: this computer's own
 *  one, or one with https. */
function keepShell(): void {
  if (!import.meta.env.PROD || !window.isSecureContext || !("serviceWorker" in navigator)) return;
  // Without it the page is the same, only not there while nobody answers.
  navigator.serviceWorker.register("./sw.js").catch(() => undefined);
}

const root = document.getElementById("root");
if (root) {
  const client = await connect();
  const asked = askAhead(client, window.location.hash);
  const { start } = await import("./start");
  await start(root, client, asked);
}
