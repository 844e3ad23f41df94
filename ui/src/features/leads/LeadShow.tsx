// One lead: how far it has come, what it is worth and why, and everything that happened.
import { useParams } from "@tanstack/react-router";
import { Phone, Split, UserRoundCheck, UserRoundSearch } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Lead, type LeadStatus } from "@/client";
import { OpenTasks } from "@/features/tasks/OpenTasks";
import { useOpenTasks } from "@/features/tasks/queries";
import { Button, MenuItem, Unanswered, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { useChoiceWord } from "@/records/catalogue";
import { KINDS } from "@/records/kinds";
import { useTakeApart } from "@/records/merging";
import { useOpened } from "@/records/opened";
import { useReach } from "@/records/reach";
import { RecordFrame } from "@/records/RecordFrame";
import { useRecordSlots } from "@/records/slots";
import { useSubject } from "@/records/subject";
import { UnmergeDialog } from "@/records/UnmergeDialog";
import { WorkingBar } from "@/records/WorkingBar";
import { NotFound } from "@/shell/NotFound";
import { useDone } from "@/shell/undo";
import { ConvertDialog } from "./ConvertDialog";
import { LeadFacts } from "./LeadFacts";
import { useLead } from "./queries";
import { ReasonDialog } from "./ReasonDialog";
import { StatusPath } from "./StatusPath";

export function LeadShow() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useLead(id);
  useOpened("lead", id, data?.name);
  if (error?.code === "not_found") return <NotFound />;
  if (error || !data) return <Unanswered of={{ error, refetch }} whole title={t("kind.lead")} />;
  return <LeadPage key={data.id} lead={data} />;
}

function LeadPage({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const toast = useToast();
  const done = useDone();
  const choice = useChoiceWord("lead");
  const format = useFormat();
  const slots = useRecordSlots();
  const tasks = useOpenTasks("leads", lead.id);
  const patch = useAct("leads.patch");
  const reach = useReach(KINDS.lead);
  const [asking, setAsking] = useState<"convert" | "qualified" | "disqualified" | null>(null);
  useSubject("lead", lead.id);
  const { merges, run: takeApart, dialog: apart } = useTakeApart("leads", lead.id);
  const closed = Boolean(lead.deleted_ms) || lead.status === "converted";
  const group = t("kind.lead");
  const go = (status: LeadStatus) => {
    if (status === lead.status || closed) return;
    if (status === "converted") setAsking("convert");
    else if (status === "qualified" || status === "disqualified") setAsking(status);
    else
      patch.mutate(
        { id: lead.id, patch: { status } },
        {
          onError: toast.fail,
          onSuccess: () => done(t("leads.movedTo", { name: lead.name, status: choice("status", status) })),
        },
      );
  };
  const subtitle = [lead.job_title, lead.company === lead.name ? null : lead.company].filter(Boolean);
  return (
    <RecordFrame
      config={KINDS.lead}
      record={lead}
      title={lead.name}
      face={
        <span className="flex size-12 shrink-0 items-center justify-center rounded-xl bg-sunken text-muted contrast:border contrast:border-line-strong">
          <UserRoundSearch aria-hidden className="size-6" strokeWidth={1.7} />
        </span>
      }
      subtitle={
        subtitle.length > 0 && (
          <span dir="auto" className="line-clamp-2 min-w-0 wrap-anywhere">
            {subtitle.join(" · ")}
          </span>
        )
      }
      actions={
        <>
          {lead.phones.length > 0 && (
            <Button icon={Phone} onClick={() => void reach("call", lead)} className="max-sm:px-2.5">
              <span className="max-sm:sr-only">{t("keys.call")}</span>
            </Button>
          )}
          {!closed && (
            <Button weight="primary" icon={UserRoundCheck} onClick={() => setAsking("convert")}>
              {t("leads.convert")}
            </Button>
          )}
          {slots.actions("leads", lead.id)}
        </>
      }
      menu={
        merges.length > 0 && (
          <MenuItem icon={Split} keys="shift+u" asks={merges.length > 1} onSelect={takeApart}>
            {t("merge.apart")}
          </MenuItem>
        )
      }
      keys={[
        ...(merges.length > 0 ? [{ keys: "shift+u", label: t("merge.apart"), group, run: takeApart }] : []),
        { keys: "t", label: t("keys.call"), group, run: () => void reach("call", lead) },
        { keys: "m", label: t("keys.mail"), group, run: () => void reach("mail", lead) },
        { keys: "", label: t("leads.convert"), group, hidden: closed, run: () => go("converted") },
        { keys: "", label: t("leads.qualify"), group, hidden: closed, run: () => go("qualified") },
        { keys: "", label: t("leads.disqualify"), group, hidden: closed, run: () => go("disqualified") },
      ]}
      facts={<LeadFacts lead={lead} />}
      tabs={[
        {
          id: "tasks",
          label: t("place.tasks"),
          ...(tasks ? { count: format.number(tasks.length) } : {}),
          content: <OpenTasks part="leads" id={lead.id} />,
        },
      ]}
    >
      <WorkingBar id={lead.id} group={group} />
      <UnmergeDialog {...apart} />
      <StatusPath status={lead.status} locked={closed} onStatus={go} />
      {asking === "convert" && <ConvertDialog lead={lead} onClose={() => setAsking(null)} />}
      {(asking === "qualified" || asking === "disqualified") && (
        <ReasonDialog lead={lead} verdict={asking} onClose={() => setAsking(null)} />
      )}
    </RecordFrame>
  );
}
