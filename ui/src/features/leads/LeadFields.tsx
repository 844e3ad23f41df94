// The fields of a lead, as the form has them.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Lead, Money, Rating } from "@/client";
import { beginHere, Field, Input, Select } from "@/kit";
import { ArrangedForm } from "@/records/ArrangedForm";
import { useChoiceWord, useFieldLabel } from "@/records/catalogue";
import { COUNTRIES } from "@/records/editors/countries";
import { CountryOptions } from "@/records/editors/CountryOptions";
import { MoneyInput } from "@/records/editors/MoneyInput";
import { PartEditor, type Draft } from "@/records/editors/parts";
import { TagInput } from "@/records/editors/TagInput";

export type LeadDraft = Partial<Lead>;
export type LeadChange = { [F in keyof LeadDraft]?: LeadDraft[F] | null };

const RATINGS: Rating[] = ["hot", "warm", "cold"];
type Text =
  | "given"
  | "family"
  | "company"
  | "job_title"
  | "website"
  | "industry"
  | "city"
  | "postal_code"
  | "source"
  | "next_step";

export function LeadFields({
  draft,
  set,
  wrong,
  isNew,
}: {
  draft: LeadDraft;
  set: (change: LeadChange) => void;
  /** What is wrong with a field, in words. */
  wrong: (field: string) => string | null;
  isNew: boolean;
}) {
  const { t } = useTranslation();
  const label = useFieldLabel("lead");
  const choice = useChoiceWord("lead");
  const text = (field: Text, first = false) => (
    <Field label={label(field)} error={wrong(field) ?? (first ? wrong("name") : null)}>
      <Input
        {...(first && isNew ? { ref: beginHere } : {})}
        {...(field === "website" ? { type: "url", dir: "ltr" } : {})}
        value={draft[field] ?? ""}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </Field>
  );
  const parts = (part: "emails" | "phones") => (
    <PartEditor
      part={part}
      kind="contact"
      draft={draft as unknown as Draft}
      set={(change) => set(change as unknown as LeadChange)}
    />
  );
  const boxes: Record<string, ReactNode> = {
    given: text("given", true),
    family: text("family"),
    company: text("company"),
    job_title: text("job_title"),
    emails: parts("emails"),
    phones: parts("phones"),
    rating: (
      <Field label={label("rating")} error={wrong("rating")}>
        <Select
          value={draft.rating ?? ""}
          onChange={(event) => set({ rating: (event.target.value || null) as Rating | null })}
        >
          <option value="">{t("leads.unrated")}</option>
          {RATINGS.map((one) => (
            <option key={one} value={one}>
              {choice("rating", one)}
            </option>
          ))}
        </Select>
      </Field>
    ),
    source: text("source"),
    value: (
      <MoneyInput
        label={label("value")}
        value={draft.value ? { ...draft.value } : null}
        error={wrong("value")}
        onChange={(value) => set({ value: value as unknown as Money | null })}
      />
    ),
    next_step: text("next_step"),
    industry: text("industry"),
    size: (
      <Field label={label("size")} error={wrong("size")}>
        <Input
          type="number"
          min={1}
          value={draft.size ?? ""}
          onChange={(event) => set({ size: event.target.value ? Number(event.target.value) : null })}
        />
      </Field>
    ),
    website: text("website"),
    postal_code: text("postal_code"),
    city: text("city"),
    country: (
      <Field label={label("country")} error={wrong("country")}>
        <Select
          value={draft.country ?? ""}
          onChange={(event) => set({ country: event.target.value || null })}
        >
          <option value="">{t("leads.noCountry")}</option>
          {draft.country && !COUNTRIES.includes(draft.country) && (
            <option value={draft.country}>{draft.country}</option>
          )}
          <CountryOptions />
        </Select>
      </Field>
    ),
    tags: <TagInput name={label("tags")} value={draft.tags ?? []} onChange={(tags) => set({ tags })} />,
  };
  return (
    <ArrangedForm
      kind="lead"
      draft={draft as unknown as Draft}
      set={(change) => set(change as unknown as LeadChange)}
      boxes={boxes}
      wide={["emails", "phones", "value", "next_step", "website", "country", "tags"]}
    />
  );
}
