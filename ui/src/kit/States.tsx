// The states every screen has beside its full one: empty, broken, waiting.
import { clsx } from "clsx";
import { CircleAlert, RotateCw, type LucideIcon } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "@/client";
import { useWords } from "@/locales";
import { Button } from "./Button";

export function EmptyState({
  icon: Icon,
  title,
  children,
  actions,
  className,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <div className={clsx("mx-auto flex max-w-md flex-col items-center px-6 py-14 text-center", className)}>
      <span className="mb-4 flex size-14 items-center justify-center rounded-xl border border-line bg-surface text-muted shadow-1">
        <Icon aria-hidden className="size-6" strokeWidth={1.6} />
      </span>
      <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
      {children && <div className="mt-1.5 text-base text-balance text-muted">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2.5">{actions}</div>}
    </div>
  );
}

/** What happened, what to do, and the code to quote. */
export function ErrorState({
  error,
  onRetry,
  className,
  whole,
}: {
  error: Failure;
  onRetry?: (() => void) | undefined;
  className?: string | undefined;
  /** It is the whole screen, so its title is the screen's, and it leads back to the one before. */
  whole?: boolean | undefined;
}) {
  const Title = whole ? "h1" : "h2";
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div
      role="alert"
      className={clsx("mx-auto flex max-w-md flex-col items-center px-6 py-14 text-center", className)}
    >
      <span className="mb-4 flex size-14 items-center justify-center rounded-xl bg-danger-soft text-danger contrast:border contrast:border-line-strong">
        <CircleAlert aria-hidden className="size-6" strokeWidth={1.8} />
      </span>
      <Title className="text-lg font-semibold tracking-tight">{t("kit.error.title")}</Title>
      <p className="mt-1.5 text-base text-balance text-muted">{words(error)}</p>
      <p className="mt-3 text-xs text-muted">
        {t("kit.error.code")} <code className="font-mono text-text select-all">{error.code}</code>
      </p>
      <div className="mt-5 flex flex-wrap justify-center gap-2.5 empty:hidden">
        {onRetry && (
          <Button icon={RotateCw} onClick={onRetry}>
            {t("kit.retry")}
          </Button>
        )}
        {whole && history.length > 1 && <Button onClick={() => history.back()}>{t("kit.back")}</Button>}
      </div>
    </div>
  );
}

/** The code to quote; a value that does not fit needs none, its sentence says it all. */
export function Code({ of: { code } }: { of: Pick<Failure, "code"> }) {
  return code === "invalid" ? null : <code className="font-mono text-xs text-muted">{code}</code>;
}

/** True once something has taken longer than a glance: what is there sooner never flickers. */
export function useLate(waiting: boolean, afterMs = 100): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [waiting, afterMs]);
  return waiting && late;
}

export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block animate-pulse rounded-md bg-line", className)} />;
}

/** Lines in the shape of a page, shown when loading takes longer than a glance. */
export function PageSkeleton({
  lines = 8,
  title,
}: {
  lines?: number | undefined;
  title?: string | undefined;
}) {
  const { t } = useTranslation();
  const late = useLate(true);
  return (
    <div className="flex flex-col gap-3 p-6" role="status">
      {title ? <h1 className="sr-only">{title}</h1> : <span className="sr-only">{t("kit.loading")}</span>}
      {late &&
        Array.from({ length: lines }, (_, at) => (
          <div key={at} className="flex items-center gap-3">
            <Skeleton className="size-8 rounded-full" />
            <Skeleton className={at % 3 ? "h-3.5 w-64" : "h-3.5 w-48"} />
            <Skeleton className="hidden h-3.5 w-40 md:block" />
          </div>
        ))}
    </div>
  );
}

/** In the place of what was asked for until it is there: what went wrong, with the way to ask again, or that it is waited for.
 *  `if (error || !data) return <Unanswered of={answer} />` stands before a screen's content. */
export function Unanswered({
  of: { error, refetch, retry },
  whole,
  className,
  lines,
  title,
  waiting = <PageSkeleton lines={lines} title={title} />,
}: {
  of: { error: Failure | null | undefined; refetch?: () => unknown; retry?: () => void };
  /** It is the whole screen. */
  whole?: boolean;
  /** Of what went wrong. */
  className?: string;
  /** So many lines are about to come. */
  lines?: number;
  /** The screen's title while it waits. */
  title?: string;
  /** What stands there while it is waited for, where it is no page of lines. */
  waiting?: ReactNode;
}) {
  const again = retry ?? (refetch && (() => void refetch()));
  return error ? <ErrorState error={error} onRetry={again} whole={whole} className={className} /> : waiting;
}
