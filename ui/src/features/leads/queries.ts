// What the lead screens ask for.
import { getRouteApi } from "@tanstack/react-router";
import { useRead } from "@/client";
import type { ListSearch } from "@/records/view";

const list = getRouteApi("/leads");

export function useLeadSearch(): [ListSearch, (next: ListSearch) => void] {
  const search = list.useSearch();
  const navigate = list.useNavigate();
  return [search, (next) => void navigate({ search: next, replace: true })];
}

export const useLead = (id: string | undefined) =>
  useRead("leads.get", { id: id ?? "" }, { enabled: id !== undefined });

/** Why a lead has its score; asked for when somebody wants to know. */
export const useWhy = (id: string | undefined) =>
  useRead("leads.score", { id: id ?? "" }, { enabled: id !== undefined });

/** The territories in the order in which they are asked. */
export const useTerritories = () =>
  useRead("territories.list", {
    limit: 500,
    fields: ["name", "countries", "postcodes", "industries", "size_from", "size_to", "position"],
  });
