// The edge of a column's header: dragged, or moved with the arrow keys, it makes the column wider or narrower. A double
// click or Enter gives all columns their usual widths again.
import { clsx } from "clsx";
import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

export const NARROWEST = 72;
export const WIDEST = 900;
const STEP = 16;

export const bounded = (width: number): number => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

/** From right to left, "wider" is to the left. */
const outward = (element: Element): 1 | -1 => (getComputedStyle(element).direction === "rtl" ? -1 : 1);

export function ColumnWidth({
  label,
  onWidth,
  onUsual,
}: {
  /** The column's name. */
  label: string;
  onWidth: (width: number) => void;
  onUsual: () => void;
}) {
  const { t } = useTranslation();
  const [now, setNow] = useState(NARROWEST);
  const [held, setHeld] = useState(false);
  const start = useRef<{ x: number; width: number } | null>(null);
  const measured = (element: Element) => element.parentElement?.getBoundingClientRect().width ?? NARROWEST;

  const set = (width: number) => {
    setNow(bounded(width));
    onWidth(bounded(width));
  };
  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width: measured(event.currentTarget) };
    setHeld(true);
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (!start.current) return;
    set(start.current.width + (event.clientX - start.current.x) * outward(event.currentTarget));
  };
  const release = () => {
    start.current = null;
    setHeld(false);
  };
  const type = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = (event.shiftKey ? 4 : 1) * STEP * outward(event.currentTarget);
    if (event.key === "ArrowRight") set(measured(event.currentTarget) + step);
    else if (event.key === "ArrowLeft") set(measured(event.currentTarget) - step);
    else if (event.key === "Home") set(NARROWEST);
    else if (event.key === "Enter") onUsual();
    else return;
    event.preventDefault();
  };

  return (
    // A separator that takes the focus is a control with a value: https://w3c.github.io/aria/#separator
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("kit.table.width", { column: label })}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      aria-valuenow={now}
      onFocus={(event) => setNow(bounded(measured(event.currentTarget)))}
      onKeyDown={type}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={release}
      onDoubleClick={onUsual}
      className={clsx(
        "flex h-full w-6 shrink-0 cursor-col-resize touch-none items-center justify-end outline-offset-[-3px]",
        "group-hover/header:before:bg-line-strong before:h-5 before:w-px before:bg-line hover:before:w-0.5 hover:before:bg-accent",
        held && "before:w-0.5 before:bg-accent",
      )}
    />
  );
}
