// The frame of a part of the home page: what it is, where it leads; and while the page is arranged, the ways to move it
// or put it away.
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp, EyeOff, GripVertical, type LucideIcon } from "lucide-react";
import { createContext, use, useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "@/client";
import { IconButton } from "@/kit";
import { useWords } from "@/locales";

/** Moving the part that is inside; null while the page is not arranged. */
export interface Arranging {
  first: boolean;
  last: boolean;
  move: (by: -1 | 1) => void;
  hide: () => void;
}

export const ArrangingContext = createContext<Arranging | null>(null);

const LINK =
  "hit inline-flex min-h-6 items-center rounded text-xs font-medium text-accent underline-offset-2 hover:underline";

export function Part({
  title,
  icon: Icon,
  to,
  toLabel,
  children,
}: {
  title: string;
  icon: LucideIcon;
  to?: "/tasks" | "/deals" | "/deals/forecast" | "/activity" | "/contacts" | "/imports";
  toLabel?: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const heading = useId();
  const arranging = use(ArrangingContext);
  return (
    <section
      aria-labelledby={heading}
      className={clsx(
        "rounded-xl border bg-surface p-4 shadow-1 md:p-5",
        arranging ? "border-dashed border-line-strong" : "border-line",
      )}
    >
      <header className="mb-2 flex min-h-8 items-center gap-2">
        {arranging && <GripVertical aria-hidden className="size-4 shrink-0 cursor-grab text-muted" />}
        <Icon aria-hidden className="size-[18px] shrink-0 text-muted" strokeWidth={1.8} />
        <h2 id={heading} className="min-w-0 flex-1 truncate font-semibold">
          {title}
        </h2>
        {arranging ? (
          <span className="flex gap-1">
            <IconButton
              small
              icon={ArrowUp}
              label={t("home.up", { part: title })}
              disabled={arranging.first}
              onClick={() => arranging.move(-1)}
            />
            <IconButton
              small
              icon={ArrowDown}
              label={t("home.down", { part: title })}
              disabled={arranging.last}
              onClick={() => arranging.move(1)}
            />
            <IconButton
              small
              icon={EyeOff}
              label={t("home.hide", { part: title })}
              onClick={arranging.hide}
            />
          </span>
        ) : (
          to && (
            <Link to={to} className={LINK}>
              {toLabel}
            </Link>
          )
        )}
      </header>
      {children}
    </section>
  );
}

/** There is nothing in a part yet, and what to do about it. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="py-2 text-muted">{children}</p>;
}

/** A part that could not be asked for says so where it stands; the others go on. */
export function Trouble({ error, retry }: { error: Failure; retry: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <p role="alert" className="py-2 text-danger">
      {words(error)}{" "}
      <button type="button" onClick={retry} className="hit font-medium underline underline-offset-2">
        {t("kit.retry")}
      </button>
    </p>
  );
}
