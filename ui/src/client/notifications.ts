// What the seller is told, as the UI sees it.
import type { Id } from "./commands";

export const OCCASIONS = [
  "task_reminder",
  "task_due",
  "task_overdue",
  "follow_up",
  "keep_in_touch",
  "birthday",
  "deal_neglected",
  "deal_slipping",
  "deal_idle",
  "deal_won",
  "deal_lost",
  "view_entered",
  "view_left",
  "job_done",
  "job_failed",
] as const;
export type Occasion = (typeof OCCASIONS)[number];

export interface NotificationRow {
  id: Id;
  event: Occasion;
  kind: "task" | "contact" | "deal" | "view" | "job";
  record_id: Id;
  /** What the record is called. */
  title: string;
  about_id?: Id;
  about?: string;
  about_kind?: "contact" | "company" | "lead" | "deal" | "task" | "communication";
  /** Days and numbers for the words. */
  details: {
    due?: string;
    due_ms?: number | null;
    date?: string;
    age?: number | null;
    weeks?: number;
    spoken_ms?: number | null;
    since_ms?: number | null;
    job?: string;
    import?: Id | null;
    /** How many came, or went, at once. */
    count?: number;
  };
  due_ms: number;
  read_ms?: number;
  snoozed_until_ms?: number;
}

export interface Channels {
  in_app: boolean;
  desktop: boolean;
}

export interface NotificationPreferences {
  zone: string | null;
  digest_at: string;
  quiet: { from: string; to: string } | null;
  birthday_days: number;
  follow_up_days: number;
  idle_days: number;
  events: Record<Occasion, Channels>;
}

export interface PreferencesPatch extends Partial<Omit<NotificationPreferences, "events">> {
  events?: Partial<Record<Occasion, Partial<Channels>>>;
}

export type ShownNotifications = "all" | "unread" | "snoozed";

type Io<I, O> = { input: I; output: O };

export interface NotificationCommands {
  "notifications.list": Io<
    { show?: ShownNotifications; events?: Occasion[]; position?: number; limit?: number },
    { rows: NotificationRow[]; total: number; unread: number }
  >;
  "notifications.read": Io<{ ids?: Id[]; events?: Occasion[]; unread?: boolean }, { unread: number }>;
  "notifications.snooze": Io<{ id: Id; until_ms: number }, NotificationRow>;
  "notifications.preferences": Io<Record<string, never>, NotificationPreferences>;
  "notifications.patch_preferences": Io<{ patch: PreferencesPatch }, NotificationPreferences>;
}
