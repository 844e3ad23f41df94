// One way to save what is being edited, for the whole form and for a single fact: what was typed and not confirmed is
// taken, a half day is refused, a second press while it saves does nothing, and what came of it is kept until the
// next try: a failure with the field it is about, or the fields somebody else has changed too.
import { useId, useMemo, useRef, useState } from "react";
import { Failure } from "@/client";
import { useWords } from "@/locales";
import type { DraftState } from "./draft";
import type { Draft } from "./editors/parts";
import { faultPath, openDay, type Fault } from "./faults";
import type { Clash } from "./saving";

interface Latest<R extends Draft> {
  draft: Draft;
  base: R | undefined;
}

export function useSave<R extends Draft>(
  { draft, latest }: Pick<DraftState<R>, "draft" | "latest">,
  /** Writes the draft; `over` is the clash the seller has decided. Answers with a new clash, if there is one. */
  write: (latest: Latest<R>, over: Clash | undefined) => Promise<Clash | null>,
) {
  const words = useWords();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [clash, setClash] = useState<Clash | null>(null);
  const unfinished = useMemo(() => new Set<() => void>(), []);
  // Held keys and double clicks save once.
  const running = useRef(false);
  const faultId = useId();
  const path = faultPath(draft, failure);
  const fault = useMemo<Fault | null>(
    () => (failure && path ? { path, text: words(failure), id: faultId } : null),
    [failure, path, words, faultId],
  );
  const forget = () => {
    setFailure(null);
    setClash(null);
  };
  const save = async (over?: Clash) => {
    if (running.current) return;
    running.current = true;
    setFailure(null);
    try {
      unfinished.forEach((finish) => finish());
      const now = latest();
      const open = openDay(now.draft);
      if (open) throw open;
      setClash(await write(now, over));
    } catch (thrown) {
      setClash(null);
      setFailure(Failure.from(thrown));
    } finally {
      running.current = false;
    }
  };
  return { save, forget, failure, clash, fault, unfinished };
}
