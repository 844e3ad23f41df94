// What every list has beside its rows: its most frequent values, and what it is grouped by.
import { ListTree } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Dialog, IconButton, useNarrow } from "@/kit";
import type { ListField } from "./catalogue";
import { FacetPanel } from "./FacetPanel";
import { GroupMenu } from "./GroupMenu";
import type { Counted } from "./kinds";
import type { ListPreferences, ListSearch } from "./view";

export function useBeside({
  kind,
  group,
  fields,
  preferences: [preferences, prefer],
  search,
  onSearch,
  onFold,
  grouped = true,
}: {
  kind: Counted;
  /** What its key is listed under. */
  group: string;
  fields: ListField[];
  preferences: [ListPreferences, (change: Partial<ListPreferences>) => void];
  search: ListSearch;
  onSearch: (next: ListSearch) => void;
  onFold: (all: boolean) => void;
  /** Whether it can stand in groups as it looks now. */
  grouped?: boolean;
}) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  // In a small window the values are looked up and closed again; beside a wide list they stay.
  const [sheet, setSheet] = useState(false);
  const toggle = () => (narrow ? setSheet(!sheet) : prefer({ facets: !preferences.facets }));
  const facets = <FacetPanel config={kind} search={search} onSearch={onSearch} />;
  return {
    key: { keys: "f", label: t("facets.label"), group, run: toggle },
    tools: (
      <>
        <IconButton
          icon={ListTree}
          label={t("facets.label")}
          keys="f"
          aria-pressed={narrow ? sheet : preferences.facets}
          onClick={toggle}
          className="aria-pressed:bg-selected aria-pressed:text-text"
        />
        {grouped && (
          <GroupMenu
            fields={fields}
            by={search.group}
            onChange={(by) => {
              const { group: _, ...rest } = search;
              onSearch(by ? { ...rest, group: by } : rest);
            }}
            onFold={onFold}
          />
        )}
      </>
    ),
    /** The rows with the values at their side. */
    frame: (rows: ReactNode) => (
      <>
        <div className="flex min-h-0 flex-1">
          {preferences.facets && !narrow && (
            <aside
              aria-label={t("facets.label")}
              className="w-60 shrink-0 overflow-y-auto border-e border-t border-line"
            >
              {facets}
            </aside>
          )}
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">{rows}</div>
        </div>
        {narrow && (
          <Dialog side open={sheet} onOpenChange={setSheet} title={t("facets.label")}>
            {facets}
          </Dialog>
        )}
      </>
    ),
  };
}
