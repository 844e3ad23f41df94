// The frame of a screen: its name, what can be done, and a body that scrolls on its own.
import { clsx } from "clsx";
import { useEffect, type ReactNode } from "react";

export function Page({
  title,
  count,
  lead,
  actions,
  toolbar,
  children,
  scroll = true,
  narrow,
}: {
  title: string;
  count?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  toolbar?: ReactNode;
  children: ReactNode;
  scroll?: boolean;
  /** For reading and writing: name and content share one column in the middle. */
  narrow?: boolean;
}) {
  useEffect(() => {
    document.title = `${title} · Satchel`;
  }, [title]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header
        className={clsx(
          "flex min-h-14 w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 md:px-6",
          narrow && "mx-auto max-w-2xl",
        )}
      >
        {lead}
        <h1 className="min-w-0 truncate text-lg font-semibold tracking-tight">{title}</h1>
        {count !== undefined && <span className="tabular text-base text-muted">{count}</span>}
        <div className="ms-auto flex flex-wrap items-center justify-end gap-2">{actions}</div>
      </header>
      {toolbar && <div className="px-4 pb-2.5 md:px-6">{toolbar}</div>}
      <div className={clsx("min-h-0 flex-1", scroll ? "overflow-y-auto" : "flex flex-col")}>
        {narrow ? <div className="mx-auto w-full max-w-2xl px-4 pb-16 md:px-6">{children}</div> : children}
      </div>
    </div>
  );
}
