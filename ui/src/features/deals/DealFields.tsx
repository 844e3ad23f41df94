// The fields of a deal, as the form has them.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Deal, type ForecastCategory } from "@/client";
import { beginHere, Field, Input, Select } from "@/kit";
import { ArrangedForm } from "@/records/ArrangedForm";
import { useChoiceWord, useFieldLabel } from "@/records/catalogue";
import { MoneyInput } from "@/records/editors/MoneyInput";
import type { Draft } from "@/records/editors/parts";
import { RecordPicker } from "@/records/editors/RecordPicker";
import { TagInput } from "@/records/editors/TagInput";
import { DealPeople } from "./DealPeople";
import type { usePipelines } from "./queries";

export type DealDraft = Partial<Deal>;
export type DealChange = { [F in keyof DealDraft]?: DealDraft[F] | null };

const FORECASTS: ForecastCategory[] = ["commit", "best_case", "pipeline"];

export function DealFields({
  draft,
  set,
  wrong,
  pipelines,
  isNew,
}: {
  draft: DealDraft;
  set: (change: DealChange) => void;
  /** What is wrong with a field, in words. */
  wrong: (field: string) => string | null;
  pipelines: NonNullable<ReturnType<typeof usePipelines>>;
  isNew: boolean;
}) {
  const { t } = useTranslation();
  const label = useFieldLabel("deal");
  const choice = useChoiceWord("deal");
  const stages = pipelines.flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({
      id: stage.id,
      name: pipelines.length > 1 ? `${pipeline.name}: ${stage.title}` : stage.title,
    })),
  );
  const first = stages[0]?.id ?? "";
  const boxes: Record<string, ReactNode> = {
    name: (
      <Field label={label("name")} error={wrong("name")}>
        <Input
          {...(isNew ? { ref: beginHere } : {})}
          value={draft.name ?? ""}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
    ),
    company_id: (
      <CompanyField draft={draft} set={set} label={label("company_id")} error={wrong("company_id")} />
    ),
    amount: (
      <MoneyInput
        label={label("amount")}
        value={draft.amount ? { ...draft.amount } : null}
        error={wrong("amount")}
        onChange={(value) => set({ amount: value as unknown as Deal["amount"] })}
      />
    ),
    close_date: (
      <Field label={label("close_date")} error={wrong("close_date")}>
        <Input
          type="date"
          value={draft.close_date ?? ""}
          onChange={(event) => set({ close_date: event.target.value || null })}
        />
      </Field>
    ),
    forecast: (
      <Field label={label("forecast")} error={wrong("forecast")}>
        <Select
          value={draft.forecast ?? ""}
          onChange={(event) => set({ forecast: (event.target.value || null) as ForecastCategory | null })}
        >
          <option value="">{t("deals.usual")}</option>
          {FORECASTS.map((one) => (
            <option key={one} value={one}>
              {choice("forecast", one)}
            </option>
          ))}
        </Select>
      </Field>
    ),
    stage_id: stages.length > 0 && (
      <Field label={label("stage_id")} error={wrong("stage_id")}>
        <Select value={draft.stage_id ?? first} onChange={(event) => set({ stage_id: event.target.value })}>
          {stages.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    ),
    next_step: (
      <Field label={label("next_step")} error={wrong("next_step")}>
        <Input value={draft.next_step ?? ""} onChange={(event) => set({ next_step: event.target.value })} />
      </Field>
    ),
    contacts: <DealPeople value={draft.contacts ?? []} onChange={(contacts) => set({ contacts })} />,
    tags: <TagInput name={label("tags")} value={draft.tags ?? []} onChange={(tags) => set({ tags })} />,
    source: (
      <Field label={label("source")} error={wrong("source")}>
        <Input value={draft.source ?? ""} onChange={(event) => set({ source: event.target.value })} />
      </Field>
    ),
  };
  return (
    <ArrangedForm
      kind="deal"
      draft={draft as unknown as Draft}
      set={(change) => set(change)}
      boxes={boxes}
      wide={["name", "company_id", "amount", "stage_id", "next_step", "contacts", "tags", "source"]}
      wrong={(field) => (field === "contacts" ? wrong(field) : null)}
    />
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
