// The rows of a several-valued part: each with its editor, a way to take it out, and one to add another.
import { CircleAlert, Plus, Star, Trash2 } from "lucide-react";
import { createContext, use, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/kit";
import { useFaults } from "../faults";

/** Where one row is asked for: none is added, and none taken out. */
export const OneRow = createContext(false);

export interface PartRowProps<T> {
  row: T;
  change: (part: Partial<T>) => void;
  name: string;
  /** Where the row stands in the record: `emails.0`. */
  path: string;
}

export function PartList<T extends { id?: string; primary?: boolean }>({
  part,
  name,
  add,
  rows,
  onChange,
  blank,
  withPrimary,
  children,
}: {
  part: string;
  name: string;
  /** The words of the button that adds a row. */
  add: string;
  rows: T[];
  onChange: (rows: T[]) => void;
  blank: T;
  /** One of several is the one to use first. */
  withPrimary?: boolean;
  children: (props: PartRowProps<T>) => ReactNode;
}) {
  const { t } = useTranslation();
  const faults = useFaults();
  const one = use(OneRow);
  const box = useRef<HTMLDivElement>(null);
  // A row keeps its editor when another one goes: rows not yet saved have no id to know them by.
  const [keys, setKeys] = useState(() => rows.map((_, at) => at));
  /** Where the focus goes once the row it was in is gone, or where a new one came. */
  const next = useRef<{ row: number; what: "remove" | "input" } | null>(null);
  useEffect(() => {
    if (!next.current) return;
    const { row, what } = next.current;
    next.current = null;
    const at = box.current?.querySelectorAll<HTMLElement>("[data-row]")[row];
    const found =
      at?.querySelector<HTMLElement>(what === "remove" ? "[data-remove]" : "input,textarea") ??
      box.current?.querySelector<HTMLElement>("[data-add]");
    found?.focus();
  });
  const remove = (at: number) => {
    setKeys(rows.map((_, index) => keys[index] ?? index).filter((_, index) => index !== at));
    next.current = { row: Math.min(at, rows.length - 2), what: "remove" };
    onChange(rows.filter((_, index) => index !== at));
  };
  const append = () => {
    const known = rows.map((_, index) => keys[index] ?? index);
    setKeys([...known, Math.max(-1, ...known) + 1]);
    next.current = { row: rows.length, what: "input" };
    onChange([...rows, blank]);
  };
  return (
    <div ref={box} className="flex flex-col gap-2">
      {rows.map((row, at) => {
        const numbered = rows.length > 1 ? t("edit.nth", { name, position: at + 1 }) : name;
        const path = `${part}.${at}`;
        const fault = faults.row(path);
        return (
          <div
            key={row.id ?? `new-${keys[at] ?? at}`}
            role="group"
            aria-label={numbered}
            data-row=""
            className="flex items-start gap-1.5"
          >
            <div className="@container min-w-0 flex-1">
              {children({
                row,
                name: numbered,
                path,
                change: (changed) =>
                  onChange(rows.map((one, index) => (index === at ? { ...one, ...changed } : one))),
              })}
              {fault && (
                <p id={fault.id} role="alert" className="mt-1 flex items-start gap-1.5 text-xs text-danger">
                  <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
                  <span>{fault.text}</span>
                </p>
              )}
            </div>
            {withPrimary && rows.length > 1 && (
              <IconButton
                icon={Star}
                label={t("edit.primary", { name: numbered })}
                aria-pressed={Boolean(row.primary)}
                onClick={() => onChange(rows.map((one, index) => ({ ...one, primary: index === at })))}
                className="aria-pressed:text-accent aria-pressed:[&_svg]:fill-current"
              />
            )}
            {!one && (
              <IconButton
                icon={Trash2}
                label={t("kit.remove", { name: numbered })}
                data-remove=""
                onClick={() => remove(at)}
              />
            )}
          </div>
        );
      })}
      {!one && (
        <div>
          <Button small weight="ghost" icon={Plus} data-add="" className="-ms-2 text-accent" onClick={append}>
            {add}
          </Button>
        </div>
      )}
    </div>
  );
}
