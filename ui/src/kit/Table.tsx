// A table of any length: rows exist only where one looks, every position is reachable at once, and what is not there
// yet is drawn as a skeleton. It is an ARIA grid with one tab stop; the cursor moves inside it, by row and
// by cell, and a cell can be edited in place. Long because all of it is one grid.
import { clsx } from "clsx";
import { ArrowDown, ArrowUp, ChevronDown } from "lucide-react";
import {
  useEffect,
  useId,
  useRef,
  useState,
  type CSSProperties,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { bounded, ColumnWidth } from "./ColumnWidth";
import { markFirstRows } from "./firstRows";
import { Skeleton } from "./States";
import { useVirtual } from "./virtual";

export interface Column<R> {
  id: string;
  label: string;
  /** A grid track, such as `minmax(180px, 1.4fr)`. */
  width: string;
  sortable?: boolean;
  end?: boolean;
  cell: (row: R) => ReactNode;
  /** The cell while it is edited; absent where it cannot be. It says when it is done and which cell comes next. */
  edit?: ((row: R, done: (step: -1 | 0 | 1) => void) => ReactNode) | undefined;
}

export interface TableSort {
  field: string;
  descending?: boolean | undefined;
}

export interface TableHead {
  id: string;
  words: string;
  /** How many rows it has, as it is read. */
  count: string;
  open: boolean;
}

interface Props<R> {
  label: string;
  columns: Column<R>[];
  count: number;
  /** undefined: not loaded yet. */
  rowAt: (position: number) => R | undefined;
  /** A line that is no row but the head of those behind it, which it folds. */
  headAt?: (position: number) => TableHead | undefined;
  onHead?: (position: number, open: boolean) => void;
  /** The same wherever the row stands; unlike that of every other row on the screen. */
  rowKey: (row: R, position: number) => string;
  /** Told which positions are wanted. */
  onWindow: (first: number, last: number) => void;
  cursor: number;
  onCursor: (position: number) => void;
  onOpen?: (row: R, position: number) => void;
  isSelected?: (row: R) => boolean;
  onSelect?: (row: R, position: number, range: boolean) => void;
  allSelected?: boolean | "mixed";
  onSelectAll?: () => void;
  sort?: TableSort[];
  onSort?: (field: string) => void;
  rowHeight?: number;
  /** Widths in pixels the seller gave to columns, by column. */
  widths?: Record<string, number>;
  /** Lets widths be changed; told all of them, so that what is not moved stays where it is; null is the usual ones. */
  onWidths?: (widths: Record<string, number> | null) => void;
  /** Where the table was when one left it. */
  startAt?: number;
  /** The cell of the cursor's row the keyboard is at; null is the row as a whole. */
  cell?: number | null;
  /** Whether that cell is being edited. */
  editing?: boolean;
  onEdit?: (position: number, column: number) => void;
  onEdited?: (step: -1 | 0 | 1) => void;
}

export const HEADER_HEIGHT = 38;
const SELECT_TRACK = "44px";

export function Table<R>(props: Props<R>) {
  const {
    columns,
    count,
    rowAt,
    rowKey,
    onWindow,
    cursor,
    onCursor,
    sort,
    onSort,
    onOpen,
    startAt = 0,
  } = props;
  const { isSelected, onSelect, onWidths, onEdit, rowHeight = 44, cell = null, editing = false } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const { first, last, base, height, scrollTo } = useVirtual(scroller, count, rowHeight, HEADER_HEIGHT);

  useEffect(() => onWindow(first, last), [first, last, onWindow]);
  const isFilled = rowAt(first) !== undefined || props.headAt?.(first) !== undefined;
  useEffect(() => {
    if (isFilled) markFirstRows();
  }, [isFilled]);
  const started = useRef(false);
  useEffect(() => {
    if (!started.current && count > 0) {
      started.current = true;
      if (startAt > 0) scrollTo(startAt);
    } else scrollTo(cursor);
  }, [cursor, count, startAt, scrollTo]);

  // When an editor closes, the keyboard is the table's again.
  const wasEditing = useRef(false);
  useEffect(() => {
    const here =
      document.activeElement === document.body || scroller.current?.contains(document.activeElement);
    if (wasEditing.current && !editing && here) scroller.current?.focus({ preventScroll: true });
    wasEditing.current = editing;
  }, [editing]);
  useEffect(() => {
    if (cell === null) return;
    document
      .getElementById(`${id}-${cursor}-${cell}`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [id, cursor, cell]);
  /** A press that ends an edit does nothing else. */
  const endsEdit = useRef(false);

  // Without boxes to choose by, the outermost cells stand where the page's margin is.
  const edge = onSelect ? "md:last:pe-6" : "first:ps-4 last:pe-4 md:first:ps-6 md:last:pe-6";
  const columnTracks = [
    ...(onSelect ? [SELECT_TRACK] : []),
    ...columns.map(({ id: column, width }, at) => {
      const given = props.widths?.[column];
      if (given === undefined) return width;
      // The last one takes what is left, so that no row ends before the table does.
      return at === columns.length - 1 ? `minmax(${given}px, 1fr)` : `${given}px`;
    }),
  ];
  const grid: CSSProperties = { gridTemplateColumns: columnTracks.join(" ") };

  const click = (event: MouseEvent, row: R, position: number) => {
    if ((event.target as HTMLElement).closest("a,button,input,label")) return;
    // A menu that a cell opened stands elsewhere; what is chosen there is no press on the row.
    if (!event.currentTarget.contains(event.target as Node)) return;
    if (endsEdit.current) return;
    onCursor(position);
    if (event.shiftKey || event.ctrlKey || event.metaKey) onSelect?.(row, position, event.shiftKey);
    else onOpen?.(row, position);
  };

  const rows = [];
  for (let position = first; position < last; position++) {
    const head = props.headAt?.(position);
    if (head) {
      rows.push(
        <HeadRow
          key={`head-${head.id}`}
          id={`${id}-${position}`}
          head={head}
          position={position}
          span={columnTracks.length}
          current={position === cursor}
          height={rowHeight}
          top={position * rowHeight + base}
          onToggle={() => {
            // The keyboard is the table's, whatever was pressed in it.
            scroller.current?.focus({ preventScroll: true });
            onCursor(position);
            props.onHead?.(position, !head.open);
          }}
        />,
      );
      continue;
    }
    const row = rowAt(position);
    const selected = row !== undefined && isSelected?.(row);
    const top = position * rowHeight + base;
    rows.push(
      // The grid has the focus and the keyboard; the row under the cursor is its active descendant.
      // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
      <div
        key={row ? rowKey(row, position) : `at-${position}`}
        id={`${id}-${position}`}
        role="row"
        aria-rowindex={position + 2}
        {...(onSelect ? { "aria-selected": Boolean(selected) } : {})}
        aria-busy={row === undefined || undefined}
        onClick={row ? (event) => click(event, row, position) : undefined}
        style={{ ...grid, height: rowHeight, transform: `translateY(${top}px)` }}
        className={clsx(
          "group absolute inset-x-0 top-0 grid items-center border-b border-line",
          selected ? "bg-selected" : "hover:bg-hover",
          editing && position === cursor && "z-5",
          position === cursor &&
            "before:absolute before:inset-y-0 before:inset-s-0 before:w-[3px] before:bg-accent group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-focus",
        )}
      >
        {onSelect && (
          <div role="gridcell" className="flex h-full items-center justify-center">
            {row && (
              <label className="flex size-11 items-center justify-center">
                <span className="sr-only">{t("kit.table.selectRow", { position: position + 1 })}</span>
                <input
                  type="checkbox"
                  tabIndex={-1}
                  checked={Boolean(selected)}
                  onChange={() => undefined}
                  onClick={(event) => {
                    onCursor(position);
                    onSelect(row, position, event.shiftKey);
                  }}
                  className="size-4 accent-fill"
                />
              </label>
            )}
          </div>
        )}
        {columns.map((column, at) => {
          const here = position === cursor && at === cell;
          return (
            // The grid has the focus and the keyboard.
            // eslint-disable-next-line jsx-a11y/interactive-supports-focus
            <div
              key={column.id}
              id={`${id}-${position}-${at}`}
              role="gridcell"
              {...(onEdit ? { "aria-readonly": !column.edit } : {})}
              data-cell={row && onEdit && column.edit ? `${position},${at}` : undefined}
              onDoubleClick={row && column.edit ? () => onEdit?.(position, at) : undefined}
              className={clsx(
                "relative flex h-full min-w-0 items-center px-2.5",
                edge,
                column.end && "justify-end tabular",
                here && !editing && "rounded-sm outline-2 -outline-offset-2 outline-focus",
              )}
            >
              {!row ? (
                <Skeleton className={position % 2 ? "h-3 w-2/3" : "h-3 w-1/2"} />
              ) : here && editing && column.edit ? (
                column.edit(row, (step) => props.onEdited?.(step))
              ) : (
                column.cell(row)
              )}
            </div>
          );
        })}
      </div>,
    );
  }

  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + (onSelect ? 1 : 0)}
      aria-multiselectable={onSelect ? true : undefined}
      aria-activedescendant={
        cursor >= first && cursor < last
          ? cell === null
            ? `${id}-${cursor}`
            : `${id}-${cursor}-${cell}`
          : undefined
      }
      onMouseDownCapture={() => {
        endsEdit.current = editing;
      }}
      className="group/grid relative min-h-0 flex-1 overflow-auto outline-none"
    >
      <div className="w-full min-w-max">
        <div
          role="row"
          aria-rowindex={1}
          style={{ ...grid, height: HEADER_HEIGHT }}
          className="glass sticky top-0 z-10 grid items-center border-b border-line"
        >
          {onSelect && (
            <div role="columnheader" className="flex h-full items-center justify-center">
              <label className="flex size-11 items-center justify-center">
                <span className="sr-only">{t("kit.table.selectAll")}</span>
                <input
                  type="checkbox"
                  tabIndex={-1}
                  checked={props.allSelected === true}
                  ref={(box) => {
                    if (box) box.indeterminate = props.allSelected === "mixed";
                  }}
                  onChange={() => props.onSelectAll?.()}
                  className="size-4 accent-fill"
                />
              </label>
            </div>
          )}
          {columns.map((column) => (
            <ColumnHeader
              key={column.id}
              column={column}
              edge={edge}
              sort={sort}
              onSort={onSort}
              onWidth={
                onWidths && ((width) => onWidths({ ...widthsOf(scroller.current), [column.id]: width }))
              }
              onUsual={() => onWidths?.(null)}
            />
          ))}
        </div>
        <div role="rowgroup" className="relative" style={{ height }}>
          {rows}
        </div>
        {onEdit && !editing && <EditMark table={scroller} onEdit={onEdit} />}
      </div>
    </div>
  );
}

/** A group: one press on it, or Enter and the arrows at the cursor, folds it and opens it again. */
function HeadRow({
  id,
  head,
  position,
  span,
  current,
  height,
  top,
  onToggle,
}: {
  id: string;
  head: TableHead;
  position: number;
  span: number;
  current: boolean;
  height: number;
  top: number;
  onToggle: () => void;
}) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={position + 2}
      style={{ height, transform: `translateY(${top}px)` }}
      className={clsx(
        "absolute inset-x-0 top-0 border-b border-line bg-bg",
        current &&
          "before:absolute before:inset-y-0 before:inset-s-0 before:w-[3px] before:bg-accent group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-focus",
      )}
    >
      <div role="gridcell" aria-colspan={span} className="h-full">
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={head.open}
          // Focus would bring a head at the edge into view, from under the pointer.
          onMouseDown={(event) => event.preventDefault()}
          onClick={onToggle}
          className="flex h-full w-full min-w-0 items-center gap-2 px-4 text-start hover:bg-hover"
        >
          <ChevronDown
            aria-hidden
            className={clsx("size-4 shrink-0 text-muted", !head.open && "-rotate-90 rtl:rotate-90")}
          />
          <bdi className="truncate font-semibold">{head.words}</bdi>
          <span className="tabular text-xs text-muted">{head.count}</span>
        </button>
      </div>
    </div>
  );
}

