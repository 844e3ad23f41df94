// Writing a deal down, or setting one right: everything at once, one save. The first deal of a vault makes the first
// pipeline.
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useClient, type Deal } from "@/client";
import { Banner, Button, Code, ErrorState, Page, PageSkeleton, useKeys } from "@/kit";
import { useWords } from "@/locales";
import { difference, tidy, UnfinishedContext, useDraft } from "@/records/draft";
import type { Draft } from "@/records/editors/parts";
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
  const form = useRef<HTMLFormElement>(null);
  const top = useRef<HTMLDivElement>(null);
  // The draft's keeper knows people and companies; a deal's fields are its own.
  const state = useDraft<Base>(`deal-${record?.id ?? "new"}`, record as unknown as Base | undefined);
  const draft = state.draft as unknown as DealDraft;
  const set = (change: DealChange) => state.set(change as unknown as Draft);
  const leave = () =>
    void navigate(record ? { to: "/deals/$id", params: { id: record.id } } : { to: "/deals" });
  const { save, forget, failure, unfinished } = useSave(state, async (now) => {
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
  useEffect(() => {
    if (!failure) return;
    const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    (wrong ?? top.current)?.focus();
  }, [failure]);
  const group = t("form.group");
  useKeys([
    { keys: "mod+s", label: t("kit.save"), group, everywhere: true, run: () => void save() },
    {
      keys: "mod+Enter",
      label: t("kit.save"),
      group,
      everywhere: true,
      hidden: true,
      run: () => void save(),
    },
    { keys: "Escape", label: t("form.leave"), group, run: leave },
  ]);

  const wrong = (field: string) =>
    failure && (failure.field === field || failure.field?.startsWith(`${field}.`)) ? words(failure) : null;
  return (
    <Page
      narrow
      title={record ? t("form.edit", { name: record.name }) : t("list.new.deal")}
      actions={
        <>
          <Button weight="ghost" onClick={leave}>
            {state.changed && !record ? t("form.later") : t("kit.cancel")}
          </Button>
          <Button weight="primary" busy={create.isPending || patch.isPending} onClick={() => void save()}>
            {t("kit.save")}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div ref={top} tabIndex={-1} className="outline-none">
          {failure && (
            <Banner look="error" className="mb-3 rounded-lg">
              {words(failure)} <Code of={failure} />
            </Banner>
          )}
        </div>
        {state.changed && !failure && (
          <Banner
            className="mb-3 rounded-lg"
            action={
              <Button
                small
                onClick={() => {
                  state.drop();
                  forget();
                }}
              >
                {t("form.discard")}
              </Button>
            }
          >
            {t("form.draft")}
          </Banner>
        )}
        <UnfinishedContext value={unfinished}>
          <DealFields draft={draft} set={set} wrong={wrong} pipelines={pipelines} isNew={!record} />
        </UnfinishedContext>
        {/* So that Enter in a field saves. */}
        <button type="submit" className="sr-only" tabIndex={-1} aria-hidden>
          {t("kit.save")}
        </button>
      </form>
    </Page>
  );
}
