// A stage on the board: what it is called, what is in it, and its cards; what is dropped here moves here.
import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import type { BoardColumn } from "@/client";
import { Button } from "@/kit";
import { useFormat } from "@/locales/format";
import { DealCard } from "./DealCard";
import { TotalText } from "./figures";

export function BoardStage({
  stage,
  home,
  current,
  over,
  onFocus,
  onDrag,
  onOver,
  onDrop,
  onMore,
  onList,
}: {
  stage: BoardColumn;
  home: string;
  current: string | null;
  over: boolean;
  onFocus: (id: string) => void;
  onDrag: (id: string | null) => void;
  onOver: (over: boolean) => void;
  onDrop: () => void;
  onMore: (() => void) | null;
  onList: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const open = stage.outcome === "open";
  const hidden = stage.count - stage.deals.length;
  return (
    // Where the pointer drops a card; the keyboard moves it by its own keys.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-label={stage.name}
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
        "flex w-[82vw] shrink-0 snap-start flex-col rounded-xl bg-sunken sm:w-72",
        "outline-2 -outline-offset-2 contrast:border contrast:border-line-strong",
        over ? "outline-focus" : "outline-transparent",
      )}
    >
      <header className="px-3 pt-3 pb-2">
        <h2 className="flex items-baseline gap-2 font-semibold">
          <bdi className="min-w-0 truncate">{stage.name}</bdi>{" "}
          <span className="tabular text-muted">{format.number(stage.count)}</span>
        </h2>
        <dl className="mt-0.5 grid grid-cols-[auto_1fr] gap-x-2 text-xs text-muted">
          <dt>{t("deals.total")}</dt>
          <dd>
            <TotalText total={stage.total} home={home} />
          </dd>
          {open && (
            <>
              <dt>{t("deals.weighted")}</dt>
              <dd title={t("deals.weightedTip", { percent: format.number(stage.probability) })}>
                <TotalText total={{ ...stage.weighted, missing: [] }} home={home} />
              </dd>
            </>
          )}
        </dl>
      </header>
      <ul className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-2 pb-2">
        {stage.deals.map((deal) => (
          <DealCard
            key={deal.id}
            deal={deal}
            open={open}
            current={deal.id === current}
            onFocus={() => onFocus(deal.id)}
            onDrag={(is) => onDrag(is ? deal.id : null)}
          />
        ))}
        {stage.count === 0 && (
          <li className="rounded-lg border border-dashed border-line-strong/60 px-3 py-6 text-center text-xs text-muted">
            {t("deals.columnEmpty")}
          </li>
        )}
        {hidden > 0 && (
          <li className="flex justify-center">
            <Button small weight="ghost" onClick={onMore ?? onList}>
              {onMore ? t("deals.more", { count: hidden }) : t("deals.allInList", { count: stage.count })}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}
