// The transport of the desktop window. Only this file imports @tauri-apps. Besides the program's own commands the
// shell answers a few of its own, because only it can: shell.ready, shell.pick, shell.put, shell.save, shell.open, shell.print, shell.unsaved. Files it has a handle for
// are read from the satchel: scheme.
import { convertFileSrc, invoke, isTauri } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { openCamera } from "./camera";
import { addressed } from "./kinds";
import type { CommandName, FileHandle, Input, Output, SatchelEvent } from "./commands";
import { Failure, type Client } from "./transport";

export const insideTauri = (): boolean => isTauri();

/** The one event channel of the shell. */
const CHANNEL = "satchel";

/** Bytes that go through a command in one piece. */
const PASTED_UP_TO = 32 * 1024 * 1024;

function base64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    // `data:image/png;base64,iVBOR…`
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(Failure.from(reader.error));
    reader.readAsDataURL(file);
  });
}

async function call<T>(name: string, input: unknown): Promise<T> {
  try {
    return await invoke<T>("call", { name, input });
  } catch (thrown) {
    throw Failure.from(thrown);
  }
}

export function tauriClient(): Client {
  const listeners = new Set<(event: SatchelEvent) => void>();
  /** What came before anybody listened. */
  let early: SatchelEvent[] | null = [];
  const tell = (event: SatchelEvent) =>
    early ? early.push(event) : listeners.forEach((listener) => listener(event));
  // Nothing is asked before the channel stands: what changes after an answer is then always heard of. Where it cannot
  // stand the page is still worth having.
  const standing = listen<SatchelEvent>(CHANNEL, (event) => tell(event.payload)).catch(() => undefined);
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    // All of a screen's parts come to listen in one go.
    setTimeout(() => {
      const held = early ?? [];
      early = null;
      held.forEach(tell);
      // What was opened with the app waits in the shell until somebody listens.
      void standing
        .then(() => call<{ files: FileHandle[] }>("shell.ready", {}))
        .then(({ files }) => files.length > 0 && tell({ type: "files", files, dropped: false }));
    });
  };
  return {
    call: async <N extends CommandName>(name: N, input: Input<N>) => {
      await standing;
      return call<Output<N>>(...addressed(name, input));
    },
    subscribe(listener) {
      listeners.add(listener);
      begin();
      return () => listeners.delete(listener);
    },
    watchConnection(listener) {
      listener("connected");
      return () => undefined;
    },
    setUnsaved(unsaved) {
      // Without the shell there is no window to close.
      call("shell.unsaved", { unsaved }).catch(() => undefined);
    },
    async print() {
      await call("shell.print", {});
    },
    // The shell takes dropped files itself and answers with a `files` event; the page never sees their bytes. What is
    // pasted has no other way.
    async upload(files, watch) {
      const handles: FileHandle[] = [];
      for (const file of files) {
        if (watch?.signal?.aborted)
          throw new Failure({ code: "aborted", kind: "refused", message: "Stopped." });
        if (file.size > PASTED_UP_TO)
          throw new Failure({ code: "not_here", kind: "refused", message: "Choose files with the button." });
        handles.push(await call<FileHandle>("shell.put", { name: file.name, data: await base64(file) }));
      }
      return handles;
    },
    pick: async (extensions) =>
      (await call<{ files: FileHandle[] }>("shell.pick", extensions ? { extensions } : {})).files,
    camera: openCamera,
    async open(file) {
      await call("shell.open", { file: file.file });
    },
    async save(file) {
      return (await call<{ saved: boolean }>("shell.save", { file: file.file, name: file.name })).saved;
    },
    async saveText(name, text) {
      return (await call<{ saved: boolean }>("shell.save", { text, name })).saved;
    },
    async read(file) {
      const response = await fetch(convertFileSrc(file.file, "satchel"));
      if (!response.ok)
        throw new Failure({ code: "not_found", kind: "refused", message: "The file is gone." });
      return response.blob();
    },
  };
}
