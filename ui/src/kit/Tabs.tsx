// Several views of one thing, one at a time. What has no room in the bar is in a menu at its end that says how many those
// are; the one that is shown always stands in the bar.
import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { Tabs as Radix } from "radix-ui";
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/locales/format";
import { Menu, MenuItem } from "./Menu";

export interface TabItem {
  id: string;
  label: string;
  count?: string;
  content: ReactNode;
}

interface Bar {
  room: number;
  /** Between two tabs. */
  gap: number;
  /** Of the menu's button. */
  more: number;
}

/** Which of the tabs stand in the bar: the first that fit, with the one that is shown. All in pixels. */
export function fitting(widths: number[], active: number, { room, gap, more }: Bar): boolean[] {
  const whole = widths.reduce((sum, width) => sum + width, gap * Math.max(0, widths.length - 1));
  if (whole <= room) return widths.map(() => true);
  let left = room - more - gap - (widths[active] ?? 0);
  let full = false;
  return widths.map((width, at) => {
    if (at === active) return true;
    full ||= width + gap > left;
    left -= width + gap;
    return !full;
  });
}

interface Measured extends Bar {
  /** By tab and what it says. */
  widths: ReadonlyMap<string, number>;
}

const UNMEASURED: Measured = { room: Infinity, gap: 0, more: 0, widths: new Map() };
/** Tabs stand wider than their words by so much of the gap, half of it on each side. */
const INSET = 0.4;
const said = ({ id, label, count }: TabItem) => `${id} ${label} ${count ?? ""}`;

/** Whether each tab stands in the bar; null while all do, to be measured, which is before anything is painted. */
function useFitting(
  bar: RefObject<HTMLDivElement | null>,
  items: TabItem[],
  value: string,
): boolean[] | null {
  const [measured, setMeasured] = useState(UNMEASURED);
  const isKnown = items.every((item) => measured.widths.has(said(item)));
  useLayoutEffect(() => {
    const element = bar.current;
    if (isKnown || !element) return;
    const tabs = [...element.querySelectorAll<HTMLElement>("[role=tab]")];
    const more = element.querySelector<HTMLElement>("[data-more-tabs]");
    const style = getComputedStyle(element);
    const px = (length: string) => parseFloat(length) || 0;
    const gap = px(style.columnGap);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- measured before anything is painted
    setMeasured({
      room: element.clientWidth - px(style.paddingLeft) - px(style.paddingRight) + gap * INSET,
      gap: gap * (1 - INSET),
      more: more?.offsetWidth ?? 0,
      widths: new Map(items.map((item, at) => [said(item), tabs[at]?.offsetWidth ?? 0])),
    });
  }, [bar, isKnown, items]);
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return;
    const anew = () => setMeasured(UNMEASURED);
    const observer = new ResizeObserver(anew);
    observer.observe(element);
    // Letters of another width may come in late.
    document.fonts?.addEventListener("loadingdone", anew);
    return () => {
      observer.disconnect();
      document.fonts?.removeEventListener("loadingdone", anew);
    };
  }, [bar]);
  if (!isKnown) return null;
  const widths = items.map((item) => measured.widths.get(said(item)) ?? 0);
  const active = items.findIndex(({ id }) => id === value);
  return fitting(widths, active, measured);
}

export function Tabs({
  items,
  value,
  onChange,
  label,
  className,
}: {
  items: TabItem[];
  value: string;
  onChange: (id: string) => void;
  label: string;
  className?: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const bar = useRef<HTMLDivElement>(null);
  const fits = useFitting(bar, items, value);
  // While it is measured the button says the most that it can have to say.
  const more = fits ? items.filter((_, at) => !fits[at]) : items.slice(1);
  const moreWords = t("kit.moreTabs", { count: more.length, shown: format.number(more.length) });
  /** The tab takes its place in the bar, and the focus. */
  const choose = (id: string) => {
    onChange(id);
    requestAnimationFrame(() =>
      bar.current?.querySelector<HTMLElement>("[role=tab][data-state=active]")?.focus(),
    );
  };
  return (
    <Radix.Root value={value} onValueChange={onChange} className={clsx("flex min-h-0 flex-col", className)}>
      <div ref={bar} className="-mx-1 flex shrink-0 gap-5 overflow-hidden border-b border-line px-1">
        <Radix.List aria-label={label} className="flex min-w-0 gap-5">
          {items.map(
            (item, at) =>
              (fits?.[at] ?? true) && (
                <Radix.Trigger
                  key={item.id}
                  value={item.id}
                  className={clsx(
                    "-mx-1 flex h-11 shrink-0 items-center gap-2 border-b-2 border-transparent px-1 font-medium text-muted outline-offset-[-2px]",
                    "transition-colors duration-[120ms] hover:text-text data-[state=active]:border-accent data-[state=active]:text-text",
                  )}
                >
                  {item.label}
                  {item.count !== undefined && (
                    <span className="tabular text-xs text-muted">{item.count}</span>
                  )}
                </Radix.Trigger>
              ),
          )}
        </Radix.List>
        {more.length > 0 && (
          <Menu
            label={moreWords}
            trigger={
              <button
                type="button"
                data-more-tabs=""
                className="-mx-1 flex h-11 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-1 font-medium text-muted outline-offset-[-2px] hover:text-text"
              >
                {moreWords}
                <ChevronDown aria-hidden className="size-4" strokeWidth={1.9} />
              </button>
            }
          >
            {more.map((item) => (
              // The focus goes to the tab, and not back to the button.
              <MenuItem key={item.id} asks onSelect={() => choose(item.id)}>
                <span className="flex items-center justify-between gap-4">
                  {item.label}
                  {item.count !== undefined && (
                    <span className="tabular text-xs text-muted">{item.count}</span>
                  )}
                </span>
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
      {items.map((item) => (
        <Radix.Content key={item.id} value={item.id} className="min-h-0 flex-1 outline-offset-[-2px]">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
