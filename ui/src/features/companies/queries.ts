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

/** Who works there or once did: the people with a job that is linked to this company, whatever it is called. */
export const usePeopleOf = (id: string | undefined) =>
  useRead(
    "contacts.list",
    {
      query: { filter: { is: { field: "jobs.company_id", op: "equals", value: id ?? "" } } },
      limit: 50,
      fields: ["display_name", "job_title", "company", "emails", "phones", "photo"],
    },
    { enabled: Boolean(id) },
  ).data;

/** The companies that belong to this one. */
export const useSubsidiaries = (id: string | undefined) =>
  useRead(
    "companies.list",
    {
      query: { filter: { is: { field: "parent_id", op: "equals", value: id ?? "" } } },
      limit: 100,
      fields: ["name", "industry", "domains", "photo"],
    },
    { enabled: Boolean(id) },
  ).data;
