// The rows of a several-valued part: each with its editor, a way to take it out, and one to add another.
import { Plus, Star, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/kit";

export interface PartRowProps<T> {
  row: T;
  change: (part: Partial<T>) => void;
  name: string;
}

export function PartList<T extends { id?: string; primary?: boolean }>({
  name,
  add,
  rows,
  onChange,
  blank,
  withPrimary,
  children,
}: {
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
  return (
    <div className="flex flex-col gap-2">
      {rows.map((row, at) => {
        const numbered = rows.length > 1 ? t("edit.nth", { name, position: at + 1 }) : name;
        return (
          <div
            key={row.id ?? `new-${at}`}
            role="group"
            aria-label={numbered}
            className="flex items-start gap-1.5"
          >
            <div className="@container min-w-0 flex-1">
              {children({
                row,
                name: numbered,
                change: (part) =>
                  onChange(rows.map((one, index) => (index === at ? { ...one, ...part } : one))),
              })}
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
            <IconButton
              icon={Trash2}
              label={t("kit.remove", { name: numbered })}
              onClick={() => onChange(rows.filter((_, index) => index !== at))}
            />
          </div>
        );
      })}
      <div>
        <Button
          small
          weight="ghost"
          icon={Plus}
          className="-ms-2 text-accent"
          onClick={() => onChange([...rows, blank])}
        >
          {add}
        </Button>
      </div>
    </div>
  );
}
