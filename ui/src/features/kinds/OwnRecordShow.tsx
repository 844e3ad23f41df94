// One record of a kind the seller made: its fields, and everything that happened to it.
import { useParams } from "@tanstack/react-router";
import { FileDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ErrorState, MenuItem, PageSkeleton } from "@/kit";
import { useFormat } from "@/locales/format";
import { ArrangedFacts } from "@/records/ArrangedFacts";
import { useExport } from "@/records/bulk";
import { useOpened } from "@/records/opened";
import type { Learnt } from "@/records/own";
import { RecordFrame } from "@/records/RecordFrame";
import { WorkingBar } from "@/records/WorkingBar";
import { NotFound } from "@/shell/NotFound";
import { useKindHere, useOwnRecord, type OwnRecord } from "./queries";

export function OwnRecordShow() {
  const here = useKindHere();
  if (here === null) return <NotFound />;
  if (!here) return <PageSkeleton />;
  return <Found kind={here} />;
}

function Found({ kind }: { kind: Learnt }) {
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useOwnRecord(kind.config, id);
  useOpened(kind.config.name, id, data?.name);
  if (error?.code === "not_found") return <NotFound />;
  if (error) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton title={kind.names.one} />;
  return <OwnRecordPage key={data.id} kind={kind} record={data} />;
}

function OwnRecordPage({ kind: { config, names }, record }: { kind: Learnt; record: OwnRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const exportTo = useExport(config);
  return (
    <RecordFrame
      config={config}
      record={{ ...record, tags: [] }}
      title={record.name}
      face={
        <span className="flex size-12 shrink-0 items-center justify-center rounded-xl bg-sunken text-muted contrast:border contrast:border-line-strong">
          <config.icon aria-hidden className="size-6" strokeWidth={1.7} />
        </span>
      }
      subtitle={<bdi className="min-w-0 truncate">{names.one}</bdi>}
      menu={
        <MenuItem icon={FileDown} onSelect={() => void exportTo("json", { ids: [record.id] })}>
          {t("record.json")}
        </MenuItem>
      }
      facts={
        <div className="flex flex-col gap-5">
          <h2 className="sr-only">{t("record.facts")}</h2>
          <ArrangedFacts
            kind={config.name}
            custom={record.custom}
            lines={{ name: <bdi>{record.name}</bdi> }}
            rest={[]}
          />
          <p className="border-t border-line pt-3 text-xs text-muted">
            {t("record.created", { when: format.moment(record.created_ms) })}
            <br />
            {t("record.modified", { when: format.moment(record.modified_ms) })}
          </p>
        </div>
      }
    >
      <WorkingBar id={record.id} group={names.one} />
    </RecordFrame>
  );
}
