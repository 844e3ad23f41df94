// Writing down a record of a kind the seller made, or setting one right: everything at once, one save.
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAct } from "@/client";
import { beginHere, ErrorState, Field, Input, PageSkeleton } from "@/kit";
import { useWords } from "@/locales";
import { ArrangedForm } from "@/records/ArrangedForm";
import { useFieldLabel } from "@/records/catalogue";
import { difference, tidy, UnfinishedContext, useDraft } from "@/records/draft";
import type { Draft } from "@/records/editors/parts";
import { FaultContext } from "@/records/faults";
import { FormPage } from "@/records/FormPage";
import type { Learnt } from "@/records/own";
import { useSave } from "@/records/useSave";
import { NotFound } from "@/shell/NotFound";
import { useDone } from "@/shell/undo";
import { useKindHere, useOwnRecord, type OwnRecord } from "./queries";

type Base = Draft & { id: string; version: number };

export function OwnRecordFormScreen() {
  const here = useKindHere();
  if (here === null) return <NotFound />;
  if (!here) return <PageSkeleton />;
  return <Found kind={here} />;
}

function Found({ kind }: { kind: Learnt }) {
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useOwnRecord(kind.config, id);
  if (error?.code === "not_found") return <NotFound />;
  if (id && error) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (id && !data) return <PageSkeleton title={kind.names.one} />;
  return <OwnRecordForm key={id ?? "new"} kind={kind} {...(data ? { record: data } : {})} />;
}

function OwnRecordForm({ kind: { config }, record }: { kind: Learnt; record?: OwnRecord }) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const done = useDone();
  const label = useFieldLabel(config.name);
  const create = useAct(`${config.plural}.create`);
  const patch = useAct(`${config.plural}.patch`);
  const state = useDraft<Base>(`${config.name}-${record?.id ?? "new"}`, record);
  const { draft, set } = state;
  const leave = () =>
    void navigate(
      record ? { to: `/${config.plural}/$id`, params: { id: record.id } } : { to: `/${config.plural}` },
    );
  const { save, forget, failure, fault, unfinished } = useSave(state, async (now) => {
    if (now.base) {
      const change = difference(now.base, now.draft);
      if (Object.keys(change).length > 0)
        await patch.mutateAsync({ id: now.base.id, version: now.base.version, patch: change });
      state.drop();
      leave();
      return null;
    }
    const made = (await create.mutateAsync(tidy(now.draft))) as unknown as OwnRecord;
    state.drop();
    done(t("form.created", { name: made.name }));
    await navigate({ to: `/${config.plural}/$id`, params: { id: made.id } });
    return null;
  });
  const wrong = (field: string) => (failure && failure.field === field ? words(failure) : null);
  return (
    <FormPage
      title={record ? t("form.edit", { name: record.name }) : t(`list.new.${config.name}`)}
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
          <ArrangedForm
            kind={config.name}
            draft={draft}
            set={set}
            boxes={{
              name: (
                <Field label={label("name")} error={wrong("name")}>
                  <Input
                    {...(record ? {} : { ref: beginHere })}
                    value={draft.name ?? ""}
                    onChange={(event) => set({ name: event.target.value })}
                  />
                </Field>
              ),
            }}
            wide={["name"]}
          />
        </FaultContext>
      </UnfinishedContext>
    </FormPage>
  );
}
