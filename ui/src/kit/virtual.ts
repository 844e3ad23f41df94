// Which rows of a very long list are on screen. Up to ten million pixels the browser's own scrolling is used as it is;
// beyond that no browser can make a page high enough, so the scroll position is scaled: small movements go row by row,
// a dragged thumb lands anywhere at once.
/* eslint-disable react-hooks/immutability, react-hooks/preserve-manual-memoization -- the scroll position is a fact of the page, set where the list says */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { afterFirstRows, rowsArePainted } from "./firstRows";

export const MAX_PIXELS = 10_000_000;
/** Rows drawn above and below those in sight. */
const OVERSCAN = 6;
const SETTLE_MS = 140;
/** What of the window's height is usually not the view's: title, tools, the head of the table. */
const AROUND = 190;

export interface Window {
  first: number;
  /** One past the last. */
  last: number;
  /** Add to index × height to get the row's place. */
  base: number;
}

export interface Geometry {
  count: number;
  rowHeight: number;
  view: number;
}

export const realHeight = ({ count, rowHeight }: Geometry): number => count * rowHeight;
export const pageHeight = (g: Geometry): number => Math.min(realHeight(g), MAX_PIXELS);

/** Where the list is after the scroll bar moved from `before` to `now`, when it was at `top`. */
export function follow(g: Geometry, top: number, before: number, now: number): number {
  const real = realHeight(g);
  const page = pageHeight(g);
  const end = Math.max(0, real - g.view);
  if (page === real) return Math.min(now, end);
  const reach = Math.max(1, page - g.view);
  if (now <= 0) return 0;
  if (now >= reach - 1) return end;
  const moved = now - before;
  if (Math.abs(moved) > g.view * 1.5) return (now / reach) * end;
  return Math.min(end, Math.max(0, top + moved));
}

/** Where the scroll bar has to stand for the list to be at `top`. */
export function barFor(g: Geometry, top: number): number {
  const real = realHeight(g);
  const page = pageHeight(g);
  if (page === real) return top;
  return (top / Math.max(1, real - g.view)) * (page - g.view);
}

export function windowAt(g: Geometry, top: number, bar: number, overscan = OVERSCAN): Window {
  const first = Math.max(0, Math.floor(top / g.rowHeight) - overscan);
  const last = Math.min(g.count, Math.ceil((top + g.view) / g.rowHeight) + overscan);
  return { first, last: Math.max(first, last), base: bar - top };
}

/** Whether these rows are all of those in sight, and some more of the `overscan` that is wanted. */
const reach = (there: Window, wanted: Window, overscan: number): boolean =>
  there.last >= wanted.last - Math.max(0, overscan - 2) && there.last <= wanted.last + OVERSCAN;

/** How high the view is thought to be before it was measured. */
const guess = (): number => Math.max(400, window.innerHeight - AROUND);

export interface Virtual extends Window {
  height: number;
  scrollTo: (index: number) => void;
}

/** `headerHeight` is what sticks above the rows and covers part of the view. */
export function useVirtual(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  headerHeight: number,
): Virtual {
  const [start] = useState(guess);
  const view = useRef(start);
  const place = useRef({ top: 0, bar: 0 });
  const latest = useRef<Geometry>({ count, rowHeight, view: start });
  // The first list of a start is drawn as far as it is seen, and the rest of it when it was: that is a third of its rows.
  const overscan = useRef(rowsArePainted() ? OVERSCAN : 0);
  const [shown, setShown] = useState<Window>(() =>
    windowAt({ count, rowHeight, view: start }, 0, 0, rowsArePainted() ? OVERSCAN : 0),
  );

  const update = useCallback(() => {
    const next = windowAt(latest.current, place.current.top, place.current.bar, overscan.current);
    setShown((old) =>
      old.first === next.first && old.last === next.last && old.base === next.base ? old : next,
    );
  }, []);

  const stay = useCallback(() => {
    const end = Math.max(0, realHeight(latest.current) - latest.current.view);
    place.current.top = Math.min(place.current.top, end);
  }, []);

  useLayoutEffect(() => {
    latest.current = { count, rowHeight, view: view.current };
    stay();
    update();
  }, [count, rowHeight, stay, update]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      view.current = Math.max(120, (element.clientHeight || 600) - headerHeight);
      latest.current = { ...latest.current, view: view.current };
      stay();
      // The rows there are may reach: then the first list is not drawn twice for the sake of those out of sight.
      setShown((old) => {
        const next = windowAt(latest.current, place.current.top, place.current.bar, overscan.current);
        const same = old.base === next.base && old.first === next.first;
        return same && reach(old, next, overscan.current) ? old : next;
      });
    };
    measure();
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, headerHeight, stay]);

  useEffect(() => {
    if (overscan.current > 0) return;
    return afterFirstRows(() => {
      overscan.current = OVERSCAN;
      update();
    });
  }, [update]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let later: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      const now = element.scrollTop;
      if (now === place.current.bar) return;
      place.current.top = follow(latest.current, place.current.top, place.current.bar, now);
      place.current.bar = now;
      update();
      clearTimeout(later);
      if (pageHeight(latest.current) === realHeight(latest.current)) return;
      later = setTimeout(() => {
        // Row-by-row movement lets bar and list drift apart a little; put the bar where the list is.
        element.scrollTop = barFor(latest.current, place.current.top);
        place.current.bar = element.scrollTop;
        update();
      }, SETTLE_MS);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(later);
      element.removeEventListener("scroll", onScroll);
    };
  }, [scroller, update]);

  const scrollTo = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const g = latest.current;
      const { top } = place.current;
      const start = index * g.rowHeight;
      let wanted = top;
      if (start < top) wanted = start;
      else if (start + g.rowHeight > top + g.view) wanted = start + g.rowHeight - g.view;
      if (wanted === top) return;
      place.current.top = wanted;
      element.scrollTop = barFor(g, wanted);
      place.current.bar = element.scrollTop;
      update();
    },
    [scroller, update],
  );

  return { ...shown, height: pageHeight({ count, rowHeight, view: start }), scrollTo };
}
