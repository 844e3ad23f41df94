// Writing a deal down, or setting one right: everything at once, one save. The first deal of a vault makes the first
// pipeline.
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useClient, type Deal } from "@/client";
import { Unanswered } from "@/kit";
import { DraftForm } from "@/records/DraftForm";
import { KINDS } from "@/records/kinds";
import { DealFields, type DealDraft } from "./DealFields";
import { useDeal, usePipelines } from "./queries";

export function DealFormScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useDeal(id);
  const pipelines = usePipelines();
  if ((id && (error || !data)) || !pipelines)
    return <Unanswered of={{ error: id ? error : null, refetch }} whole title={t("kind.deal")} />;
  return <DealForm key={id ?? "new"} {...(data ? { record: data } : {})} pipelines={pipelines} />;
}

function DealForm({
  record,
  pipelines,
}: {
  record?: Deal;
  pipelines: NonNullable<ReturnType<typeof usePipelines>>;
}) {
  const { i18n } = useTranslation();
  const client = useClient();
  const begin = () =>
    pipelines.length === 0 ? client.call("pipelines.begin", { language: i18n.language }) : Promise.resolve();
  return (
    <DraftForm<DealDraft> config={KINDS.deal} {...(record ? { record } : {})} before={begin}>
      {(drafting) => <DealFields {...drafting} pipelines={pipelines} isNew={!record} />}
    </DraftForm>
  );
}