/** The pencil of the cell under the pointer. For the pointer only: the keyboard has F2, and a screen reader would meet it in
 *  every cell. There is one, which goes along: one in each cell would be every fifth element of the page. */
function EditMark({
  table,
  onEdit,
}: {
  table: RefObject<HTMLElement | null>;
  onEdit: (position: number, column: number) => void;
}) {
  const [cell, setCell] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const element = table.current;
    if (!element) return;
    const follow = ({ target }: Event) => {
      setCell(target instanceof Element ? target.closest<HTMLElement>("[data-cell]") : null);
    };
    const leave = () => setCell(null);
    element.addEventListener("pointerover", follow);
    element.addEventListener("pointerleave", leave);
    return () => {
      element.removeEventListener("pointerover", follow);
      element.removeEventListener("pointerleave", leave);
    };
  }, [table]);
  if (!cell) return null;
  return createPortal(
    <button
      type="button"
      aria-hidden
      tabIndex={-1}
      data-edit-cell=""
      onClick={() => {
        // Rows stay the same elements while they move, so the cell is asked where it stands now.
        const [position, column] = (cell.dataset["cell"] ?? "").split(",").map(Number);
        setCell(null);
        if (position !== undefined && column !== undefined) onEdit(position, column);
      }}
      className="edit-mark absolute inset-e-1 top-1/2 flex size-7 -translate-y-1/2 items-center justify-center rounded-md border border-line bg-raised text-muted shadow-1 hover:text-text touch:hidden"
    />,
    cell,
  );
}

