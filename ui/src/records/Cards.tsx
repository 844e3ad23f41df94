// The same list as cards: more of each record, fewer at once; as long and as reachable as the table.
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Row } from "@/client";
import { Skeleton, Tag } from "@/kit";
import { useVirtual } from "@/kit/virtual";
import type { CardDrag } from "./cardDrag";
import { Further } from "./cells";
import { RowFace } from "./Face";
import type { KindConfig, PersonKind } from "./kinds";
import type { Selection } from "./selection";
import { first, OutLink, plain, telHref, useTagColours } from "./Value";

const CARD_WIDTH = 280;
const CARD_HEIGHT = 148;
const GAP = 12;

export function Cards({
  config,
  count,
  rowAt,
  onWindow,
  selection,
  cursor,
  onOpen,
  drag,
}: {
  config: KindConfig<PersonKind>;
  count: number;
  rowAt: (position: number) => Row | undefined;
  onWindow: (first: number, last: number) => void;
  selection: Selection;
  cursor: number;
  onOpen: (row: Row) => void;
  drag: (row: Row) => CardDrag | null;
}) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [across, setAcross] = useState(3);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() =>
      setAcross(Math.max(1, Math.floor((element.clientWidth - GAP) / (CARD_WIDTH + GAP)))),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const lines = Math.ceil(count / across);
  const { first, last, base, height, scrollTo } = useVirtual(scroller, lines, CARD_HEIGHT + GAP, 0);
  useEffect(
    () => onWindow(first * across, Math.min(count, last * across)),
    [first, last, across, count, onWindow],
  );
  useEffect(() => scrollTo(Math.floor(cursor / across)), [cursor, across, scrollTo]);

  const shown = [];
  for (let line = first; line < last; line++) {
    const cards = [];
    for (let position = line * across; position < Math.min(count, (line + 1) * across); position++) {
      const row = rowAt(position);
      cards.push(
        row ? (
          <Card
            key={row.id}
            config={config}
            row={row}
            position={position}
            count={count}
            selected={selection.has(row.id)}
            current={position === cursor}
            onSelect={() => selection.toggle(row.id)}
            onOpen={() => onOpen(row)}
            drag={drag(row)}
          />
        ) : (
          <div key={position} role="listitem" className="rounded-lg border border-line bg-raised p-4">
            <Skeleton className="h-4 w-1/2" />
          </div>
        ),
      );
    }
    shown.push(
      <div
        key={line}
        role="presentation"
        className="absolute inset-x-3 top-3 grid gap-3"
        style={{
          height: CARD_HEIGHT,
          gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))`,
          transform: `translateY(${line * (CARD_HEIGHT + GAP) + base}px)`,
        }}
      >
        {cards}
      </div>,
    );
  }
  return (
    <div
      ref={scroller}
      className="min-h-0 flex-1 overflow-y-auto bg-bg"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region is reachable by keyboard
      tabIndex={0}
      role="region"
      aria-label={t("list.cards")}
    >
      <div role="list" className="relative" style={{ height: height + GAP * 2 }}>
        {shown}
      </div>
    </div>
  );
}

function Card({
  config,
  row,
  position,
  count,
  selected,
  current,
  onSelect,
  onOpen,
  drag,
}: {
  config: KindConfig<PersonKind>;
  row: Row;
  position: number;
  count: number;
  selected: boolean;
  current: boolean;
  onSelect: () => void;
  onOpen: () => void;
  drag: CardDrag | null;
}) {
  const { t } = useTranslation();
  const colour = useTagColours();
  const email = first(row["emails"]);
  const phone = first(row["phones"]);
  const tags = Array.isArray(row["tags"]) ? row["tags"].map(plain) : [];
  return (
    <div
      {...drag}
      role="listitem"
      aria-setsize={count}
      aria-posinset={position + 1}
      className={clsx(
        "group relative flex min-w-0 flex-col gap-2 rounded-lg border bg-raised p-4 shadow-1 transition-shadow hover:shadow-2",
        selected ? "border-accent bg-selected" : "border-line",
        current && "outline-2 outline-focus/50",
      )}
    >
      <div className="flex items-start gap-3">
        <RowFace row={row} size="md" company={config.face === "company"} />
        <div className="min-w-0 flex-1">
          <Link
            to={`/${config.plural}/$id`}
            params={{ id: row.id }}
            onClick={onOpen}
            className="block truncate font-semibold after:absolute after:inset-0 after:rounded-lg"
          >
            <bdi>{row.title}</bdi>
          </Link>
          <div className="truncate text-xs text-muted">
            <Further row={row} />
            {row.subtitle}
          </div>
        </div>
        <label className="relative z-1 -m-3 flex size-11 items-center justify-center">
          <span className="sr-only">{t("kit.table.selectRow", { position: position + 1 })}</span>
          <input type="checkbox" checked={selected} onChange={onSelect} className="size-4 accent-fill" />
        </label>
      </div>
      <div className="relative z-1 flex min-w-0 flex-col items-start text-muted">
        {email && (
          <OutLink href={`mailto:${email}`} className="max-w-full truncate hover:text-text">
            {email}
          </OutLink>
        )}
        {phone && (
          <OutLink href={telHref({ value: phone })} className="tabular max-w-full truncate hover:text-text">
            <bdi>{phone}</bdi>
          </OutLink>
        )}
      </div>
      <div className="mt-auto flex gap-1 overflow-hidden">
        {tags.slice(0, 3).map((name) => (
          <Tag key={name} name={name} colour={colour(name)} />
        ))}
      </div>
    </div>
  );
}
