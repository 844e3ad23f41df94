// Paper: a screen says what its sheet is, and the one command "Print" puts that sheet beside the page, where only a printer
// sees it, waits until it has all it needs, and opens the system's dialog. A screen without a sheet is printed as it is.
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { useClient } from "@/client";
import { Button, Progress, useToast } from "@/kit";

interface Paper {
  offer: (sheet: { current: ReactNode }) => () => void;
  print: () => void;
}
const PaperContext = createContext<Paper | null>(null);

/** How far a sheet is. */
interface Roll {
  /** It has all it needs. */
  ready: () => void;
  /** It is still being asked for. */
  progress: (done: number, total: number) => void;
  fail: (thrown: unknown) => void;
}
const RollContext = createContext<Roll | null>(null);

/** Quick sheets come without a word. */
const PATIENCE_MS = 400;

export function PaperProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const client = useClient();
  const { fail } = useToast();
  const offered = useRef<{ current: ReactNode }[]>([]);
  const [sheet, setSheet] = useState<ReactNode>(null);
  const [at, setAt] = useState<{ done: number; total: number } | null>(null);
  const [printed, setPrinted] = useState(false);
  const [slow, setSlow] = useState(false);
  /** A sheet says that it is ready as often as it is drawn; it is printed once. */
  const begun = useRef(false);

  const away = useCallback(() => {
    setSheet(null);
    setAt(null);
    setPrinted(false);
    setSlow(false);
  }, []);
  const show = useCallback(() => {
    if (client.print) client.print().catch(fail);
    else window.print();
  }, [client, fail]);

  const paper = useMemo<Paper>(
    () => ({
      offer: (one) => {
        offered.current.push(one);
        return () => {
          offered.current = offered.current.filter((other) => other !== one);
        };
      },
      print: () => {
        const one = offered.current.findLast(({ current }) => Boolean(current));
        away();
        begun.current = false;
        if (one) setSheet(one.current);
        else show();
      },
    }),
    [away, show],
  );

  const roll = useMemo<Roll>(
    () => ({
      ready: () => {
        if (begun.current) return;
        begun.current = true;
        setAt(null);
        // Letters of other scripts come when they are first wanted; a printer does not wait for them.
        const letters: Promise<unknown> = document.fonts?.ready ?? Promise.resolve();
        void letters.then(() => {
          setPrinted(true);
          setTimeout(show);
        });
      },
      progress: (done, total) => setAt({ done, total }),
      fail: (thrown) => {
        away();
        fail(thrown);
      },
    }),
    [away, show, fail],
  );

  const waiting = sheet !== null && !printed;
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [waiting]);

  // While the system's dialog is open it has every key; what comes after it means that the sheet has served.
  useEffect(() => {
    if (!printed) return;
    window.addEventListener("keydown", away, true);
    window.addEventListener("pointerdown", away, true);
    return () => {
      window.removeEventListener("keydown", away, true);
      window.removeEventListener("pointerdown", away, true);
    };
  }, [printed, away]);

  return (
    <PaperContext value={paper}>
      {children}
      {sheet !== null &&
        createPortal(
          <RollContext value={roll}>
            <div className="paper" aria-hidden>
              {sheet}
            </div>
          </RollContext>,
          document.body,
        )}
      {waiting && slow && (
        <div
          role="status"
          className="fixed inset-x-3 bottom-16 z-50 mx-auto flex max-w-sm items-center gap-3 rounded-lg border border-line bg-raised p-3 shadow-3"
        >
          <div className="min-w-0 flex-1">
            <p className="mb-1">{t("paper.preparing")}</p>
            <Progress done={at?.done ?? 0} total={at?.total ?? null} label={t("paper.preparing")} />
          </div>
          <Button small onClick={away}>
            {t("kit.cancel")}
          </Button>
        </div>
      )}
    </PaperContext>
  );
}

/** What the screen's sheet is while it is there; null where it has none just now. */
export function usePaper(sheet: ReactNode): void {
  const offer = use(PaperContext)?.offer;
  const held = useRef(sheet);
  useEffect(() => {
    held.current = sheet;
  });
  useEffect(() => offer?.(held), [offer]);
}

export const usePrint = (): (() => void) => use(PaperContext)?.print ?? nothing;
const nothing = () => undefined;

/** For a sheet: says how far it is. */
export function useRoll(): Roll {
  return use(RollContext) ?? UNROLLED;
}
const UNROLLED: Roll = { ready: nothing, progress: nothing, fail: nothing };