/** How wide the columns are drawn now. */
function widthsOf(table: HTMLElement | null): Record<string, number> {
  const headers = table?.querySelectorAll<HTMLElement>("[data-column]") ?? [];
  return Object.fromEntries(
    [...headers].map((header) => [
      header.dataset["column"] ?? "",
      bounded(header.getBoundingClientRect().width),
    ]),
  );
}

function ColumnHeader<R>({
  column,
  edge,
  sort,
  onSort,
  onWidth,
  onUsual,
}: {
  column: Column<R>;
  edge: string;
  sort: TableSort[] | undefined;
  onSort: ((field: string) => void) | undefined;
  onWidth: ((width: number) => void) | undefined;
  onUsual: () => void;
}) {
  const key = sort?.find(({ field }) => field === column.id);
  const direction = key ? (key.descending ? "descending" : "ascending") : undefined;
  const Arrow = key?.descending ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      aria-label={column.label}
      aria-sort={column.sortable ? (direction ?? "none") : undefined}
      data-column={column.id}
      className={clsx(
        "group/header flex h-full min-w-0 items-center",
        column.end && "justify-end",
        !(column.sortable && onSort) && "px-2.5",
        !onWidth && edge,
      )}
    >
      {column.sortable && onSort ? (
        <button
          type="button"
          onClick={() => onSort(column.id)}
          className="flex h-full min-w-0 flex-1 items-center gap-1 px-2.5 text-xs font-medium text-muted outline-offset-[-3px] hover:text-text"
        >
          <span className="truncate">{column.label}</span>
          <Arrow
            aria-hidden
            className={clsx("size-3.5 shrink-0", key ? "text-accent" : "opacity-0")}
            strokeWidth={2.2}
          />
        </button>
      ) : (
        <span
          className={clsx("min-w-0 flex-1 truncate text-xs font-medium text-muted", column.end && "text-end")}
        >
          {column.label}
        </span>
      )}
      {onWidth && <ColumnWidth label={column.label} onWidth={onWidth} onUsual={onUsual} />}
    </div>
  );
}
