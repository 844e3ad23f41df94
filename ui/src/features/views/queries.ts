// What the screens of views ask for and do: the saved ones, one as the state of a list and back, saving and moving.
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import {
  ownPlural,
  queryOf,
  useAct,
  useRead,
  type Id,
  type Layout,
  type View,
  type WatchRow,
} from "@/client";
import { useToast } from "@/kit";
import { ALL_KINDS, isKind, isOwnKind, type KindConfig, type KindName } from "@/records/kinds";
import { fromQuery, toQuery, type ListSearch } from "@/records/view";
import { useDone } from "@/shell/undo";

/** Where the list of a kind is. */
export const LISTS = {
  ...(Object.fromEntries(ALL_KINDS.map(({ name, plural }) => [name, `/${plural}`])) as Record<
    KindName,
    `/${KindConfig["plural"]}`
  >),
  task: "/tasks",
  communication: "/activity",
} as const;
export type Listed = keyof typeof LISTS;

export const isListed = (kind: string): kind is Listed => kind in LISTS || (isOwnKind(kind) && isKind(kind));

const listOf = (kind: Listed): string => LISTS[kind] ?? `/${ownPlural(kind)}`;

/** Every view, in the seller's order. */
export function useViews(): View[] | undefined {
  const rows = useRead("views.list", { limit: 500 }).data?.rows;
  return rows as unknown as View[] | undefined;
}

/** What came and went of the watched views, by view. */
export function useWatches(): ReadonlyMap<Id, WatchRow> {
  const rows = useRead("watches.list", {}).data?.rows;
  return useMemo(() => new Map((rows ?? []).map((row) => [row.view_id, row])), [rows]);
}

/** How a list looks as a view keeps it. */
export interface Look {
  search: ListSearch;
  columns: string[] | null;
  layout: Layout;
}

/** The state of a list that a view stands for. */
export function searchOf(view: View): ListSearch {
  return {
    ...fromQuery(queryOf(view)),
    saved: view.id,
    layout: view.layout,
    ...(view.group_by ? { group: view.group_by } : {}),
    ...(view.columns && view.columns.length > 0 ? { columns: view.columns } : {}),
  };
}

/** What is kept of a list. */
export const keptOf = ({ search, columns, layout }: Look) => ({
  query: JSON.stringify(toQuery(search)),
  columns,
  layout,
  group_by: search.group ?? null,
});

/** Whether a list is no longer as its view has it. */
export function isChanged(view: View, look: Look): boolean {
  const kept = keptOf(look);
  const saved = searchOf(view);
  return (
    kept.query !== JSON.stringify(toQuery(saved)) ||
    kept.layout !== view.layout ||
    kept.group_by !== (view.group_by ?? null) ||
    (kept.columns ?? []).join("\n") !== (view.columns ?? []).join("\n")
  );
}

/** Shows a view: the list of its kind, as the view has it. */
export function useOpenView(): (view: View, replace?: boolean) => void {
  const navigate = useNavigate();
  return (view, replace = false) => {
    if (!isListed(view.of)) return;
    const { layout, ...search } = searchOf(view);
    const to = listOf(view.of);
    const state =
      view.of === "deal"
        ? { ...search, layout, view: layout === "board" ? "board" : "list" }
        : view.of === "task"
          ? { ...search, view: "all" }
          : { ...search, layout };
    void navigate({ to, search: state as never, replace });
  };
}

/** What is done to views, each said with its way back. */
export function useViewActs() {
  const { t } = useTranslation();
  const done = useDone();
  const toast = useToast();
  const create = useAct("views.create");
  const patch = useAct("views.patch");
  const remove = useAct("views.delete");
  const move = useAct("views.move");
  const fail = toast.fail;
  return {
    save: (named: Pick<View, "of" | "name" | "pinned" | "icon" | "colour">, look: Look) =>
      create.mutateAsync({ ...named, ...keptOf(look) }).then((view) => {
        done(t("views.saved", { name: named.name }));
        return view;
      }),
    change: (view: View, change: Partial<View>, said: string) =>
      patch.mutateAsync({ id: view.id, patch: change }).then(
        () => done(said),
        (failure: unknown) => fail(failure),
      ),
    duplicate: ({ of, query, columns, layout, group_by, icon, colour, name }: View) => {
      const copy = t("views.copyOf", { name });
      const kept = { of, query, columns, layout, group_by, icon, colour };
      return create.mutateAsync({ ...kept, name: copy }).then(
        (view) => {
          done(t("views.saved", { name: copy }));
          return view;
        },
        (failure: unknown) => {
          fail(failure);
          return undefined;
        },
      );
    },
    discard: (view: View) =>
      remove.mutate(
        { id: view.id },
        { onSuccess: () => done(t("views.deleted", { name: view.name })), onError: fail },
      ),
    /** Puts it behind another one, or before all. */
    place: (id: Id, after: Id | undefined) =>
      move.mutate({ id, ...(after ? { after } : {}) }, { onError: fail }),
  };
}
