// What the notification screens ask for, and what they do with one: open it, read it, put it away, make a task of it.
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import {
  OCCASIONS,
  useAct,
  useActAtOnce,
  useClient,
  useRead,
  useReadAtOnce,
  type AtOnce,
  type NotificationRow,
  type Occasion,
  type PreferencesPatch,
  type ShownNotifications,
} from "@/client";
import { useToast } from "@/kit";
import { nowMs } from "@/locales/format";
import { useDone } from "@/shell/undo";
import { dayAt } from "@/features/tasks/when";

/** Occasions as the list is filtered by them. */
export const SORTS = {
  tasks: ["task_reminder", "task_due", "task_overdue", "follow_up"],
  people: ["keep_in_touch", "birthday"],
  deals: ["deal_neglected", "deal_slipping", "deal_idle", "deal_won", "deal_lost"],
  views: ["view_entered", "view_left"],
  work: ["job_done", "job_failed"],
} as const satisfies Record<string, Occasion[]>;
export type Sort = keyof typeof SORTS;

export const SHOWN = ["unread", "all", "snoozed"] as const satisfies ShownNotifications[];

export interface NotificationSearch {
  show?: ShownNotifications;
  sort?: Sort;
  page?: number;
}

export const PAGE = 50;

export function parseNotificationSearch(raw: Record<string, unknown>): NotificationSearch {
  const show = SHOWN.find((one) => one === raw["show"]);
  const sort = (Object.keys(SORTS) as Sort[]).find((one) => one === raw["sort"]);
  const page = Math.floor(Number(raw["page"]));
  return { ...(show ? { show } : {}), ...(sort ? { sort } : {}), ...(page > 1 ? { page } : {}) };
}

const list = getRouteApi("/notifications");

export function useNotificationSearch(): [NotificationSearch, (next: NotificationSearch) => void] {
  const search = list.useSearch();
  const navigate = list.useNavigate();
  return [search, (next) => void navigate({ search: next, replace: true })];
}

/** The newest, for the bell. */
export const useNewest = () => useRead("notifications.list", { limit: 6 });

/** Where records of a kind are. */
const OF_KIND = {
  contact: "/contacts",
  company: "/companies",
  lead: "/leads",
  deal: "/deals",
  task: "/tasks",
  communication: "/activity",
} as const;

/** Where the record of a notification is. */
export function targetOf({ kind, record_id: id, details, about_id, about_kind }: NotificationRow) {
  switch (kind) {
    case "view":
      if (about_id && about_kind)
        return { to: `${OF_KIND[about_kind]}/$id` as "/contacts/$id", params: { id: about_id } } as const;
      return { to: "/views/$id", params: { id } } as const;
    case "task":
      return { to: "/tasks/$id", params: { id } } as const;
    case "contact":
      return { to: "/contacts/$id", params: { id } } as const;
    case "deal":
      return { to: "/deals/$id", params: { id } } as const;
    case "job":
      if (details.import) return { to: "/imports/$id", params: { id: details.import } } as const;
      return { to: "/history" } as const;
  }
}

/** Whether a task with this person is one click away. */
export const leadsToTask = (
  row: NotificationRow,
): row is NotificationRow & { event: "keep_in_touch" | "birthday" } =>
  row.event === "keep_in_touch" || row.event === "birthday";

export interface NotificationActing {
  read: (row: NotificationRow) => void;
  toggle: (row: NotificationRow) => void;
  /** Makes the task that follows from it, for today. */
  makeTask: (row: NotificationRow) => void;
  readAll: (events?: readonly Occasion[]) => void;
}

export function useNotificationActing(): NotificationActing {
  const { t } = useTranslation();
  const toast = useToast();
  const done = useDone();
  const mark = useAct("notifications.read");
  const create = useAct("tasks.create");
  const set = (row: NotificationRow, unread: boolean) =>
    mark.mutate({ ids: [row.id], ...(unread ? { unread } : {}) }, { onError: toast.fail });
  const read = (row: NotificationRow) => row.read_ms === undefined && set(row, false);
  return {
    read,
    toggle: (row) => set(row, row.read_ms !== undefined),
    makeTask: (row) => {
      if (!leadsToTask(row)) return;
      const title = t(`notifications.task.${row.event}`, { name: row.title });
      create.mutate(
        { title, due: dayAt(nowMs()), contacts: [row.record_id] },
        {
          onSuccess: () => {
            read(row);
            done(t("notifications.taskMade", { title }));
          },
          onError: toast.fail,
        },
      );
    },
    readAll: (events) =>
      mark.mutate(events ? { events: [...events] } : {}, {
        onSuccess: () => toast.show({ text: t("notifications.allRead") }),
        onError: toast.fail,
      }),
  };
}

/** A note of the desktop that was chosen leads to its record, or to all of them. */
export function useChosenNotes(): void {
  const client = useClient();
  const navigate = useNavigate();
  const { read } = useNotificationActing();
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.type !== "open") return;
        const { notification } = event;
        if (notification) latest.current(notification);
        void navigate(notification ? targetOf(notification) : { to: "/notifications" });
      }),
    [client, navigate],
  );
}

const PREFERENCES: AtOnce<"notifications.preferences", "notifications.patch_preferences"> = {
  read: "notifications.preferences",
  input: {},
  act: "notifications.patch_preferences",
  shown: (now, { patch: { events, ...rest } }) => {
    const told = { ...now.events };
    for (const event of OCCASIONS) told[event] = { ...told[event], ...events?.[event] };
    return { ...now, ...rest, events: told };
  },
};

export const usePreferences = () => useReadAtOnce(PREFERENCES);

export function usePatchPreferences(): (change: PreferencesPatch) => void {
  const patch = useActAtOnce(PREFERENCES, useToast().fail);
  return (change) => patch({ patch: change });
}
