// A pipeline as a board: a column for each stage, a card for each deal. Arrows walk over the cards, Shift with an arrow
// or a digit moves one; the pointer drags.
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type BoardColumn, type DealFace } from "@/client";
import { ErrorState, PageSkeleton, useKeys } from "@/kit";
import { BoardStage } from "./BoardStage";
import { useMove } from "./moving";
import type { DealSearch } from "./queries";

const FEW = 50;
/** More are looked at as a list. */
const MANY = 200;

const rtl = () => document.documentElement.dir === "rtl";

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
  const [current, setCurrent] = useState<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const columnOf = (id: string | null) => stages.findIndex(({ deals }) => deals.some((one) => one.id === id));
  const firstCard = stages.flatMap(({ deals }) => deals)[0]?.id ?? null;
  const here = columnOf(current) >= 0 ? current : firstCard;
  const find = (id: string | null): DealFace | undefined =>
    stages.flatMap(({ deals }) => deals).find((one) => one.id === id);
  const focus = (id: string | undefined) => {
    if (!id) return;
    setCurrent(id);
    area.current?.querySelector<HTMLElement>(`[data-card="${id}"]`)?.focus();
  };
  // A card that moves takes the focus along: it is drawn anew in its column.
  const following = useRef<string | null>(null);
  useEffect(() => {
    if (!following.current || document.querySelector("[role=dialog]")) return;
    const card = area.current?.querySelector<HTMLElement>(`[data-card="${following.current}"]`);
    following.current = null;
    card?.focus();
  });
  const put = (id: string | null, stage: BoardColumn | undefined) => {
    const deal = find(id);
    if (!deal || !stage || deal.stage_id === stage.id) return;
    following.current = deal.id;
    setCurrent(deal.id);
    move({ id: deal.id, name: deal.name, stage });
  };
  const beside = (step: number) => stages[columnOf(here) + (rtl() ? -step : step)];
  const walk = (step: number) => {
    const [at, by] = [columnOf(here), rtl() ? -step : step];
    const row = stages[at]?.deals.findIndex(({ id }) => id === here) ?? 0;
    for (let next = at + by; next >= 0 && next < stages.length; next += by) {
      const deals = stages[next]?.deals ?? [];
      if (deals.length > 0) return focus(deals[Math.min(row, deals.length - 1)]?.id);
    }
  };
  const climb = (step: number) => {
    const deals = stages[columnOf(here)]?.deals ?? [];
    const row = deals.findIndex(({ id }) => id === here);
    focus(deals[Math.max(0, Math.min(deals.length - 1, row + (current ? step : 0)))]?.id);
  };

  const open = (to: "/deals/$id" | "/deals/$id/edit") => {
    if (here) void navigate({ to, params: { id: here } });
  };
  const group = t("deals.board");
  const onBoard = () => document.activeElement?.closest("[role=tablist],[role=radiogroup]") == null;
  const common = { group, when: onBoard };
  useKeys([
    { ...common, keys: "j", label: t("keys.down"), run: () => climb(1) },
    { ...common, keys: "k", label: t("keys.up"), run: () => climb(-1) },
    { ...common, keys: "ArrowDown", label: t("keys.down"), hidden: true, run: () => climb(1) },
    { ...common, keys: "ArrowUp", label: t("keys.up"), hidden: true, run: () => climb(-1) },
    { ...common, keys: "ArrowRight", label: t("keys.cell"), run: () => walk(1) },
    { ...common, keys: "ArrowLeft", label: t("keys.cell"), hidden: true, run: () => walk(-1) },
    { ...common, keys: "shift+ArrowRight", label: t("deals.keyRight"), run: () => put(here, beside(1)) },
    { ...common, keys: "shift+ArrowLeft", label: t("deals.keyLeft"), run: () => put(here, beside(-1)) },
    ...stages.slice(0, 9).map((stage, at) => ({
      ...common,
      keys: String(at + 1),
      label: t("deals.keyStage"),
      hidden: at > 0,
      run: () => put(here, stage),
    })),
    { ...common, keys: "Enter", label: t("keys.open"), run: () => open("/deals/$id") },
    { ...common, keys: "e", label: t("keys.edit"), run: () => open("/deals/$id/edit") },
    { ...common, keys: "c", label: t("keys.create"), run: () => void navigate({ to: "/deals/new" }) },
  ]);

  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <PageSkeleton lines={10} />;
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
          current={here}
          over={over === stage.id && dragged !== null}
          onFocus={setCurrent}
          onDrag={setDragged}
          onOver={(is) => setOver(is ? stage.id : null)}
          onDrop={() => {
            put(dragged, stage);
            setDragged(null);
            setOver(null);
          }}
          onMore={limit < MANY ? () => setLimit(MANY) : null}
          onList={() =>
            onSearch({ view: "list", rules: [{ field: "stage_id", op: "equals", value: stage.id }] })
          }
        />
      ))}
    </div>
  );
}
