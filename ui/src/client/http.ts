// The transport of a browser on `satchel serve`: commands by POST, events by WebSocket with resume, files by upload.
// The bearer token comes from the page or from the address, and from then on lives in this tab only.
import { openCamera } from "./camera";
import { addressed } from "./kinds";
import type { CommandName, FileHandle, Input, Output, SatchelEvent } from "./commands";
import { Failure, isWireError, type Client, type Connection, type Watch } from "./transport";

const TOKEN_KEY = "satchel-token";
const RETRY_MS = [500, 1000, 2000, 4000, 8000];

/** Takes the token out of the page, then out of the address bar, and keeps it for this tab. */
export function takeToken(page: Document, location: Location, store: Storage): string | null {
  const meta = page.querySelector<HTMLMetaElement>('meta[name="satchel-token"]')?.content;
  const found = /(?:^#|[#&?])token=([^&]+)/.exec(location.hash);
  const token = meta || (found?.[1] ? decodeURIComponent(found[1]) : null);
  if (found) {
    page.defaultView?.history.replaceState(null, "", location.pathname + location.search);
  }
  if (token) store.setItem(TOKEN_KEY, token);
  return token ?? store.getItem(TOKEN_KEY);
}

/** Hands bytes to the browser, which asks where they shall go or has been told. */
function download(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function httpClient(base: string, token: string | null): Client {
  const events = new Set<(event: SatchelEvent) => void>();
  const watchers = new Set<(state: Connection) => void>();
  let connection: Connection = "connected";
  let seen = 0;
  let socket: WebSocket | null = null;
  let attempts = 0;

  const headers = (type?: string): HeadersInit => ({
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(type ? { "content-type": type } : {}),
  });

  const report = (state: Connection) => {
    if (state === connection) return;
    connection = state;
    watchers.forEach((watcher) => watcher(state));
  };

  const request = async (path: string, init: RequestInit): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, init);
    } catch (thrown) {
      if (init.signal?.aborted) throw new Failure({ code: "aborted", kind: "refused", message: "Stopped." });
      report("lost");
      reconnect();
      throw new Failure({ code: "unreachable", kind: "broken", message: String(thrown) });
    }
    if (!response.ok) {
      const body: unknown = await response.json().catch(() => null);
      if (isWireError(body)) throw new Failure(body);
      throw new Failure({
        code: response.status === 401 ? "unauthorised" : `http_${response.status}`,
        kind: response.status < 500 ? "refused" : "broken",
        message: `The server answered ${response.status}.`,
      });
    }
    return response;
  };

  const connect = () => {
    const address = new URL(`${base}/api/v1/events`, window.location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    if (seen > 0) address.searchParams.set("from_seq", String(seen));
    // A browser's WebSocket carries no header: the token travels as a subprotocol.
    socket = token ? new WebSocket(address, ["satchel", `bearer.${token}`]) : new WebSocket(address);
    socket.onopen = () => {
      // Whatever happened before anybody listened is unknown: everything shown is asked for again.
      events.forEach((tell) => tell({ type: "gap" }));
      attempts = 0;
      report("connected");
    };
    socket.onmessage = (message) => {
      const event = JSON.parse(String(message.data)) as SatchelEvent;
      if (event.type === "change") seen = Math.max(seen, event.to_seq);
      events.forEach((tell) => tell(event));
    };
    socket.onclose = () => {
      socket = null;
      if (events.size > 0) reconnect();
    };
  };

  let timer: number | undefined;
  const reconnect = () => {
    if (timer !== undefined || socket?.readyState === WebSocket.OPEN) return;
    const wait = RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)] ?? 8000;
    attempts += 1;
    if (attempts > 2) report("lost");
    timer = window.setTimeout(() => {
      timer = undefined;
      connect();
    }, wait);
  };

  return {
    async call<N extends CommandName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>> {
      const [command, given] = addressed(name, input);
      const response = await request(`/api/v1/call/${command}`, {
        method: "POST",
        headers: headers("application/json"),
        body: JSON.stringify(given),
        signal: signal ?? null,
      });
      return (await response.json()) as Output<N>;
    },
    subscribe(listener) {
      events.add(listener);
      if (!socket && timer === undefined) connect();
      return () => {
        events.delete(listener);
      };
    },
    watchConnection(listener) {
      watchers.add(listener);
      listener(connection);
      return () => watchers.delete(listener);
    },
    async upload(files, watch) {
      const handles: FileHandle[] = [];
      const total = files.reduce((sum, { size }) => sum + size, 0);
      let sent = 0;
      for (const file of files) {
        if (watch) {
          const before = sent;
          const address = `${base}/api/v1/files?name=${encodeURIComponent(file.name)}`;
          const onSent = (now: number) => watch.onSent?.(before + now, total);
          handles.push(await uploaded(address, headers("application/octet-stream"), file, onSent, watch));
          sent += file.size;
          continue;
        }
        const response = await request(`/api/v1/files?name=${encodeURIComponent(file.name)}`, {
          method: "POST",
          headers: headers("application/octet-stream"),
          body: file,
        });
        handles.push((await response.json()) as FileHandle);
      }
      return handles;
    },
    pick: null,
    camera: openCamera,
    async save(file) {
      const blob = await (await request(`/api/v1/files/${file.file}`, { headers: headers() })).blob();
      download(file.name, blob);
      return true;
    },
    saveText(name, text) {
      download(name, new Blob([text], { type: "text/plain" }));
      return Promise.resolve(true);
    },
    async read(file) {
      return (await request(`/api/v1/files/${file.file}`, { headers: headers() })).blob();
    },
  };
}

/** One file, sent so that it is known how much of it has gone; `fetch` does not say. */
function uploaded(
  address: string,
  headers: HeadersInit,
  file: File,
  onSent: (bytes: number) => void,
  { signal }: Watch,
): Promise<FileHandle> {
  return new Promise((resolve, reject) => {
    const stopped = () => new Failure({ code: "aborted", kind: "refused", message: "Stopped." });
    if (signal?.aborted) return reject(stopped());
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open("POST", address);
    new Headers(headers).forEach((value, name) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onabort = () => reject(stopped());
    request.onerror = () =>
      reject(new Failure({ code: "unreachable", kind: "broken", message: "The file could not be sent." }));
    request.onloadend = () => signal?.removeEventListener("abort", stop);
    request.onload = () => {
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // Not JSON: an answer from something in between.
      }
      if (request.status < 300) resolve(body as FileHandle);
      else if (isWireError(body)) reject(new Failure(body));
      else
        reject(
          new Failure({
            code: `http_${request.status}`,
            kind: request.status < 500 ? "refused" : "broken",
            message: `The server answered ${request.status}.`,
          }),
        );
    };
    signal?.addEventListener("abort", stop);
    request.send(file);
  });
}
