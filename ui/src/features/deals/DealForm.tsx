// Writing a deal down, or setting one right: everything at once, one save. The first deal of a vault makes the first
// pipeline.
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useClient, useRead, type Deal, type ForecastCategory } from "@/client";
import {
  Banner,
  beginHere,
  Button,
  Code,
  ErrorState,
  Field,
  Input,
  Page,
  PageSkeleton,
  Select,
  useKeys,
} from "@/kit";
import { useWords } from "@/locales";
import { useFieldLabel } from "@/records/catalogue";
import { difference, tidy, useDraft } from "@/records/draft";
import { MoneyInput } from "@/records/editors/MoneyInput";
import type { Draft } from "@/records/editors/parts";
import { RecordPicker } from "@/records/editors/RecordPicker";
import { TagInput } from "@/records/editors/TagInput";
import { UnfinishedContext } from "@/records/draft";
import { useSave } from "@/records/useSave";
import { useChoiceWord } from "@/records/Value";
import { useDone } from "@/shell/undo";
import { DealPeople } from "./DealPeople";
import { useDeal, usePipelines } from "./queries";

type DealDraft = Partial<Deal>;
type Base = Draft & { id: string; version: number };

const FORECASTS: ForecastCategory[] = ["commit", "best_case", "pipeline"];

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
  const label = useFieldLabel("deal");
  const choice = useChoiceWord();
  const create = useAct("deals.create");
  const patch = useAct("deals.patch");
  const form = useRef<HTMLFormElement>(null);
  const top = useRef<HTMLDivElement>(null);
  // The draft's keeper knows people and companies; a deal's fields are its own.
  const state = useDraft<Base>(`deal-${record?.id ?? "new"}`, record as unknown as Base | undefined);
  const draft = state.draft as unknown as DealDraft;
  const set = (change: { [F in keyof DealDraft]?: DealDraft[F] | null }) =>
    state.set(change as unknown as Draft);
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
    const made = await create.mutateAsync(tidy(now.draft) as unknown as DealDraft);
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
  const stages = pipelines.flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({
      id: stage.id,
      name: pipelines.length > 1 ? `${pipeline.name}: ${stage.title}` : stage.title,
    })),
  );
  const first = stages[0]?.id ?? "";
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
          <Section title={t("deals.facts")}>
            <Field label={label("name")} error={wrong("name")}>
              <Input
                {...(record ? {} : { ref: beginHere })}
                value={draft.name ?? ""}
                onChange={(event) => set({ name: event.target.value })}
              />
            </Field>
            <CompanyField draft={draft} set={set} label={label("company_id")} error={wrong("company_id")} />
            <MoneyInput
              label={label("amount")}
              value={draft.amount ? { ...draft.amount } : null}
              error={wrong("amount")}
              onChange={(value) => set({ amount: value as unknown as Deal["amount"] })}
            />
            <div className="grid gap-3 sm:grid-cols-2">
              <Field label={label("close_date")} error={wrong("close_date")}>
                <Input
                  type="date"
                  value={draft.close_date ?? ""}
                  onChange={(event) => set({ close_date: event.target.value || null })}
                />
              </Field>
              <Field label={label("forecast")} error={wrong("forecast")}>
                <Select
                  value={draft.forecast ?? ""}
                  onChange={(event) =>
                    set({ forecast: (event.target.value || null) as ForecastCategory | null })
                  }
                >
                  <option value="">{t("deals.usual")}</option>
                  {FORECASTS.map((one) => (
                    <option key={one} value={one}>
                      {choice("forecast", one)}
                    </option>
                  ))}
                </Select>
              </Field>
            </div>
            {stages.length > 0 && (
              <Field label={label("stage_id")} error={wrong("stage_id")}>
                <Select
                  value={draft.stage_id ?? first}
                  onChange={(event) => set({ stage_id: event.target.value })}
                >
                  {stages.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              </Field>
            )}
            <Field label={label("next_step")} error={wrong("next_step")}>
              <Input
                value={draft.next_step ?? ""}
                onChange={(event) => set({ next_step: event.target.value })}
              />
            </Field>
          </Section>
          <Section title={t("deals.people")}>
            <DealPeople value={draft.contacts ?? []} onChange={(contacts) => set({ contacts })} />
            {wrong("contacts") && (
              <p role="alert" className="text-danger">
                {wrong("contacts")}
              </p>
            )}
          </Section>
          <Section title={label("tags")}>
            <TagInput name={label("tags")} value={draft.tags ?? []} onChange={(tags) => set({ tags })} />
          </Section>
          <Section title={label("source")}>
            <Field label={label("source")} error={wrong("source")}>
              <Input value={draft.source ?? ""} onChange={(event) => set({ source: event.target.value })} />
            </Field>
          </Section>
        </UnfinishedContext>
        {/* So that Enter in a field saves. */}
        <button type="submit" className="sr-only" tabIndex={-1} aria-hidden>
          {t("kit.save")}
        </button>
      </form>
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-2 border-t border-line py-5 first:border-0 md:grid-cols-[9rem_1fr]">
      <h2 className="pt-1.5 font-medium">{title}</h2>
      <div className="flex min-w-0 flex-col gap-3">{children}</div>
    </section>
  );
}

function CompanyField({
  draft,
  set,
  label,
  error,
}: {
  draft: DealDraft;
  set: (change: { company_id?: string | null; company?: string }) => void;
  label: string;
  error: string | null;
}) {
  const { t } = useTranslation();
  const id = draft.company_id ?? null;
  const known = useRead("companies.get", { id: id ?? "" }, { enabled: id !== null }).data?.name;
  const text = id ? (known ?? draft.company ?? "") : (draft.company ?? "");
  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-xs font-medium text-muted">{label}</span>
      <RecordPicker
        kind="company"
        name={label}
        value={{ text, id }}
        onChange={(picked) => set({ company_id: picked.id, company: picked.text })}
      />
      {!id && text && <p className="text-xs text-muted">{t("deals.unlinkedCompany")}</p>}
      {error && (
        <p role="alert" className="text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
