// Tables of what deals come to, a row for each month, stage or source. Every number leads to the list behind it.
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Condition, ForecastCell } from "@/client";
import { useFormat } from "@/locales/format";
import { TotalText } from "./figures";

/** A number that leads to its list. */
export function Behind({ rules, children }: { rules: Condition[]; children: ReactNode }) {
  return (
    <Link
      to="/deals"
      search={{ view: "list", rules }}
      className="hit text-accent underline-offset-2 hover:underline"
    >
      {children}
    </Link>
  );
}

export function FigureTable({
  caption,
  rows,
  columns,
  className = "min-w-[44rem]",
  tight = false,
  children,
}: {
  caption: string;
  /** What its rows are. */
  rows: string;
  columns: string[];
  /** How narrow it may become before it scrolls. */
  className?: string;
  /** Whether the heads of its columns go on in another line. */
  tight?: boolean;
  children: ReactNode;
}) {
  const head = "px-3 py-2 text-xs font-medium text-muted";
  return (
    <div className="overflow-x-auto">
      <table className={clsx("w-full border-collapse", className)}>
        <caption className="pb-2 text-start text-muted">
          <span className="sticky start-0 inline-block max-w-[calc(100vw-2rem)]">{caption}</span>
        </caption>
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={clsx(head, "text-start whitespace-nowrap")}>
              {rows}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className={clsx(head, "text-end", !tight && "whitespace-nowrap")}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

export function FigureRow({
  name,
  wrap,
  children,
}: {
  name: ReactNode;
  /** Whether a long name goes on in another line. */
  wrap?: boolean;
  children: ReactNode;
}) {
  return (
    <tr className="border-b border-line last:border-0">
      <th
        scope="row"
        className={clsx(
          "px-3 py-2 text-start align-top font-medium",
          wrap ? "max-w-64 min-w-36 wrap-anywhere" : "whitespace-nowrap",
        )}
      >
        {name}
      </th>
      {children}
    </tr>
  );
}

export const Cell = ({ children }: { children: ReactNode }) => (
  <td className="tabular px-3 py-2 text-end align-top">{children}</td>
);

/** How much some deals come to, and how many they are; a stroke where there are none. */
export function SumCell({
  of: { count, total, rules },
  home,
  children,
}: {
  of: ForecastCell;
  home: string;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Cell>
      {count > 0 ? (
        <>
          <Behind rules={rules}>
            <TotalText total={total} home={home} />
          </Behind>
          <span className="block text-xs text-muted">
            {t("deals.count", { count, shown: format.number(count) })}
          </span>
          {children}
        </>
      ) : (
        <span className="text-muted" aria-label={t("deals.count", { count: 0, shown: "0" })}>
          –
        </span>
      )}
    </Cell>
  );
}
