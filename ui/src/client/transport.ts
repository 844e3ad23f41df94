// What a way to reach the program offers. There are three: the desktop window (tauri.ts), a browser on satchel serve
// (http.ts), and an invented one for stories and tests (fake.ts). Nothing above this line knows which it talks to.
import type { Camera } from "./camera";
import type { CommandName, FileHandle, Input, Output, SatchelEvent, WireError } from "./commands";

export type Connection = "connected" | "lost";

export interface Client {
  /** Runs one command. Rejects with a {@link Failure} and nothing else. */
  call<N extends CommandName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>>;
  /** Change, progress, vault and file events; returns how to stop. */
  subscribe(listener: (event: SatchelEvent) => void): () => void;
  /** Whether the program behind the page answers; calls the listener at once. */
  watchConnection(listener: (state: Connection) => void): () => void;
  /** Tells a window of its own whether closing it now would lose something written; a browser asks by itself. */
  setUnsaved?(unsaved: boolean): void;
  /** Opens the system's dialog to print the page, where the page cannot by itself. */
  print?(): Promise<void>;
  /** Hands files over; the answer names them for commands. */
  upload(files: File[], watch?: Watch): Promise<FileHandle[]>;
  /** Lets the seller choose files, when the window has a chooser of its own; null means use the page's. Without
   *  extensions the chooser offers what an import reads. */
  pick: ((extensions?: readonly string[]) => Promise<FileHandle[]>) | null;
  /** Asks for the computer's camera; rejects with a `NoCamera` that says why there is none. */
  camera(): Promise<Camera>;
  /** Lets the seller keep a file the program made; false if they thought better of it. */
  save(file: FileHandle): Promise<boolean>;
  /** Opens a file the program made with the system's program for it; absent where the page cannot. */
  open?(file: FileHandle): Promise<void>;
  /** Lets the seller keep a text the page made, as a file; false if they thought better of it. */
  saveText(name: string, text: string): Promise<boolean>;
  /** The bytes of a file the program made, for pictures. */
  read(file: FileHandle): Promise<Blob>;
}

/** Who wants to know how far an upload is, and may stop it. */
export interface Watch {
  signal?: AbortSignal;
  onSent?: (bytes: number, total: number) => void;
}

/** A refusal or a fault, from the program or from not reaching it. */
export class Failure extends Error {
  readonly code: string;
  readonly kind: "refused" | "broken";
  readonly field: string | undefined;
  readonly details: unknown;

  constructor(wire: WireError) {
    super(wire.message);
    this.name = "Failure";
    this.code = wire.code;
    this.kind = wire.kind;
    this.field = wire.field;
    this.details = wire.details;
  }

  /** Whatever was thrown, as a failure with a code. */
  static from(thrown: unknown): Failure {
    if (thrown instanceof Failure) return thrown;
    if (isWireError(thrown)) return new Failure(thrown);
    if (typeof thrown === "string") {
      try {
        const parsed: unknown = JSON.parse(thrown);
        if (isWireError(parsed)) return new Failure(parsed);
      } catch {
        // Not JSON: plain words from below the command layer.
      }
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new Failure({ code: "unexpected", kind: "broken", message });
  }
}

export function isWireError(value: unknown): value is WireError {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as WireError).code === "string" &&
    typeof (value as WireError).message === "string"
  );
}
