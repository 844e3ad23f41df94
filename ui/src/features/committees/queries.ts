// What the boards of committees ask for and change: at once on the screen, then in the vault; back again if it is refused.
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { makeStale, useAct, useRead, type Committee, type Id, type PlacePatch, type Role } from "@/client";
import { useToast } from "@/kit";
import { useChoiceWord } from "@/records/catalogue";
import { useDone } from "@/shell/undo";

/** Where a committee stands. */
export type CommitteeOf = "companies" | "deals";

export const useCommittee = (of: CommitteeOf, id: Id) => useRead(`${of}.committee`, { id });

/** What a role is called; one vocabulary for companies and deals. */
export function useRoleWord(): (role: string | null) => string {
  const { t } = useTranslation();
  const choice = useChoiceWord("deal");
  return (role) => (role ? choice("role", role) : t("committees.noRole"));
}

/** The board with somebody in another column. What follows from it comes with the next answer. */
export function moved(committee: Committee, contact: Id, role: Role | null): Committee {
  const one = committee.columns
    .flatMap(({ people }) => people)
    .find(({ contact_id }) => contact_id === contact);
  if (!one) return committee;
  return {
    ...committee,
    columns: committee.columns.map((column) => {
      const others = column.people.filter(({ contact_id }) => contact_id !== contact);
      return {
        ...column,
        people: column.role === role ? [{ ...one, role, placed: true }, ...others] : others,
      };
    }),
  };
}

export function usePlacing(of: CommitteeOf, id: Id) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const toast = useToast();
  const done = useDone();
  const word = useRoleWord();
  const place = useAct(`${of}.place`);
  const displace = useAct(`${of}.displace`);
  const key = { queryKey: [`${of}.committee`, { id }] };
  const onError = (failure: unknown) => {
    makeStale(queries, key);
    toast.fail(failure);
  };
  return {
    place: (contact: { contact_id: Id; name: string }, patch: PlacePatch, then?: () => void) => {
      const { role } = patch;
      if (role !== undefined)
        queries.setQueriesData<Committee>(key, (board) => board && moved(board, contact.contact_id, role));
      place.mutate(
        { id, contact_id: contact.contact_id, patch },
        {
          onSuccess: () => {
            done(
              role === undefined
                ? t("committees.changed", { name: contact.name })
                : t("committees.moved", { name: contact.name, role: word(role) }),
            );
            then?.();
          },
          onError,
        },
      );
    },
    displace: (contact: { contact_id: Id; name: string }) =>
      displace.mutate(
        { id, contact_id: contact.contact_id },
        { onSuccess: () => done(t("committees.displaced", { name: contact.name })), onError },
      ),
  };
}
