// The drawn tree of a chart. To the keyboard and to a screen reader it is a tree as any other: arrows walk it and fold it,
// letters find a name, Enter opens the record. Where the boxes stand says nothing that the levels do not.
import { clsx } from "clsx";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { wire } from "./svg";
import { tidy, type Measures, type Twig } from "./tidy";

export const BOX: Measures = { width: 208, height: 64, across: 20, down: 40 };
const SMALLEST = 0.4;

interface Line {
  twig: Twig;
  above: Line | null;
  level: number;
  at: number;
  of: number;
}

/** The lines of the tree as they are seen, from above. */
function seen(twigs: Twig[], folded: Set<string>, above: Line | null = null): Line[] {
  return twigs.flatMap((twig, at) => {
    const line = { twig, above, level: (above?.level ?? 0) + 1, at: at + 1, of: twigs.length };
    return [line, ...(folded.has(twig.id) ? [] : seen(twig.children, folded, line))];
  });
}

const plainly = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function ChartTree({
  roots,
  label,
  nameOf,
  zoom,
  onZoom,
  onOpen,
  children,
}: {
  roots: Twig[];
  label: string;
  nameOf: (id: string) => string;
  /** How large it is drawn; null as large as fits. */
  zoom: number | null;
  /** What fits, as soon as that is known. */
  onZoom: (fits: number) => void;
  onOpen: (id: string) => void;
  /** What stands in a box. */
  children: (id: string) => ReactNode;
}) {
  const [folded, setFolded] = useState<Set<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: "", at: 0 });
  const lines = useMemo(() => seen(roots, folded), [roots, folded]);
  const layout = useMemo(() => {
    const cut = (twigs: Twig[]): Twig[] =>
      twigs.map(({ id, children: below }) => ({ id, children: folded.has(id) ? [] : cut(below) }));
    return tidy(cut(roots), BOX);
  }, [roots, folded]);
  const here = Math.max(
    0,
    lines.findIndex(({ twig }) => twig.id === current),
  );
  useLayoutEffect(() => {
    const room = area.current;
    if (!room) return;
    const measure = () => {
      const fits = Math.min(
        (room.clientWidth - 32) / Math.max(layout.width, 1),
        (room.clientHeight - 32) / Math.max(layout.height, 1),
      );
      onZoom(Math.max(SMALLEST, Math.min(1, fits)));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(room);
    return () => watch.disconnect();
  }, [layout, onZoom]);
  const go = (line: Line | undefined) => {
    if (!line) return;
    setCurrent(line.twig.id);
    area.current?.querySelector<HTMLElement>(`[data-box="${line.twig.id}"]`)?.focus();
  };
  const fold = (id: string, is: boolean) =>
    setFolded((now) => {
      const next = new Set(now);
      if (is) next.add(id);
      else next.delete(id);
      return next;
    });
  const find = (letter: string) => {
    const now = Date.now();
    typed.current = { text: now - typed.current.at < 700 ? typed.current.text + letter : letter, at: now };
    const begins = plainly(typed.current.text);
    // One letter goes on to the next of them, more stay where they fit.
    const from = here + (begins.length === 1 ? 1 : 0);
    const order = [...lines.slice(from), ...lines.slice(0, from)];
    go(order.find(({ twig }) => plainly(nameOf(twig.id)).startsWith(begins)));
  };
  const press = (event: KeyboardEvent) => {
    const line = lines[here];
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    const { id, children: below } = line.twig;
    const rtl = document.documentElement.dir === "rtl";
    const [inward, outward] = rtl ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    if (event.key === "ArrowDown") go(lines[here + 1]);
    else if (event.key === "ArrowUp") go(lines[here - 1]);
    else if (event.key === "Home") go(lines[0]);
    else if (event.key === "End") go(lines.at(-1));
    else if (event.key === inward && folded.has(id)) fold(id, false);
    else if (event.key === inward) go(below.length > 0 ? lines[here + 1] : undefined);
    else if (event.key === outward && below.length > 0 && !folded.has(id)) fold(id, true);
    else if (event.key === outward) go(line.above ?? undefined);
    else if (event.key === "Enter" || event.key === " ") onOpen(id);
    else if ([...event.key].length === 1) find(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
    // The keys of the screen have no say while somebody walks the tree.
    event.nativeEvent.stopImmediatePropagation();
  };
  const at = new Map(layout.boxes.map((box) => [box.id, box]));
  const scale = zoom ?? 1;
  return (
    <div ref={area} className="min-h-0 flex-1 overflow-auto bg-sunken p-4" data-chart="">
      <div
        className="relative mx-auto"
        style={{ width: layout.width * scale, height: layout.height * scale }}
      >
        <div
          className="absolute inset-s-0 top-0 origin-top-left rtl:origin-top-right"
          style={{ width: layout.width, height: layout.height, transform: `scale(${scale})` }}
        >
          <svg
            aria-hidden
            className="flip-rtl absolute inset-0 fill-none stroke-line-strong"
            width={layout.width}
            height={layout.height}
          >
            {layout.boxes.map((box) => {
              const above = box.parent ? at.get(box.parent) : undefined;
              return above && <path key={box.id} d={wire(above, box, BOX)} strokeWidth={1.5} />;
            })}
          </svg>
          <div role="tree" aria-label={label}>
            {lines.map(({ twig: { id, children: below }, level, at: place, of }, index) => {
              const box = at.get(id);
              const folds = below.length > 0;
              return (
                <div
                  key={id}
                  role="treeitem"
                  aria-level={level}
                  aria-posinset={place}
                  aria-setsize={of}
                  aria-selected={index === here}
                  {...(folds ? { "aria-expanded": !folded.has(id) } : {})}
                  tabIndex={index === here ? 0 : -1}
                  data-box={id}
                  onFocus={() => setCurrent(id)}
                  onClick={() => onOpen(id)}
                  onKeyDown={press}
                  style={{ insetInlineStart: box?.x, top: box?.y, width: BOX.width, height: BOX.height }}
                  className="absolute flex cursor-pointer items-center gap-2.5 rounded-lg border border-line bg-surface px-2.5 shadow-1 hover:border-line-strong contrast:border-line-strong"
                >
                  {children(id)}
                  {folds && (
                    <span
                      aria-hidden
                      data-fold={id}
                      onClick={(event) => {
                        event.stopPropagation();
                        fold(id, !folded.has(id));
                      }}
                      className={clsx(
                        "absolute inset-s-1/2 -bottom-3 flex h-6 min-w-6 -translate-x-1/2 items-center justify-center rounded-full border border-line-strong bg-surface px-1 text-xs text-muted rtl:translate-x-1/2",
                        "hover:bg-hover hover:text-text",
                      )}
                    >
                      {folded.has(id) ? (
                        <>
                          <ChevronRight className="flip-rtl size-3.5" strokeWidth={2} />
                          {below.length}
                        </>
                      ) : (
                        <ChevronDown className="size-3.5" strokeWidth={2} />
                      )}
                    </span>
                  )}
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
