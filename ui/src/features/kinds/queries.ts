// What the screens of the seller's own kinds ask for.
import { getRouteApi, useParams } from "@tanstack/react-router";
import { useRead } from "@/client";
import { useOwnKinds, type Learnt } from "@/records/own";
import type { ListSearch } from "@/records/view";

const list = getRouteApi("/records/$kind");

export function useOwnSearch(): [ListSearch, (next: ListSearch) => void] {
  const search = list.useSearch();
  const navigate = list.useNavigate();
  return [search, (next) => void navigate({ search: next, replace: true })];
}

/** The kind of the address: null if there is none, undefined while that is not known. */
export function useKindHere(): Learnt | null | undefined {
  const { kind } = useParams({ strict: false });
  const kinds = useOwnKinds();
  const known = useRead("catalogue.get", {}).data !== undefined;
  const here = kinds.find(({ config }) => (config.name as string) === kind);
  return here ?? (known ? null : undefined);
}
