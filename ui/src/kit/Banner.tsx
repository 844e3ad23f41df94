// A line across the top that stays until what it says is done.
import { clsx } from "clsx";
import { CircleAlert, Info, KeyRound, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const LOOKS = {
  info: ["bg-accent-soft text-text", Info, "text-accent"],
  key: ["bg-warn-soft text-text", KeyRound, "text-warn"],
  warn: ["bg-warn-soft text-text", TriangleAlert, "text-warn"],
  error: ["bg-danger-soft text-text", CircleAlert, "text-danger"],
} as const;

export function Banner({
  look = "info",
  children,
  action,
  className,
}: {
  look?: keyof typeof LOOKS;
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  const [colours, Icon, icon] = LOOKS[look];
  return (
    <div
      role={look === "error" ? "alert" : "status"}
      className={clsx(
        "flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 contrast:border-b contrast:border-line-strong",
        colours,
        className,
      )}
    >
      <Icon aria-hidden className={clsx("size-4 shrink-0", icon)} strokeWidth={2} />
      <div className="min-w-48 flex-1">{children}</div>
      {action && <div className="flex gap-2">{action}</div>}
    </div>
  );
}
