// The notifications of stories and tests: one of each sort, and what is done with them.
import type { NotificationPreferences, NotificationRow, Occasion, PreferencesPatch } from "./notifications";
import { OCCASIONS } from "./notifications";
import { taskId } from "./fakeDoing";
import { NOW, idOf } from "./fakePeople";
import { DEALS } from "./fakeSelling";
import { Failure } from "./transport";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const day = (away: number) => new Date(NOW + away * DAY).toISOString().slice(0, 10);

type Seed = Omit<NotificationRow, "id" | "due_ms" | "details"> & {
  ago: number;
  details?: NotificationRow["details"];
};

const SEEDS: Seed[] = [
  {
    event: "task_reminder",
    kind: "task",
    record_id: taskId(1),
    title: "Call back about the delivery date",
    details: { due: day(0), due_ms: NOW + HOUR / 4 },
    ago: HOUR / 60,
  },
  {
    event: "birthday",
    kind: "contact",
    record_id: idOf("contact", 1),
    title: "Grace Moreau",
    details: { date: day(0), age: 40 },
    ago: 2 * HOUR,
  },
  {
    event: "task_overdue",
    kind: "task",
    record_id: taskId(0),
    title: "Send the revised offer",
    details: { due: day(-1), due_ms: null },
    ago: 2 * HOUR,
  },
  {
    event: "keep_in_touch",
    kind: "contact",
    record_id: idOf("contact", 4),
    title: "Linus Okafor",
    details: { weeks: 6, spoken_ms: NOW - 43 * DAY },
    ago: 2 * HOUR,
  },
  {
    event: "follow_up",
    kind: "task",
    record_id: taskId(2),
    title: "Prepare the quarterly review",
    about_id: idOf("contact", 3),
    about: "Katherine Novak",
    details: { due: day(-4), due_ms: null },
    ago: DAY,
  },
  {
    event: "view_entered",
    kind: "view",
    record_id: idOf("view", 0),
    title: "Important people",
    about_id: idOf("contact", 1),
    about: "Grace Moreau",
    about_kind: "contact",
    ago: DAY,
    read_ms: NOW - HOUR,
  },
  {
    event: "deal_slipping",
    kind: "deal",
    record_id: DEALS[0]?.id ?? "",
    title: DEALS[0]?.name ?? "",
    details: { since_ms: null },
    ago: DAY + HOUR,
  },
  {
    event: "deal_won",
    kind: "deal",
    record_id: DEALS[1]?.id ?? "",
    title: DEALS[1]?.name ?? "",
    read_ms: NOW - DAY,
    ago: 2 * DAY,
  },
  {
    event: "job_done",
    kind: "job",
    record_id: idOf("job", 1),
    title: "Import google.csv",
    details: { job: "import", import: idOf("import", 1) },
    read_ms: NOW - 2 * DAY,
    ago: 3 * DAY,
  },
];

const USUAL: NotificationPreferences = {
  zone: null,
  digest_at: "08:00",
  quiet: null,
  birthday_days: 0,
  follow_up_days: 3,
  idle_days: 7,
  events: Object.fromEntries(
    OCCASIONS.map((one) => [one, { in_app: true, desktop: !/won|lost|neglected|idle/.test(one) }]),
  ) as NotificationPreferences["events"],
};

interface Given {
  show?: string;
  events?: Occasion[];
  position?: number;
  limit?: number;
  ids?: string[];
  unread?: boolean;
  id?: string;
  until_ms?: number;
  patch?: PreferencesPatch;
}

export class FakeNotifications {
  private rows: NotificationRow[];
  private preferences = structuredClone(USUAL);

  constructor(empty: boolean, quiet = false) {
    if (quiet) this.preferences.quiet = { from: "22:00", to: "07:00" };
    this.rows = (empty ? [] : SEEDS).map(({ ago, ...seed }, at) => ({
      details: {},
      ...seed,
      id: idOf("notification", at),
      due_ms: NOW - ago,
    }));
  }

  /** Raises one more, as time does. */
  raise(row: Pick<NotificationRow, "event" | "kind" | "record_id" | "title">): number {
    this.rows.unshift({ details: {}, ...row, id: idOf("notification", this.rows.length + 50), due_ms: NOW });
    return this.unread().length;
  }

  private asleep = (row: NotificationRow) => (row.snoozed_until_ms ?? 0) > NOW;
  private unread = () => this.rows.filter((row) => !row.read_ms && !this.asleep(row));

  answer(verb: string, given: Given): unknown {
    const fits = (row: NotificationRow) => !given.events || given.events.includes(row.event);
    switch (verb) {
      case "list": {
        const shown = {
          unread: this.unread(),
          snoozed: this.rows.filter((row) => !row.read_ms && this.asleep(row)),
          all: this.rows.filter((row) => row.read_ms || !this.asleep(row)),
        }[given.show ?? "all"];
        const rows = (shown ?? []).filter(fits);
        const position = given.position ?? 0;
        return {
          rows: rows.slice(position, position + (given.limit ?? 50)),
          total: rows.length,
          unread: this.unread().length,
        };
      }
      case "read":
        for (const row of given.ids
          ? this.rows.filter(({ id }) => given.ids?.includes(id))
          : this.unread().filter(fits)) {
          if (given.unread) delete row.read_ms;
          else row.read_ms = NOW;
        }
        return { unread: this.unread().length };
      case "snooze": {
        const row = this.rows.find(({ id }) => id === given.id);
        if (row) row.snoozed_until_ms = given.until_ms ?? NOW;
        return row;
      }
      case "preferences":
        return this.preferences;
      case "patch_preferences": {
        const { events, ...rest } = given.patch ?? {};
        const quiet = rest.quiet;
        if (quiet && quiet.from === quiet.to)
          throw new Failure({
            code: "invalid",
            kind: "refused",
            field: "quiet.to",
            message: "Quiet hours end at another time than they begin.",
          });
        Object.assign(this.preferences, rest);
        for (const [event, channels] of Object.entries(events ?? {}))
          Object.assign(this.preferences.events[event as Occasion], channels);
        return this.preferences;
      }
      default:
        throw new Failure({ code: "unknown_command", kind: "refused", message: verb });
    }
  }
}
