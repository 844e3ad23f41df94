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
