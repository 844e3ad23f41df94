// Beside a list: its most frequent values with how many records have each, a press away from being filtered by. Folded on
// request; in a small window it comes from the edge.
import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Facet, type Json } from "@/client";
import { Button, Skeleton, Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { useListFields, type ListField } from "./catalogue";
import { useValueWords } from "./groupLines";
import { OWN_RECORDS, type Counted } from "./kinds";
import { toQuery, type ListSearch, type Rule } from "./view";

/** So many values stand there at first. */
const FEW = 6;
const MANY = 50;

const same = (rule: Rule, field: string) => rule.field === field && !rule.not;
const chosenOf = (search: ListSearch, field: string): Json[] =>
  (search.rules ?? []).flatMap((rule) =>
    !same(rule, field)
      ? []
      : rule.op === "equals"
        ? [rule.value ?? null]
        : rule.op === "one_of" && Array.isArray(rule.value)
          ? rule.value
          : [],
  );

/** The list with a value of a field chosen, or no longer. */
export function toggled(search: ListSearch, field: string, value: Json): ListSearch {
  const before = chosenOf(search, field);
  const next = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  const isOurs = (rule: Rule) => same(rule, field) && (rule.op === "equals" || rule.op === "one_of");
  const { rules = [], ...rest } = search;
  const others = rules.filter((rule) => !isOurs(rule));
  const ours: Rule[] =
    next.length === 0
      ? []
      : [next.length === 1 ? { field, op: "equals", value: next[0]! } : { field, op: "one_of", value: next }];
  const all = [...others, ...ours];
  return { ...rest, ...(all.length > 0 ? { rules: all } : {}) };
}

export function FacetPanel({
  config: { name: kind, plural, facets },
  search,
  onSearch,
}: {
  config: Counted;
  search: ListSearch;
  onSearch: (next: ListSearch) => void;
}) {
  const fields = useListFields(kind);
  const [whole, setWhole] = useState<string[]>([]);
  const { sort: _, ...query } = toQuery(search);
  // Where the seller made no kinds there is nothing to count by them.
  const asked = facets.filter((id) => id !== OWN_RECORDS || fields.some((field) => field.id === id));
  const counted = useRead(`${plural}.facets`, { query, fields: asked, limit: MANY }, { keep: true });
  if (counted.error || !counted.data)
    return <Unanswered of={counted} waiting={<Skeleton className="m-4 h-40" />} />;
  const label = (id: string) => fields.find((field) => field.id === id)?.label ?? id;
  return (
    <div className="flex flex-col gap-1 p-3">
      {counted.data.facets
        .filter(({ values }) => values.length > 0)
        .map((facet) => (
          <FacetGroup
            key={facet.field}
            facet={facet}
            label={label(facet.field)}
            field={fields.find((field) => field.id === facet.field)}
            chosen={chosenOf(search, facet.field)}
            whole={whole.includes(facet.field)}
            onWhole={() => setWhole((now) => [...now, facet.field])}
            onToggle={(value) => onSearch(toggled(search, facet.field, value))}
          />
        ))}
    </div>
  );
}

function FacetGroup({
  facet,
  label,
  field,
  chosen,
  whole,
  onWhole,
  onToggle,
}: {
  facet: Facet;
  label: string;
  field: ListField | undefined;
  chosen: Json[];
  whole: boolean;
  onWhole: () => void;
  onToggle: (value: Json) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(true);
  const shown = whole ? facet.values : facet.values.slice(0, FEW);
  const id = `facet-${facet.field}`;
  const words = useValueWords();
  const said = ({ value, label: called }: Facet["values"][number]) => words(field, String(value), called);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="hit flex h-9 w-full items-center gap-2 rounded-md px-2 text-xs font-medium text-muted hover:bg-hover hover:text-text"
        >
          <span className="flex-1 text-start">{label}</span>
          <ChevronDown aria-hidden className={clsx("size-3.5", !open && "-rotate-90")} />
        </button>
      </h2>
      {open && (
        <ul className="pb-2">
          {shown.map((one) => (
            <li key={String(one.value)}>
              <label className="hit flex min-h-8 items-center gap-2.5 rounded-md px-2 hover:bg-hover touch:min-h-11">
                <input
                  type="checkbox"
                  checked={chosen.includes(one.value)}
                  onChange={() => onToggle(one.value)}
                  className="size-4 shrink-0 rounded-sm accent-fill"
                />
                <bdi className="min-w-0 flex-1 truncate">{said(one)}</bdi>
                <span className="tabular text-xs text-muted">{format.number(one.count)}</span>
              </label>
            </li>
          ))}
          {facet.values.length > shown.length && (
            <li>
              <Button small weight="ghost" onClick={onWhole}>
                {t("facets.more", { count: facet.values.length - shown.length })}
              </Button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}
