// Addresses, jobs, numbers and other lists of all that is selected: what joins each of them, what leaves, or whom
// everybody works for now.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Input } from "@/client";
import { Button, Field, Select } from "@/kit";
import { OneRow } from "./editors/PartList";
import { PartEditor, type Draft, type PartId } from "./editors/parts";

/** The lists that several people or companies may be given alike. */
export const LISTS = ["emails", "phones", "addresses", "links", "jobs"] as const;
export type ListId = (typeof LISTS)[number] & PartId;

type Verb = "add" | "set" | "remove";
export type Parts = Pick<Input<"contacts.patch_many">, Verb>;

/** What says nothing by itself, and is no part of what leaves. */
const ASIDE = new Set(["label", "primary", "id"]);

const BLANK: Record<ListId, Draft> = {
  emails: { emails: [{ value: "", label: "work" }] },
  phones: { phones: [{ value: "", label: "work" }] },
  addresses: { addresses: [{ label: "work" }] },
  links: { links: [{ value: "", label: "website" }] },
  jobs: { jobs: [{}] },
};

export function PartsForMany({
  kind,
  part,
  busy,
  onCancel,
  onPut,
}: {
  kind: "contact" | "company";
  part: ListId;
  busy: boolean;
  onCancel: () => void;
  onPut: (parts: Parts) => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>(BLANK[part]);
  const [verb, setVerb] = useState<Verb>(part === "jobs" ? "set" : "add");
  const one = verb === "set";
  const choose = (next: Verb) => {
    setVerb(next);
    // There is one current job: what else was written down is for adding.
    const [first] = draft[part] ?? [];
    if (next === "set") setDraft(first ? { [part]: [first] } : BLANK[part]);
  };
  const entries = ((draft[part] ?? []) as object[])
    .map((row) => said(row, verb))
    .filter((row) => row !== null);
  const parts = (): Parts => {
    const [first] = entries;
    return one ? { set: { [part]: first ?? {} } } : { [verb]: { [part]: entries } };
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (entries.length > 0 && !busy) onPut(parts());
      }}
    >
      <Field label={t("bulk.how")}>
        <Select value={verb} onChange={(event) => choose(event.target.value as Verb)}>
          {part === "jobs" && <option value="set">{t("bulk.setJob")}</option>}
          <option value="add">{t("bulk.addTo")}</option>
          <option value="remove">{t("bulk.takeFrom")}</option>
        </Select>
      </Field>
      <div>
        <OneRow value={one}>
          <PartEditor
            part={part}
            kind={kind}
            draft={draft}
            set={(change) => setDraft({ ...draft, ...change })}
          />
        </OneRow>
        {verb === "remove" && <p className="mt-1 text-xs text-muted">{t("bulk.takeHint")}</p>}
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{t("kit.cancel")}</Button>
        <Button weight="primary" busy={busy} disabled={entries.length === 0} type="submit">
          {t(verb === "remove" ? "bulk.remove" : verb === "add" ? "bulk.add" : "bulk.put")}
        </Button>
      </div>
    </form>
  );
}

/** A row without what is empty; null if nothing else is left. A company that is chosen goes by itself, not by a name. */
function said(row: object, verb: Verb): object | null {
  const filled = Object.entries(row).filter(
    ([name, value]) =>
      value !== "" && value !== null && value !== undefined && !(verb === "remove" && ASIDE.has(name)),
  );
  if (filled.every(([name]) => ASIDE.has(name))) return null;
  const entry = Object.fromEntries(filled) as { company_id?: string; company?: string | null };
  if (verb === "set" && entry.company_id) return { ...entry, company: null };
  return entry;
}
