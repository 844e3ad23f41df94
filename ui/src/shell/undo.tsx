// Taking back: one's own last change by Ctrl+Z, a named one by its button, always saying in words what came back and
// what was kept because it had been changed since.
import { createContext, use, useCallback, useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { Failure, refresh, useClient, type UndoReport } from "@/client";
import { useToast, type ToastInput } from "@/kit";
import { keptDetail } from "@/records/Kept";
import { useLabelWords } from "@/records/labels";

export interface Undo {
  /** Takes back the last change, or the last few. */
  last: (times?: number) => Promise<void>;
  set: (changeSet: string) => Promise<void>;
  redo: () => Promise<void>;
}

const UndoContext = createContext<Undo | null>(null);

export function useUndo(): Undo {
  const undo = use(UndoContext);
  if (!undo) throw new Error("useUndo stands outside <UndoProvider>.");
  return undo;
}

/** Says what was done, with the way back: of the change set that is named, else of the last change. */
export function useDone(): (
  text: string,
  more?: { set?: string; detail?: ReactNode; instead?: ToastInput["instead"] },
) => void {
  const { t } = useTranslation();
  const toast = useToast();
  const undo = useUndo();
  return useCallback(
    (text, { set, detail, instead } = {}) =>
      toast.show({
        text,
        detail,
        ...(instead ? { instead } : {}),
        action: { label: t("undo.action"), run: () => void (set ? undo.set(set) : undo.last()) },
      }),
    [t, toast, undo],
  );
}

/** Longer than this nobody's key waits for what is being written. */
const PATIENCE_MS = 3000;

/** Waits for what is being written: taken back is what the seller did last, even if it is not there yet. */
function written(queries: QueryClient): Promise<void> {
  const idle = () => queries.isMutating() === 0;
  if (idle()) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      stop();
      clearTimeout(late);
      resolve();
    };
    const stop = queries.getMutationCache().subscribe(() => {
      if (idle()) done();
    });
    const late = setTimeout(done, PATIENCE_MS);
  });
}

export function UndoProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const client = useClient();
  const queries = useQueryClient();
  const toast = useToast();
  const words = useLabelWords();

  const undo = useMemo<Undo>(() => {
    const changed = () => refresh(queries, { type: "change", from_seq: 0, to_seq: 0, kinds: [], ids: null });
    const along = ({ with: rows = 0 }: UndoReport) => (rows > 0 ? ` ${t("undo.with", { count: rows })}` : "");
    const redo = async () => {
      try {
        const report = await client.call("changes.redo", {});
        changed();
        toast.show({
          text: `${t("undo.redone", { label: words(report.label) })}${along(report)}`,
          ...keptDetail(report),
        });
      } catch (thrown) {
        toast.fail(thrown);
      }
    };
    const take = async (input: { change_set?: string }, times: number) => {
      try {
        if (!input.change_set) await written(queries);
        let report: UndoReport | null = null;
        for (let at = 0; at < times; at++) report = await client.call("changes.undo", input);
        changed();
        if (report)
          toast.show({
            text:
              times > 1
                ? t("undo.doneMany", { count: times })
                : `${t("undo.done", { label: words(report.label) })}${along(report)}`,
            ...keptDetail(report),
            action: { label: t("undo.redo"), run: () => void redo() },
          });
      } catch (thrown) {
        if (Failure.from(thrown).code === "nothing_to_undo") toast.show({ text: t("undo.nothing") });
        else toast.fail(thrown);
      }
    };
    return {
      last: (times = 1) => take({}, times),
      set: (change_set) => take({ change_set }, 1),
      redo,
    };
  }, [client, queries, toast, t, words]);

  return <UndoContext value={undo}>{children}</UndoContext>;
}
