// Writing a lead down, or setting one right: everything at once, one save.
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Lead } from "@/client";
import { Unanswered } from "@/kit";
import { DraftForm } from "@/records/DraftForm";
import { KINDS } from "@/records/kinds";
import { LeadFields, type LeadDraft } from "./LeadFields";
import { useLead } from "./queries";

export function LeadFormScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useLead(id);
  if (id && (error || !data)) return <Unanswered of={{ error, refetch }} whole title={t("kind.lead")} />;
  return <LeadForm key={id ?? "new"} {...(data ? { record: data } : {})} />;
}

function LeadForm({ record }: { record?: Lead }) {
  return (
    <DraftForm<LeadDraft> config={KINDS.lead} {...(record ? { record } : {})}>
      {(drafting) => <LeadFields {...drafting} isNew={!record} />}
    </DraftForm>
  );
}
