// One deal on the board: what it is called, for whom, how much, until when, how long it is there, and what is wrong.
import { Link } from "@tanstack/react-router";
import { CalendarDays, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DealFace } from "@/client";
import { useFormat } from "@/locales/format";
import { BoardCard } from "@/records/board";
import { MarkTag } from "./figures";

export function DealCard({
  deal,
  open,
  current,
  onFocus,
  onDrag,
}: {
  deal: DealFace;
  /** Whether it may still be won. */
  open: boolean;
  current: boolean;
  onFocus: () => void;
  onDrag: (dragged: boolean) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <BoardCard name={deal.name} onDrag={onDrag}>
      <Link
        to="/deals/$id"
        params={{ id: deal.id }}
        data-card={deal.id}
        tabIndex={current ? 0 : -1}
        draggable={false}
        aria-describedby="deal-card-keys"
        onFocus={onFocus}
        className="block font-medium wrap-anywhere outline-offset-4 before:absolute before:inset-0 before:rounded-lg hover:underline"
      >
        <bdi>{deal.name}</bdi>
      </Link>
      {deal.company && (
        <p className="truncate text-xs text-muted">
          <bdi>{deal.company}</bdi>
        </p>
      )}
      {deal.amount && (
        <p className="tabular mt-1.5 font-medium">{format.money(deal.amount.minor, deal.amount.currency)}</p>
      )}
      <p className="mt-1.5 flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted">
        {(open || deal.close_date) && (
          <span className="inline-flex items-center gap-1">
            <CalendarDays aria-hidden className="size-3.5" strokeWidth={1.8} />
            {deal.close_date
              ? t("deals.closes", { day: format.brief(Date.parse(`${deal.close_date}T12:00:00`)) })
              : t("deals.noClose")}
          </span>
        )}
        <span className="inline-flex items-center gap-1">
          <Hourglass aria-hidden className="size-3.5" strokeWidth={1.8} />
          {deal.days_in_stage > 0 ? t("deals.days", { count: deal.days_in_stage }) : t("deals.today")}
        </span>
      </p>
      {deal.marks.length > 0 && (
        <div className="mt-2 flex flex-wrap gap-1">
          {deal.marks.map((mark) => (
            <MarkTag key={mark} mark={mark} />
          ))}
        </div>
      )}
    </BoardCard>
  );
}
