// What every sheet has: its name, what it is of, when it was printed; and nothing of the window around it.
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { nowMs, useFormat } from "@/locales/format";
import { useRoll } from "./paper";

export function PaperSheet({
  title,
  kind,
  lines = [],
  wide = false,
  ready,
  error,
  children,
}: {
  title: string;
  /** What it is a sheet of, over its name. */
  kind?: string;
  /** Below the name: conditions, order, how many. */
  lines?: ReactNode[];
  /** Of many columns, it lies across. */
  wide?: boolean;
  /** All it needs is there. */
  ready: boolean;
  error?: unknown;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const roll = useRoll();
  useEffect(() => {
    if (error) roll.fail(error);
    else if (ready) roll.ready();
  }, [ready, error, roll]);
  return (
    <article className={wide ? "sheet sheet-wide" : "sheet"}>
      <header>
        <p className="sheet-over">
          <span>{kind}</span>
          <time>{t("paper.printed", { when: format.moment(nowMs()) })}</time>
        </p>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {lines.filter(Boolean).map((line, at) => (
          <p key={at} className="sheet-line">
            {line}
          </p>
        ))}
      </header>
      {children}
    </article>
  );
}
