// What the screens of conversations ask for: the list's state from the address, and one conversation.
import { getRouteApi } from "@tanstack/react-router";
import { useRead } from "@/client";
import type { ViewSearch } from "@/records/view";

const list = getRouteApi("/activity");

export function useActivitySearch(): [ViewSearch, (next: ViewSearch) => void] {
  const search = list.useSearch();
  const navigate = list.useNavigate();
  return [search, (next) => void navigate({ search: next, replace: true })];
}

export const useCommunication = (id: string | undefined) =>
  useRead("communications.get", { id: id ?? "" }, { enabled: id !== undefined });
