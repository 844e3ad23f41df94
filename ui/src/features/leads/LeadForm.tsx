// Writing a lead down, or setting one right: everything at once, one save.
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAct, type Lead } from "@/client";
import { ErrorState, PageSkeleton } from "@/kit";
import { useWords } from "@/locales";
import { difference, tidy, UnfinishedContext, useDraft } from "@/records/draft";
import type { Draft } from "@/records/editors/parts";
import { FaultContext } from "@/records/faults";
import { FormPage } from "@/records/FormPage";
import { useSave } from "@/records/useSave";
import { useDone } from "@/shell/undo";
import { LeadFields, type LeadChange, type LeadDraft } from "./LeadFields";
import { useLead } from "./queries";

type Base = Draft & { id: string; version: number };

export function LeadFormScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useLead(id);
  if (id && error) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (id && !data) return <PageSkeleton title={t("kind.lead")} />;
  return <LeadForm key={id ?? "new"} {...(data ? { record: data } : {})} />;
}

function LeadForm({ record }: { record?: Lead }) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const done = useDone();
  const create = useAct("leads.create");
  const patch = useAct("leads.patch");
  // The draft's keeper knows people and companies; a lead's fields are its own.
  const state = useDraft<Base>(`lead-${record?.id ?? "new"}`, record as unknown as Base | undefined);
  const draft = state.draft as unknown as LeadDraft;
  const set = (change: LeadChange) => state.set(change as unknown as Draft);
  const leave = () =>
    void navigate(record ? { to: "/leads/$id", params: { id: record.id } } : { to: "/leads" });
  const { save, forget, failure, fault, unfinished } = useSave(state, async (now) => {
    if (now.base) {
      const change = difference(now.base, now.draft);
      if (Object.keys(change).length > 0)
        await patch.mutateAsync({ id: now.base.id, version: now.base.version, patch: change });
      state.drop();
      leave();
      return null;
    }
    const made = await create.mutateAsync(tidy(now.draft) as LeadDraft);
    state.drop();
    done(t("form.created", { name: made.name }));
    await navigate({ to: "/leads/$id", params: { id: made.id } });
    return null;
  });
  const wrong = (field: string) => (failure && failure.field === field ? words(failure) : null);
  return (
    <FormPage
      title={record ? t("form.edit", { name: record.name }) : t("list.new.lead")}
      isNew={!record}
      changed={state.changed}
      busy={create.isPending || patch.isPending}
      failure={failure}
      onSave={() => void save()}
      onLeave={leave}
      onDiscard={() => {
        state.drop();
        forget();
      }}
    >
      <UnfinishedContext value={unfinished}>
        <FaultContext value={fault}>
          <LeadFields draft={draft} set={set} wrong={wrong} isNew={!record} />
        </FaultContext>
      </UnfinishedContext>
    </FormPage>
  );
}
