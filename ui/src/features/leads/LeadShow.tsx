// One lead: how far it has come, what it is worth and why, and everything that happened.
import { useNavigate, useParams } from "@tanstack/react-router";
import {
  ArrowLeft,
  Ellipsis,
  Eraser,
  Pencil,
  Phone,
  Trash2,
  UserRoundCheck,
  UserRoundSearch,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Lead, type LeadStatus } from "@/client";
import {
  Button,
  ErrorState,
  IconButton,
  Menu,
  MenuItem,
  PageSkeleton,
  Tabs,
  Tag,
  useKeys,
  useToast,
} from "@/kit";
import { useDeleteRecords } from "@/records/bulk";
import { EraseDialog, type Doomed } from "@/records/EraseDialog";
import { KINDS } from "@/records/kinds";
import { useOpened } from "@/records/opened";
import { useReach } from "@/records/reach";
import { RecordHistory } from "@/records/RecordHistory";
import { TrashedBanner } from "@/records/RecordShow";
import { useSubject } from "@/records/subject";
import { Timeline } from "@/records/Timeline";
import { useTagColours } from "@/records/Value";
import { WorkingBar } from "@/records/WorkingBar";
import { NotFound } from "@/shell/NotFound";
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
  if (error) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton title={t("kind.lead")} />;
  return <LeadPage key={data.id} lead={data} />;
}

function LeadPage({ lead }: { lead: Lead }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const toast = useToast();
  const remove = useDeleteRecords(KINDS.lead);
  const patch = useAct("leads.patch");
  const [tab, setTab] = useState("timeline");
  const [asking, setAsking] = useState<"convert" | "qualified" | "disqualified" | null>(null);
  const [doomed, setDoomed] = useState<Doomed | null>(null);
  useSubject("lead", lead.id);
  const trashed = Boolean(lead.deleted_ms);
  const closed = trashed || lead.status === "converted";
  const group = t("kind.lead");
  const back = () => void navigate({ to: "/leads" });
  const edit = () => void navigate({ to: "/leads/$id/edit", params: { id: lead.id } });
  const toTrash = () => void remove([lead.id]).then(back);
  const askErase = () => setDoomed({ plural: "leads", ids: [lead.id], name: lead.name });
  const go = (status: LeadStatus) => {
    if (status === lead.status || closed) return;
    if (status === "converted") setAsking("convert");
    else if (status === "qualified" || status === "disqualified") setAsking(status);
    else patch.mutate({ id: lead.id, patch: { status } }, { onError: toast.fail });
  };
  const reach = useReach(KINDS.lead);
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
    { keys: "t", label: t("keys.call"), group, run: () => void reach("call", lead) },
    { keys: "m", label: t("keys.mail"), group, run: () => void reach("mail", lead) },
    { keys: "", label: t("leads.convert"), group, hidden: closed, run: () => go("converted") },
    { keys: "", label: t("leads.qualify"), group, hidden: closed, run: () => go("qualified") },
    { keys: "", label: t("leads.disqualify"), group, hidden: closed, run: () => go("disqualified") },
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
        <LeadTitle lead={lead} />
        <div className="flex flex-wrap items-center gap-2">
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
      <WorkingBar id={lead.id} group={group} />
      {trashed && <TrashedBanner config={KINDS.lead} record={lead} onErase={askErase} />}
      <EraseDialog
        doomed={doomed}
        onClose={() => setDoomed(null)}
        onErased={() => void navigate({ to: "/trash", replace: true })}
      />
      <StatusPath status={lead.status} locked={closed} onStatus={go} />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line bg-surface lg:flex-row lg:overflow-hidden">
        <section
          aria-label={t("record.facts")}
          className="shrink-0 border-line p-4 md:p-6 lg:w-[24rem] lg:overflow-y-auto lg:border-e xl:w-[27rem]"
        >
          <LeadFacts lead={lead} />
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
                content: <Timeline config={KINDS.lead} id={lead.id} />,
              },
              {
                id: "history",
                label: t("record.history"),
                content: <RecordHistory kind="lead" id={lead.id} />,
              },
            ]}
          />
        </section>
      </div>
      {asking === "convert" && <ConvertDialog lead={lead} onClose={() => setAsking(null)} />}
      {(asking === "qualified" || asking === "disqualified") && (
        <ReasonDialog lead={lead} verdict={asking} onClose={() => setAsking(null)} />
      )}
    </div>
  );
}

function LeadTitle({ lead }: { lead: Lead }) {
  const colour = useTagColours();
  const subtitle = [lead.job_title, lead.company === lead.name ? null : lead.company].filter(Boolean);
  return (
    <>
      <span className="flex size-12 shrink-0 items-center justify-center rounded-xl bg-sunken text-muted contrast:border contrast:border-line-strong">
        <UserRoundSearch aria-hidden className="size-6" strokeWidth={1.7} />
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <h1 className="line-clamp-2 text-xl wrap-anywhere font-semibold tracking-tighter">
          <bdi>{lead.name}</bdi>
        </h1>
        {subtitle.length > 0 && <p className="truncate text-base text-muted">{subtitle.join(" · ")}</p>}
        {lead.tags.length > 0 && (
          <div className="mt-1.5 flex flex-wrap gap-1">
            {lead.tags.map((name) => (
              <Tag key={name} name={name} colour={colour(name)} />
            ))}
          </div>
        )}
      </div>
    </>
  );
}
