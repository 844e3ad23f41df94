// Writing a deal down, or setting one right: everything at once, one save. The first deal of a vault makes the first
// pipeline.
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAct, useClient, type Deal } from "@/client";
import { ErrorState, PageSkeleton } from "@/kit";
import { useWords } from "@/locales";
import { difference, tidy, UnfinishedContext, useDraft } from "@/records/draft";
import type { Draft } from "@/records/editors/parts";
import { FaultContext } from "@/records/faults";
import { FormPage } from "@/records/FormPage";
import { useSave } from "@/records/useSave";
import { useDone } from "@/shell/undo";
import { DealFields, type DealChange, type DealDraft } from "./DealFields";
import { useDeal, usePipelines } from "./queries";

type Base = Draft & { id: string; version: number };

export function DealFormScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useDeal(id);
  const pipelines = usePipelines();
  if (id && error) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if ((id && !data) || !pipelines) return <PageSkeleton title={t("kind.deal")} />;
  return <DealForm key={id ?? "new"} {...(data ? { record: data } : {})} pipelines={pipelines} />;
}

function DealForm({
  record,
  pipelines,
}: {
  record?: Deal;
  pipelines: NonNullable<ReturnType<typeof usePipelines>>;
}) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const client = useClient();
  const done = useDone();
  const create = useAct("deals.create");
  const patch = useAct("deals.patch");
  // The draft's keeper knows people and companies; a deal's fields are its own.
  const state = useDraft<Base>(`deal-${record?.id ?? "new"}`, record as unknown as Base | undefined);
  const draft = state.draft as unknown as DealDraft;
  const set = (change: DealChange) => state.set(change as unknown as Draft);
  const leave = () =>
    void navigate(record ? { to: "/deals/$id", params: { id: record.id } } : { to: "/deals" });
  const { save, forget, failure, fault, unfinished } = useSave(state, async (now) => {
    if (now.base) {
      const change = difference(now.base, now.draft);
      if (Object.keys(change).length > 0)
        await patch.mutateAsync({ id: now.base.id, version: now.base.version, patch: change });
      state.drop();
      leave();
      return null;
    }
    if (pipelines.length === 0) await client.call("pipelines.begin", { language: i18n.language });
    const made = await create.mutateAsync(tidy(now.draft));
    state.drop();
    done(t("form.created", { name: made.name }));
    await navigate({ to: "/deals/$id", params: { id: made.id } });
    return null;
  });
  const wrong = (field: string) =>
    failure && (failure.field === field || failure.field?.startsWith(`${field}.`)) ? words(failure) : null;
  return (
    <FormPage
      title={record ? t("form.edit", { name: record.name }) : t("list.new.deal")}
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
          <DealFields draft={draft} set={set} wrong={wrong} pipelines={pipelines} isNew={!record} />
        </FaultContext>
      </UnfinishedContext>
    </FormPage>
  );
}
