// The fields of a lead, as the form has them.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Lead, Money, Rating } from "@/client";
import { beginHere, Field, Input, Select } from "@/kit";
import { useFormat } from "@/locales/format";
import { useChoiceWord, useFieldLabel } from "@/records/catalogue";
import { COUNTRIES } from "@/records/editors/countries";
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
  const format = useFormat();
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
  return (
    <>
      <Section title={t("leads.who")}>
        <Pair>
          {text("given", true)}
          {text("family")}
        </Pair>
        <Pair>
          {text("company")}
          {text("job_title")}
        </Pair>
      </Section>
      <Section title={label("emails")}>{parts("emails")}</Section>
      <Section title={label("phones")}>{parts("phones")}</Section>
      <Section title={t("leads.chance")}>
        <Pair>
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
          {text("source")}
        </Pair>
        <MoneyInput
          label={label("value")}
          value={draft.value ? { ...draft.value } : null}
          error={wrong("value")}
          onChange={(value) => set({ value: value as unknown as Money | null })}
        />
        {text("next_step")}
      </Section>
      <Section title={t("leads.about")}>
        <Pair>
          {text("industry")}
          <Field label={label("size")} error={wrong("size")}>
            <Input
              type="number"
              min={1}
              value={draft.size ?? ""}
              onChange={(event) => set({ size: event.target.value ? Number(event.target.value) : null })}
            />
          </Field>
        </Pair>
        {text("website")}
        <Pair>
          {text("postal_code")}
          {text("city")}
        </Pair>
        <Field label={label("country")} error={wrong("country")}>
          <Select
            value={draft.country ?? ""}
            onChange={(event) => set({ country: event.target.value || null })}
          >
            <option value="">{t("leads.noCountry")}</option>
            {draft.country && !COUNTRIES.includes(draft.country) && (
              <option value={draft.country}>{draft.country}</option>
            )}
            {COUNTRIES.map((code) => ({ code, name: format.country(code) }))
              .sort((a, b) => a.name.localeCompare(b.name, format.locale))
              .map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
      </Section>
      <Section title={label("tags")}>
        <TagInput name={label("tags")} value={draft.tags ?? []} onChange={(tags) => set({ tags })} />
      </Section>
    </>
  );
}

function Pair({ children }: { children: ReactNode }) {
  return <div className="grid gap-3 sm:grid-cols-2">{children}</div>;
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-2 border-t border-line py-5 first:border-0 md:grid-cols-[9rem_1fr]">
      <h2 className="pt-1.5 font-medium">{title}</h2>
      <div className="flex min-w-0 flex-col gap-3">{children}</div>
    </section>
  );
}
