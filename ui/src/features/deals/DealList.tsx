// All deals: a pipeline as a board, or everything as a list.
import { Link, useNavigate } from "@tanstack/react-router";
import { Handshake, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { Button, EmptyState, Page, Select } from "@/kit";
import { useFormat } from "@/locales/format";
import { KINDS } from "@/records/kinds";
import { RecordList } from "@/records/RecordList";
import { DealBoard } from "./DealBoard";
import { MARKS } from "./figures";
import { Moving } from "./moving";
import { useDealSearch, viewOf, type DealSearch } from "./queries";
import { ViewSwitch } from "./ViewSwitch";

export function DealList() {
  const [search, setSearch] = useDealSearch();
  const view = viewOf(search);
  const switcher = <ViewSwitch view={view} pipeline={search.pipeline} />;
  if (view === "list")
    return (
      <RecordList
        config={KINDS.deal}
        search={search}
        onSearch={(next) => setSearch({ ...next, view: "list" })}
        empty={<NoDeals />}
        switcher={switcher}
        above={<Attention />}
      />
    );
  return (
    <Moving>
      <BoardPage search={search} onSearch={setSearch} switcher={switcher} />
    </Moving>
  );
}

function BoardPage({
  search,
  onSearch,
  switcher,
}: {
  search: DealSearch;
  onSearch: (next: DealSearch) => void;
  switcher: React.ReactNode;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const board = useRead(
    "deals.board",
    search.pipeline ? { pipeline_id: search.pipeline, limit: 50 } : { limit: 50 },
  );
  const pipelines = board.data?.pipelines ?? [];
  return (
    <Page
      title={t("kinds.deals")}
      scroll={false}
      actions={
        <Button weight="primary" icon={Plus} onClick={() => void navigate({ to: "/deals/new" })}>
          {t("list.new.deal")}
        </Button>
      }
      toolbar={
        <div className="flex flex-wrap items-center gap-2">
          {pipelines.length > 1 && (
            <Select
              aria-label={t("deals.pipeline")}
              className="w-auto!"
              value={board.data?.pipeline_id ?? ""}
              onChange={(event) => onSearch({ view: "board", pipeline: event.target.value })}
            >
              {pipelines.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
          <Attention />
          <div className="ms-auto">{switcher}</div>
        </div>
      }
    >
      <DealBoard pipeline={search.pipeline} onSearch={onSearch} empty={<NoDeals />} />
    </Page>
  );
}

/** What deserves a second look: each leads to its list. */
function Attention() {
  const { t } = useTranslation();
  const format = useFormat();
  const marks = useRead("deals.marked", {}).data?.marks.filter(({ count }) => count > 0) ?? [];
  if (marks.length === 0) return null;
  return (
    <ul aria-label={t("deals.attention")} className="flex flex-wrap gap-2">
      {marks.map(({ mark, count, rules }) => {
        const Icon = MARKS[mark];
        return (
          <li key={mark}>
            <Link
              to="/deals"
              search={{ view: "list", rules }}
              className="hit inline-flex h-8 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-xs font-medium text-muted hover:border-line-strong hover:text-text"
            >
              <Icon aria-hidden className="size-3.5 text-warn" strokeWidth={2} />
              {t(`deals.mark.${mark}`)} <span className="tabular text-text">{format.number(count)}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function NoDeals() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={Handshake}
      title={t("deals.emptyTitle")}
      actions={
        <Button weight="primary" icon={Plus} onClick={() => void navigate({ to: "/deals/new" })}>
          {t("list.new.deal")}
        </Button>
      }
    >
      {t("deals.emptyText")}
    </EmptyState>
  );
}
