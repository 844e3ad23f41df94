// One deal: where it stands, what it may bring, who decides, and everything that happened.
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, Ellipsis, Eraser, Handshake, Pencil, ThumbsDown, Trash2, Trophy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Deal } from "@/client";
import { Button, ErrorState, IconButton, Menu, MenuItem, PageSkeleton, Tabs, Tag, useKeys } from "@/kit";
import { useFormat } from "@/locales/format";
import { useDeleteRecords } from "@/records/bulk";
import { useOpened } from "@/records/opened";
import { EraseDialog, type Doomed } from "@/records/EraseDialog";
import { KINDS } from "@/records/kinds";
import { RecordHistory } from "@/records/RecordHistory";
import { TrashedBanner } from "@/records/RecordShow";
import { Timeline } from "@/records/Timeline";
import { plain, useTagColours } from "@/records/Value";
import { NotFound } from "@/shell/NotFound";
import { DealFacts } from "./DealFacts";
import { Moving, useMove } from "./moving";
import { useDeal, usePipelines } from "./queries";
import { StagePath } from "./StagePath";

export function DealShow() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useDeal(id);
  useOpened("deal", id, data?.name);
  if (error?.code === "not_found") return <NotFound />;
  if (error) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton title={t("kind.deal")} />;
  return (
    <Moving>
      <DealPage deal={data} />
    </Moving>
  );
}

function DealPage({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const colour = useTagColours();
  const remove = useDeleteRecords(KINDS.deal);
  const move = useMove();
  const standing = useRead("deals.standing", { id: deal.id }).data;
  const stages = usePipelines()?.find(({ id }) => id === deal.pipeline_id)?.stages ?? [];
  const [tab, setTab] = useState("timeline");
  const [doomed, setDoomed] = useState<Doomed | null>(null);
  const trashed = Boolean(deal.deleted_ms);
  const group = t("kind.deal");
  const back = () => void navigate({ to: "/deals" });
  const edit = () => void navigate({ to: "/deals/$id/edit", params: { id: deal.id } });
  const toTrash = () => void remove([deal.id]).then(back);
  const askErase = () => setDoomed({ plural: "deals", ids: [deal.id], name: deal.name });
  const go = (stage: (typeof stages)[number] | undefined) => {
    if (stage && stage.id !== deal.stage_id && !trashed)
      move({
        id: deal.id,
        name: deal.name,
        stage: { id: stage.id, name: stage.title, outcome: stage["outcome"] as Deal["state"] },
      });
  };
  const at = stages.findIndex(({ id }) => id === deal.stage_id);
  const ending = (outcome: Deal["state"]) => stages.find((stage) => stage["outcome"] === outcome);
  useKeys([
    { keys: "e", label: t("keys.edit"), group, run: edit },
    {
      keys: "n",
      label: t("keys.note"),
      group,
      run: () => {
        setTab("timeline");
        requestAnimationFrame(() => document.getElementById("note-text")?.focus());
      },
    },
    { keys: "shift+ArrowRight", label: t("deals.keyRight"), group, run: () => go(stages[at + 1]) },
    { keys: "shift+ArrowLeft", label: t("deals.keyLeft"), group, run: () => go(stages[at - 1]) },
    {
      keys: "",
      label: t("deals.win"),
      words: t("deals.winWords"),
      group,
      hidden: deal.state === "won",
      run: () => go(ending("won")),
    },
    {
      keys: "",
      label: t("deals.lose"),
      words: t("deals.loseWords"),
      group,
      hidden: deal.state === "lost",
      run: () => go(ending("lost")),
    },
    { keys: "Escape", label: t("keys.back"), group, run: back },
    trashed
      ? { keys: "Delete", label: t("erase.command"), group, run: askErase }
      : { keys: "Delete", label: t("keys.delete"), group, run: toTrash },
  ]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 pt-3 pb-3 md:px-6">
        <IconButton
          icon={ArrowLeft}
          label={t("keys.back")}
          keys="Escape"
          onClick={back}
          className="flip-rtl -ms-2"
        />
        <span className="flex size-12 shrink-0 items-center justify-center rounded-xl bg-sunken text-muted contrast:border contrast:border-line-strong">
          <Handshake aria-hidden className="size-6" strokeWidth={1.7} />
        </span>
        <div className="min-w-0 flex-1 basis-48">
          <h1 className="line-clamp-2 text-xl wrap-anywhere font-semibold tracking-tighter">
            <bdi>{deal.name}</bdi>
          </h1>
          <p className="flex flex-wrap gap-x-2 text-base text-muted">
            {deal.company_id && (
              <Link
                to="/companies/$id"
                params={{ id: deal.company_id }}
                className="hit text-accent underline-offset-2 hover:underline"
              >
                <bdi>{deal.company}</bdi>
              </Link>
            )}
            {deal.amount && (
              <span className="tabular">{format.money(deal.amount.minor, deal.amount.currency)}</span>
            )}
          </p>
          {deal.tags.length > 0 && (
            <div className="mt-1.5 flex flex-wrap gap-1">
              {deal.tags.map((name) => (
                <Tag key={name} name={name} colour={colour(name)} />
              ))}
            </div>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {deal.state === "open" && !trashed && (
            <>
              <Button icon={Trophy} disabled={!ending("won")} onClick={() => go(ending("won"))}>
                {t("deals.win")}
              </Button>
              <Button icon={ThumbsDown} disabled={!ending("lost")} onClick={() => go(ending("lost"))}>
                {t("deals.lose")}
              </Button>
            </>
          )}
          <Button icon={Pencil} onClick={edit} className="max-sm:px-2.5">
            <span className="max-sm:sr-only">{t("record.edit")}</span>
          </Button>
          <Menu
            label={t("kit.more")}
            trigger={<IconButton icon={Ellipsis} label={t("kit.more")} weight="secondary" />}
          >
            {trashed ? (
              <MenuItem icon={Eraser} danger keys="Delete" onSelect={askErase}>
                {t("erase.command")}
              </MenuItem>
            ) : (
              <MenuItem icon={Trash2} danger keys="Delete" onSelect={toTrash}>
                {t("bulk.delete")}
              </MenuItem>
            )}
          </Menu>
        </div>
      </header>
      {trashed && <TrashedBanner config={KINDS.deal} record={deal} onErase={askErase} />}
      <EraseDialog
        doomed={doomed}
        onClose={() => setDoomed(null)}
        onErased={() => void navigate({ to: "/trash", replace: true })}
      />
      <StagePath stages={stages} current={deal.stage_id} locked={trashed} onStage={go} />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line bg-surface lg:flex-row lg:overflow-hidden">
        <section
          aria-label={t("record.facts")}
          className="shrink-0 border-line p-4 md:p-6 lg:w-[24rem] lg:overflow-y-auto lg:border-e xl:w-[27rem]"
        >
          <DealFacts deal={deal} standing={standing} exit={plain(stages[at]?.["exit_criteria"])} />
        </section>
        <section
          aria-label={t("record.events")}
          className="min-w-0 flex-1 px-4 pb-10 md:px-6 lg:overflow-y-auto"
        >
          <Tabs
            label={t("record.events")}
            value={tab}
            onChange={setTab}
            items={[
              {
                id: "timeline",
                label: t("record.timeline"),
                content: <Timeline config={KINDS.deal} id={deal.id} />,
              },
              {
                id: "history",
                label: t("record.history"),
                content: <RecordHistory kind="deal" id={deal.id} />,
              },
            ]}
          />
        </section>
      </div>
    </div>
  );
}
