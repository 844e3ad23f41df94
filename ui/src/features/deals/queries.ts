// What the deal screens ask for: list state from the address, one deal, a pipeline as a board.
import { getRouteApi } from "@tanstack/react-router";
import { useRead, type Id } from "@/client";
import { parseListSearch, type ListSearch } from "@/records/view";

export type DealView = "board" | "list";

export interface DealSearch extends ListSearch {
  view?: DealView;
  pipeline?: Id;
}

export function parseDealSearch(raw: Record<string, unknown>): DealSearch {
  const search: DealSearch = parseListSearch(raw);
  if (raw["view"] === "board" || raw["view"] === "list") search.view = raw["view"];
  if (typeof raw["pipeline"] === "string") search.pipeline = raw["pipeline"];
  return search;
}

const list = getRouteApi("/deals");
const VIEW = "satchel-deals-view";

/** A link with conditions is a list; else it is as the seller left it on this device. */
export function viewOf(search: DealSearch): DealView {
  if (search.view) return search.view;
  if (search.rules || search.sort || search.trashed) return "list";
  try {
    return localStorage.getItem(VIEW) === "list" ? "list" : "board";
  } catch {
    return "board";
  }
}

export function rememberView(view: DealView): void {
  try {
    localStorage.setItem(VIEW, view);
  } catch {
    // No storage: the choice lasts as long as the address.
  }
}

export function useDealSearch(): [DealSearch, (next: DealSearch) => void] {
  const search = list.useSearch();
  const navigate = list.useNavigate();
  return [search, (next) => void navigate({ search: next, replace: true })];
}

export const useDeal = (id: string | undefined) =>
  useRead("deals.get", { id: id ?? "" }, { enabled: id !== undefined });

/** The pipelines and their stages, in order. */
export function usePipelines() {
  const pipelines = useRead("pipelines.list", { limit: 100, fields: ["name", "position"] }).data?.rows;
  const stages = useRead("stages.list", {
    limit: 500,
    query: { sort: [{ field: "position" }] },
    fields: ["name", "pipeline_id", "position", "outcome", "probability", "rot_days", "exit_criteria"],
  }).data?.rows;
  if (!pipelines || !stages) return undefined;
  return pipelines.map((pipeline) => ({
    id: pipeline.id,
    name: pipeline.title,
    stages: stages.filter((stage) => stage["pipeline_id"] === pipeline.id),
  }));
}

/** The deals in which a contact or a company stands. */
export const useDealsOf = (of: "contact" | "company", id: string | undefined) =>
  useRead(
    "deals.list",
    {
      query: {
        filter: {
          is: {
            field: of === "company" ? "company_id" : "contacts.contact_id",
            op: "equals",
            value: id ?? "",
          },
        },
      },
      limit: 50,
      fields: ["name", "company", "stage_id", "state", "amount", "close_date"],
    },
    { enabled: Boolean(id) },
  ).data;
