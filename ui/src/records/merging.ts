// Records that become one and come apart again: which can, what was merged, and taking it apart with a word about it.
import { useTranslation } from "react-i18next";
import { createElement, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { refresh, useClient, useRead, type Id, type Mergeable, type MergedPart } from "@/client";
import { useToast } from "@/kit";
import { Kept } from "./Kept";

/** The program merges so many at once. */
export const MOST_MERGED = 20;

export const canMerge = (plural: string): plural is Mergeable =>
  plural === "contacts" || plural === "companies" || plural === "leads";

const NONE: MergedPart[] = [];

/** What was merged into a record. */
export function useMerges(plural: Mergeable, id: Id): MergedPart[] {
  return useRead(`${plural}.merges`, { id }).data?.merges ?? NONE;
}

/** Takes a record that was merged into another out of it, and says what stayed because it was edited since. */
export function useUnmerge(plural: Mergeable): (id: Id) => Promise<void> {
  const { t } = useTranslation();
  const client = useClient();
  const queries = useQueryClient();
  const toast = useToast();
  return async (id) => {
    try {
      const { apart, kept } = await client.call(`${plural}.unmerge`, { id });
      refresh(queries, { type: "change", from_seq: 0, to_seq: 0, kinds: [], ids: null });
      const [first] = apart;
      toast.show({
        text: t("merge.isApart", { count: apart.length, name: first?.title ?? "" }),
        ...(kept.length > 0 ? { detail: createElement(Kept, { kept }) } : {}),
      });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
}

/** Taking apart from the record's page: the only one at once, else after asking which. */
export function useTakeApart(plural: Mergeable, id: Id) {
  const merges = useMerges(plural, id);
  const unmerge = useUnmerge(plural);
  const [asking, setAsking] = useState(false);
  const [only, ...others] = merges;
  return {
    merges,
    run: () => {
      if (only && others.length === 0) void unmerge(only.id);
      else setAsking(true);
    },
    dialog: {
      open: asking,
      merges,
      onClose: () => setAsking(false),
      onChosen: (chosen: Id) => void unmerge(chosen),
    },
  };
}
