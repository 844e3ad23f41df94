// Where a rule holds, as the conditions of a filter: the bar of the lists, for leads and the numbers rules may ask for.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Filter } from "@/client";
import { useListFields, type ListField } from "@/records/catalogue";
import { FilterBar } from "@/records/FilterBar";
import { linesOf } from "@/records/lines";
import { toQuery } from "@/records/view";

const FACTS = ["note_count", "idle_days", "amount"] as const;
/** What follows from the score, of which no rule of it may ask. */
const FED = new Set([
  "score",
  "status",
  "status_since_ms",
  "qualified_reason",
  "qualified_ms",
  "disqualified_reason",
  "converted_ms",
  "contact_id",
  "company_id",
  "deal_id",
]);

export function RuleFilter({
  filter,
  onFilter,
  scores,
}: {
  filter: Filter | null;
  onFilter: (filter: Filter | null) => void;
  /** The rule is one of scores, and may not ask for what follows from them. */
  scores: boolean;
}) {
  const { t } = useTranslation();
  const fields = useListFields("lead");
  const all = useMemo(() => {
    const facts = FACTS.map((id): ListField => ({
      id,
      label: t(`leads.fact.${id}`),
      type: "number",
      part: false,
      inner: false,
      own: false,
      options: [],
      words: (option) => option,
      kind: undefined,
      sortable: false,
      filterable: true,
      derived: true,
    }));
    return [...fields.filter(({ id }) => !scores || !FED.has(id)), ...facts];
  }, [fields, scores, t]);
  const lines = linesOf(filter);
  if (!lines) return <p className="text-muted">{t("leads.complex")}</p>;
  return (
    <FilterBar
      kind="lead"
      fields={all}
      search={lines}
      onSearch={(search) => onFilter(toQuery(search).filter ?? null)}
    />
  );
}
