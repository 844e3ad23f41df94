// A stage on the board: what it is called, what is in it, and its cards; what is dropped here moves here.
import { useTranslation } from "react-i18next";
import type { BoardColumn as Stage } from "@/client";
import { Button } from "@/kit";
import { useFormat } from "@/locales/format";
import { BoardColumn, EmptyColumn, type BoardState } from "@/records/board";
import { DealCard } from "./DealCard";
import { TotalText } from "./figures";

export function BoardStage({
  stage,
  home,
  board,
  onMore,
  onList,
}: {
  stage: Stage;
  home: string;
  board: BoardState;
  onMore: (() => void) | null;
  onList: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const open = stage.outcome === "open";
  const hidden = stage.count - stage.deals.length;
  return (
    <BoardColumn
      label={stage.name}
      {...board.column(stage.id)}
      head={
        <>
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
        </>
      }
    >
      {stage.deals.map((deal) => (
        <DealCard key={deal.id} deal={deal} open={open} {...board.card(deal.id)} />
      ))}
      {stage.count === 0 && <EmptyColumn>{t("deals.columnEmpty")}</EmptyColumn>}
      {hidden > 0 && (
        <li className="flex justify-center">
          <Button small weight="ghost" onClick={onMore ?? onList}>
            {onMore ? t("deals.more", { count: hidden }) : t("deals.allInList", { count: stage.count })}
          </Button>
        </li>
      )}
    </BoardColumn>
  );
}
