// Who takes the files that are dropped or pasted now: the page of a record takes them for itself; where nobody does, they
// are imported.
import { useEffect, useRef } from "react";
import type { FileHandle } from "@/client";

export interface Taker {
  /** What the veil says. */
  title: string;
  text: string;
  /** Files the page has in hand. */
  takeFiles: (files: File[]) => void;
  /** Files the program has in hand. */
  take: (files: FileHandle[]) => void;
}

const takers: { current: Taker }[] = [];

/** The one that came last. */
export const takerHere = (): Taker | undefined => takers.at(-1)?.current;

/** Takes files as long as it is on the screen; nothing for null. */
export function useTaker(taker: Taker | null): void {
  const now = useRef(taker);
  useEffect(() => {
    now.current = taker;
  });
  const takes = taker !== null;
  useEffect(() => {
    if (!takes) return;
    // Read through the reference: what it says changes with the language, and its place among the others stays.
    const entry = {
      get current() {
        return now.current as Taker;
      },
    };
    takers.push(entry);
    return () => {
      takers.splice(takers.indexOf(entry), 1);
    };
  }, [takes]);
}

/** Files that are pasted, but never instead of text that is pasted into a box; nothing is taken for null. */
export function usePastedFiles(take: ((files: File[], besideText: boolean) => boolean | void) | null): void {
  useEffect(() => {
    if (!take) return;
    const paste = (event: ClipboardEvent) => {
      const held = event.clipboardData;
      const files = [...(held?.files ?? [])];
      const writes = (event.target as HTMLElement | null)?.closest?.("input, textarea, [contenteditable]");
      const besideText = (held?.types ?? []).includes("text/plain");
      if (files.length === 0 || event.defaultPrevented || (writes && besideText)) return;
      if (document.querySelector("[role=dialog]")) return;
      if (take(files, besideText) !== false) event.preventDefault();
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  });
}
