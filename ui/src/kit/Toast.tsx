// Short answers to what was just done, with the way back. A message with an action stays long, a fault stays until it
// is put away, and nothing leaves while the pointer or the focus is on it: no time limit hides a way back, because
// Ctrl+Z and the history offer the same.
import { clsx } from "clsx";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "@/client";
import { useWords } from "@/locales";
import { Button, IconButton } from "./Button";

export interface ToastInput {
  text: ReactNode;
  detail?: ReactNode;
  bad?: boolean;
  action?: Action;
  /** What was perhaps meant, before the way back. */
  instead?: Action;
}
interface Action {
  label: string;
  run: () => void;
}
interface Shown extends ToastInput {
  id: number;
}
interface Toasts {
  show: (toast: ToastInput) => void;
  fail: (thrown: unknown) => void;
}

const ToastContext = createContext<Toasts>({ show: () => undefined, fail: () => undefined });
export const useToast = (): Toasts => use(ToastContext);

const SHORT_MS = 5000;
const LONG_MS = 12_000;

export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const words = useWords();
  const [shown, setShown] = useState<Shown[]>([]);
  const next = useRef(1);
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>());

  const drop = useCallback((id: number) => setShown((all) => all.filter((one) => one.id !== id)), []);
  const arm = useCallback(
    (toast: Shown) => {
      if (toast.bad) return;
      timers.current.set(
        toast.id,
        setTimeout(() => drop(toast.id), toast.action ? LONG_MS : SHORT_MS),
      );
    },
    [drop],
  );
  const show = useCallback(
    (toast: ToastInput) => {
      const one = { ...toast, id: next.current++ };
      setShown((all) => [...all.slice(-2), one]);
      arm(one);
    },
    [arm],
  );
  const toasts = useMemo<Toasts>(
    () => ({
      show,
      fail: (thrown) => {
        const failure = Failure.from(thrown);
        if (failure.code !== "aborted") show({ text: words(failure), detail: failure.code, bad: true });
      },
    }),
    [show, words],
  );

  return (
    <ToastContext value={toasts}>
      {children}
      <div
        role="region"
        aria-label={t("kit.messages")}
        className="pointer-events-none fixed inset-x-3 bottom-16 z-60 flex flex-col items-center gap-2 md:bottom-12"
      >
        <div aria-live="polite" aria-atomic="false" className="contents">
          {shown.map((toast) => (
            // Pointer and focus on a message only keep it from leaving.
            // eslint-disable-next-line jsx-a11y/no-static-element-interactions
            <div
              key={toast.id}
              onPointerEnter={() => clearTimeout(timers.current.get(toast.id))}
              onPointerLeave={() => arm(toast)}
              onFocus={() => clearTimeout(timers.current.get(toast.id))}
              onBlur={() => arm(toast)}
              className={clsx(
                "pointer-events-auto flex max-w-lg min-w-64 animate-rise sm:min-w-72 items-center gap-2.5 rounded-lg border border-line",
                "bg-raised py-1.5 ps-3.5 pe-1.5 shadow-3",
              )}
            >
              {toast.bad ? (
                <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />
              ) : (
                <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />
              )}
              {/* Where both do not fit, the buttons stand below the words. */}
              <div className="flex min-w-0 flex-1 flex-wrap items-center justify-end gap-x-1">
                <div className="min-w-0 flex-1 basis-40 py-1 sm:basis-24">
                  <div className="font-medium">{toast.text}</div>
                  {toast.detail && <div className="text-xs text-muted">{toast.detail}</div>}
                </div>
                <div className="flex flex-wrap justify-end">
                  {[toast.instead, toast.action].map(
                    (action) =>
                      action && (
                        <Button
                          key={action.label}
                          small
                          weight="ghost"
                          className="text-accent"
                          onClick={() => {
                            action.run();
                            drop(toast.id);
                          }}
                        >
                          {action.label}
                        </Button>
                      ),
                  )}
                </div>
              </div>
              <IconButton
                icon={X}
                label={t("kit.dismiss")}
                small
                tip={false}
                onClick={() => drop(toast.id)}
              />
            </div>
          ))}
        </div>
      </div>
    </ToastContext>
  );
}
