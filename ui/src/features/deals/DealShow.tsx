// One deal: where it stands, what it may bring, who decides, and everything that happened.
import { Link, useParams } from "@tanstack/react-router";
import { FileDown, Handshake, ThumbsDown, Trophy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead, type Deal } from "@/client";
import { CommitteeBoard } from "@/features/committees/CommitteeBoard";
import { OpenTasks } from "@/features/tasks/OpenTasks";
import { useOpenTasks } from "@/features/tasks/queries";
import { Button, MenuItem, Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { useExport } from "@/records/bulk";
import { KINDS } from "@/records/kinds";
import { useOpened } from "@/records/opened";
import { RecordFrame } from "@/records/RecordFrame";
import { useRecordSlots } from "@/records/slots";
import { useSubject } from "@/records/subject";
import { plain } from "@/records/Value";
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
  if (error || !data) return <Unanswered of={{ error, refetch }} whole title={t("kind.deal")} />;
  return (
    <Moving>
      <DealPage deal={data} />
    </Moving>
  );
}

function DealPage({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const move = useMove();
  const exportTo = useExport(KINDS.deal);
  const slots = useRecordSlots();
  const standing = useRead("deals.standing", { id: deal.id }).data;
  const stages = usePipelines()?.find(({ id }) => id === deal.pipeline_id)?.stages ?? [];
  const tasks = useOpenTasks("deals", deal.id);
  const only = deal.contacts.length === 1 ? deal.contacts[0] : undefined;
  useSubject("deal", deal.id, only && { contacts: [only.contact_id] });
  const trashed = Boolean(deal.deleted_ms);
  const group = t("kind.deal");
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
  return (
    <RecordFrame
      config={KINDS.deal}
      record={deal}
      title={deal.name}
      face={
        <span className="flex size-12 shrink-0 items-center justify-center rounded-xl bg-sunken text-muted contrast:border contrast:border-line-strong">
          <Handshake aria-hidden className="size-6" strokeWidth={1.7} />
        </span>
      }
      subtitle={
        (deal.company_id ?? deal.amount) && (
          <>
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
          </>
        )
      }
      actions={
        <>
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
          {slots.actions("deals", deal.id)}
        </>
      }
      menu={
        <MenuItem icon={FileDown} onSelect={() => void exportTo("json", { ids: [deal.id] })}>
          {t("record.json")}
        </MenuItem>
      }
      keys={[
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
      ]}
      facts={<DealFacts deal={deal} standing={standing} exit={plain(stages[at]?.["exit_criteria"])} />}
      tabs={[
        {
          id: "tasks",
          label: t("place.tasks"),
          ...(tasks ? { count: format.number(tasks.length) } : {}),
          content: <OpenTasks part="deals" id={deal.id} />,
        },
        {
          id: "committee",
          label: t("committees.title"),
          content: <CommitteeBoard of="deals" id={deal.id} locked={trashed} />,
        },
      ]}
    >
      <StagePath stages={stages} current={deal.stage_id} locked={trashed} onStage={go} />
    </RecordFrame>
  );
}
