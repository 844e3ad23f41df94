// A pipeline as a board: a column for each stage, a card for each deal. Arrows walk over the cards, Shift with an arrow
// or a digit moves one; the pointer drags.
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type BoardColumn, type DealFace } from "@/client";
import { Button, ErrorState, PageSkeleton, useKeys } from "@/kit";
import { useFormat } from "@/locales/format";
import { DealCard } from "./DealCard";
import { TotalText } from "./figures";
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

  const group = t("deals.board");
  const onBoard = () => document.activeElement?.closest("[role=tablist],[role=radiogroup]") == null;
  const key = (keys: string, label: string, run: () => void, hidden = false) => ({
    keys,
    label,
    group,
    hidden,
    when: onBoard,
    run,
  });
  useKeys([
    key("j", t("keys.down"), () => climb(1)),
    key("k", t("keys.up"), () => climb(-1)),
    key("ArrowDown", t("keys.down"), () => climb(1), true),
    key("ArrowUp", t("keys.up"), () => climb(-1), true),
    key("ArrowRight", t("keys.cell"), () => walk(1)),
    key("ArrowLeft", t("keys.cell"), () => walk(-1), true),
    key("shift+ArrowRight", t("deals.keyRight"), () => put(here, beside(1))),
    key("shift+ArrowLeft", t("deals.keyLeft"), () => put(here, beside(-1))),
    ...stages
      .slice(0, 9)
      .map((stage, at) => key(String(at + 1), t("deals.keyStage"), () => put(here, stage), at > 0)),
    key("Enter", t("keys.open"), () => here && void navigate({ to: "/deals/$id", params: { id: here } })),
    key("e", t("keys.edit"), () => here && void navigate({ to: "/deals/$id/edit", params: { id: here } })),
    key("c", t("keys.create"), () => void navigate({ to: "/deals/new" })),
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
        <Column
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

function Column({
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
