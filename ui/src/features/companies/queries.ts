// What the company screens ask for: list state from the address, one company, its people.
import { getRouteApi } from "@tanstack/react-router";
import { useRead } from "@/client";
import type { ListSearch } from "@/records/view";

const list = getRouteApi("/companies");

export function useCompanySearch(): [ListSearch, (next: ListSearch) => void] {
  const search = list.useSearch();
  const navigate = list.useNavigate();
  return [search, (next) => void navigate({ search: next, replace: true })];
}

export const useCompany = (id: string | undefined) =>
  useRead("companies.get", { id: id ?? "" }, { enabled: id !== undefined });
