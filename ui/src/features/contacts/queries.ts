// What the contact screens ask for: list state from the address, one person, who might be the same.
import { getRouteApi } from "@tanstack/react-router";
import { useRead, type Contact } from "@/client";
import type { ListSearch } from "@/records/view";

const list = getRouteApi("/contacts");

export function useContactSearch(): [ListSearch, (next: ListSearch) => void] {
  const search = list.useSearch();
  const navigate = list.useNavigate();
  return [search, (next) => void navigate({ search: next, replace: true })];
}

export const useContact = (id: string | undefined) =>
  useRead("contacts.get", { id: id ?? "" }, { enabled: id !== undefined });

/** Only what can identify somebody is sent, and only once it is long enough to mean something. */
export function useMatches(draft: Partial<Contact>, id: string | undefined) {
  const values = (list_: { value: string }[] | undefined, least: number) =>
    (list_ ?? [])
      .filter(({ value }) => value.trim().length >= least)
      .map(({ value }) => ({ value: value.trim() }));
  const asked = {
    emails: values(draft.emails, 5).filter(({ value }) => value.includes("@")),
    phones: values(draft.phones, 5),
    links: values(draft.links, 8),
  };
  const worth = asked.emails.length + asked.phones.length + asked.links.length > 0;
  return useRead(
    "contacts.matches",
    {
      ...asked,
      ...(id ? { id } : {}),
      ...(draft.given ? { given: draft.given } : {}),
      ...(draft.family ? { family: draft.family } : {}),
    },
    { enabled: worth, keep: true },
  ).data?.matches;
}
