// All deals: a pipeline as a board, or everything as a list.
import { Link, useNavigate } from "@tanstack/react-router";
import { FileInput, Handshake, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ReactNode } from "react";
import { useRead, type Id } from "@/client";
import { useFileChooser } from "@/features/imports/intake";
import { Button, EmptyState, Page, Select } from "@/kit";
import { useFormat } from "@/locales/format";
import { useListFields } from "@/records/catalogue";
import { KINDS } from "@/records/kinds";
import { ListPaper } from "@/records/ListPaper";
import { usePaper } from "@/records/paper";
import { RecordList } from "@/records/RecordList";
import { toQuery, type Rule } from "@/records/view";
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
  const paper = useBoardPaper(board.data?.pipeline_id ?? undefined);
  usePaper(paper);
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

/** The board on paper: the open deals of its pipeline, stage by stage. */
function useBoardPaper(pipeline: Id | undefined): ReactNode {
  const { t } = useTranslation();
  const fields = useListFields("deal");
  if (!pipeline) return null;
  const rules: Rule[] = [
    { field: "pipeline_id", op: "equals", value: pipeline },
    { field: "state", op: "equals", value: "open" },
  ];
  const columns = KINDS.deal.columns.filter((id) => id !== "stage_id");
  return (
    <ListPaper
      title={t("kinds.deals")}
      plural="deals"
      grouped={{ plural: "deals", by: "stage_id" }}
      search={{ rules }}
      query={toQuery({ rules })}
      wanted={[...columns, ...KINDS.deal.extra]}
      columns={columns.flatMap((id) => fields.find((one) => one.id === id) ?? [])}
      fields={fields}
    />
  );
}

/** What deserves a second look: each leads to its list. */
function Attention() {
  const { t } = useTranslation();
  const format = useFormat();
  const marks = useRead("deals.marked", {}).data?.marks.filter(({ count }) => count > 0) ?? [];
  if (marks.length === 0) return null;
  return (
    <ul
      aria-label={t("deals.attention")}
      className="flex flex-wrap gap-2 max-sm:-mx-4 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1"
    >
      {marks.map(({ mark, count, rules }) => {
        const Icon = MARKS[mark];
        return (
          <li key={mark} className="shrink-0">
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
  const choose = useFileChooser();
  return (
    <EmptyState
      icon={Handshake}
      title={t("deals.emptyTitle")}
      actions={
        <>
          <Button weight="primary" icon={Plus} onClick={() => void navigate({ to: "/deals/new" })}>
            {t("list.new.deal")}
          </Button>
          <Button icon={FileInput} onClick={() => void choose({ kind: "deal" })}>
            {t("import.chooseDeals")}
          </Button>
        </>
      }
    >
      {t("deals.emptyText")}
    </EmptyState>
  );
}
