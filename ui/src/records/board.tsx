// A board of cards in columns, whatever they are: arrows walk over the cards, Shift with an arrow or a digit puts one into
// another column, the pointer drags. What a column and a card show is said by who uses it.
import { clsx } from "clsx";
import { useEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useKeys, type Binding } from "@/kit";

const rtl = () => document.documentElement.dir === "rtl";

export interface BoardState {
  /** The card with the cursor. */
  here: string | null;
  setCurrent: (id: string | null) => void;
  /** What a column needs to know. */
  column: (id: string) => {
    over: boolean;
    onOver: (over: boolean) => void;
    onDrop: () => void;
  };
  /** What a card needs to know. */
  card: (id: string) => { current: boolean; onFocus: () => void; onDrag: (dragged: boolean) => void };
}

export function useBoard({
  area,
  columns,
  group,
  words,
  when,
  onPut,
  keys = () => [],
}: {
  /** Around all columns. */
  area: RefObject<HTMLElement | null>;
  columns: { id: string; cards: string[] }[];
  /** What its keys are listed under. */
  group: string;
  words: { right: string; left: string; number: string };
  /** Whether the board has the keys just now. */
  when: () => boolean;
  onPut: (card: string, column: string) => void;
  /** Further keys, told the card with the cursor. */
  keys?: (here: string | null) => Binding[];
}): BoardState {
  const { t } = useTranslation();
  const [current, setCurrent] = useState<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const columnOf = (id: string | null) => columns.findIndex(({ cards }) => cards.some((one) => one === id));
  const here = columnOf(current) >= 0 ? current : (columns.flatMap(({ cards }) => cards)[0] ?? null);
  const focus = (id: string | undefined) => {
    if (!id) return;
    setCurrent(id);
    area.current?.querySelector<HTMLElement>(`[data-card="${id}"]`)?.focus();
  };
  // A card that moves takes the focus along: it is drawn anew in its column.
  const following = useRef<string | null>(null);
  useEffect(() => {
    if (!following.current || document.querySelector("[role=dialog]")) return;
    const card = area.current?.querySelector<HTMLElement>(`[data-card="${following.current}"]`);
    following.current = null;
    card?.focus();
  });
  const put = (id: string | null, column: string | undefined) => {
    if (!id || !column || columns[columnOf(id)]?.id === column || columnOf(id) < 0) return;
    following.current = id;
    setCurrent(id);
    onPut(id, column);
  };
  const beside = (step: number) => columns[columnOf(here) + (rtl() ? -step : step)]?.id;
  const walk = (step: number) => {
    const [at, by] = [columnOf(here), rtl() ? -step : step];
    const row = columns[at]?.cards.findIndex((id) => id === here) ?? 0;
    for (let next = at + by; next >= 0 && next < columns.length; next += by) {
      const cards = columns[next]?.cards ?? [];
      if (cards.length > 0) return focus(cards[Math.min(row, cards.length - 1)]);
    }
  };
  const climb = (step: number) => {
    const cards = columns[columnOf(here)]?.cards ?? [];
    const row = cards.findIndex((id) => id === here);
    focus(cards[Math.max(0, Math.min(cards.length - 1, row + (current ? step : 0)))]);
  };
  const common = { group, when };
  useKeys([
    { ...common, keys: "j", label: t("keys.down"), run: () => climb(1) },
    { ...common, keys: "k", label: t("keys.up"), run: () => climb(-1) },
    { ...common, keys: "ArrowDown", label: t("keys.down"), hidden: true, run: () => climb(1) },
    { ...common, keys: "ArrowUp", label: t("keys.up"), hidden: true, run: () => climb(-1) },
    { ...common, keys: "ArrowRight", label: t("keys.cell"), run: () => walk(1) },
    { ...common, keys: "ArrowLeft", label: t("keys.cell"), hidden: true, run: () => walk(-1) },
    { ...common, keys: "shift+ArrowRight", label: words.right, run: () => put(here, beside(1)) },
    { ...common, keys: "shift+ArrowLeft", label: words.left, run: () => put(here, beside(-1)) },
    ...columns.slice(0, 9).map((column, at) => ({
      ...common,
      keys: String(at + 1),
      label: words.number,
      hidden: at > 0,
      run: () => put(here, column.id),
    })),
    ...keys(here).map((binding) => ({ ...common, ...binding })),
  ]);
  return {
    here,
    setCurrent,
    column: (id) => ({
      over: over === id && dragged !== null,
      onOver: (is) => setOver(is ? id : null),
      onDrop: () => {
        put(dragged, id);
        setDragged(null);
        setOver(null);
      },
    }),
    card: (id) => ({
      current: id === here,
      onFocus: () => setCurrent(id),
      onDrag: (is) => setDragged(is ? id : null),
    }),
  };
}

export function BoardColumn({
  label,
  head,
  over,
  onOver,
  onDrop,
  className,
  children,
}: {
  label: string;
  head: ReactNode;
  over: boolean;
  onOver: (over: boolean) => void;
  onDrop: () => void;
  className?: string;
  /** Its cards, each a list item. */
  children: ReactNode;
}) {
  return (
    // Where the pointer drops a card; the keyboard moves it by its own keys.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault();
        onOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) onOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        onDrop();
      }}
      className={clsx(
        "flex w-[82vw] shrink-0 snap-start flex-col rounded-xl bg-sunken",
        "outline-2 -outline-offset-2 contrast:border contrast:border-line-strong",
        over ? "outline-focus" : "outline-transparent",
        className ?? "sm:w-72",
      )}
    >
      <header className="px-3 pt-3 pb-2">{head}</header>
      <ul className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-2 pb-2">{children}</ul>
    </section>
  );
}

/** A column without cards says what to do. */
export function EmptyColumn({ children }: { children: ReactNode }) {
  return (
    <li className="rounded-lg border border-dashed border-line-strong/60 px-3 py-6 text-center text-xs text-muted">
      {children}
    </li>
  );
}

export function BoardCard({
  name,
  onDrag,
  children,
}: {
  /** What is carried into another program. */
  name: string;
  onDrag: (dragged: boolean) => void;
  children: ReactNode;
}) {
  return (
    // The pointer drags it; the keyboard moves it through the link or button inside.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", name);
        onDrag(true);
      }}
      onDragEnd={() => onDrag(false)}
      className="relative rounded-lg border border-line bg-surface p-3 shadow-1 focus-within:border-focus hover:border-line-strong contrast:border-line-strong"
    >
      {children}
    </li>
  );
}
