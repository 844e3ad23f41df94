// A pipeline as a board: a column for each stage, a card for each deal. Arrows walk over the cards, Shift with an arrow
// or a digit moves one; the pointer drags.
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type DealFace } from "@/client";
import { Unanswered } from "@/kit";
import { useBoard } from "@/records/board";
import { BoardStage } from "./BoardStage";
import { useMove } from "./moving";
import type { DealSearch } from "./queries";

const FEW = 50;
/** More are looked at as a list. */
const MANY = 200;

export function DealBoard({
  pipeline,
  onSearch,
  empty,
}: {
  pipeline: string | undefined;
  onSearch: (next: DealSearch) => void;
  empty: ReactNode;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const move = useMove();
  const [limit, setLimit] = useState(FEW);
  const answer = useRead(
    "deals.board",
    { ...(pipeline ? { pipeline_id: pipeline } : {}), limit },
    { keep: true },
  );
  const stages = answer.data?.stages ?? [];
  const find = (id: string | null): DealFace | undefined =>
    stages.flatMap(({ deals }) => deals).find((one) => one.id === id);
  const group = t("deals.board");
  const area = useRef<HTMLDivElement>(null);
  const board = useBoard({
    area,
    columns: stages.map(({ id, deals }) => ({ id, cards: deals.map((deal) => deal.id) })),
    group,
    words: { right: t("deals.keyRight"), left: t("deals.keyLeft"), number: t("deals.keyStage") },
    when: () => document.activeElement?.closest("[role=tablist],[role=radiogroup]") == null,
    onPut: (card, column) => {
      const [deal, stage] = [find(card), stages.find(({ id }) => id === column)];
      if (deal && stage) move({ id: deal.id, name: deal.name, stage });
    },
    keys: (here) => {
      const open = (to: "/deals/$id" | "/deals/$id/edit") => {
        if (here) void navigate({ to, params: { id: here } });
      };
      return [
        { keys: "Enter", label: t("keys.open"), group, run: () => open("/deals/$id") },
        { keys: "e", label: t("keys.edit"), group, run: () => open("/deals/$id/edit") },
        { keys: "c", label: t("keys.create"), group, run: () => void navigate({ to: "/deals/new" }) },
      ];
    },
  });

  if (answer.error || !answer.data) return <Unanswered of={answer} lines={10} />;
  if (stages.every(({ count }) => count === 0) && !pipeline)
    return <div className="min-h-0 flex-1 overflow-y-auto">{empty}</div>;
  return (
    <div
      ref={area}
      className="flex min-h-0 flex-1 snap-x scroll-px-4 gap-3 overflow-x-auto border-t border-line px-4 py-3 md:scroll-px-6 md:px-6"
    >
      <p id="deal-card-keys" className="sr-only">
        {t("deals.cardKeys")}
      </p>
      {stages.map((stage) => (
        <BoardStage
          key={stage.id}
          stage={stage}
          home={answer.data.home_currency}
          board={board}
          onMore={limit < MANY ? () => setLimit(MANY) : null}
          onList={() =>
            onSearch({ view: "list", rules: [{ field: "stage_id", op: "equals", value: stage.id }] })
          }
        />
      ))}
    </div>
  );
}
