// The seller's day as the screens see it: what is due, with whom and where, and today's visits in their order.
import type { Address, Id, Task } from "./commands";
import type { FoundBy } from "./places";

export interface DayEntry {
  task: Task;
  /** Whom it is about first. */
  who?: { kind: "contact" | "lead" | "company"; id: Id; name: string };
  company?: string;
  phone?: string;
  address?: Address;
  /** By what its place was found. */
  found?: FoundBy;
  note?: { body: string; at_ms: number };
}

export interface Visit extends DayEntry {
  /** Degrees north and east; absent where that is not known. */
  place?: string;
  /** From the stop before, as the crow flies. */
  km?: number;
  /** It was due on a day before. */
  late: boolean;
}

export interface DayPlan {
  day: string;
  start?: { name: string; place?: string };
  visits: Visit[];
  km: number;
  by_hand: boolean;
  tasks: DayEntry[];
}

/** What opens a place. */
export type MapApp = "device" | "osm" | "google" | "apple";

export interface DayCommands {
  "day.plan": { input: { zone: string }; output: DayPlan };
  "day.arrange": { input: { zone: string; tasks: Id[] | null }; output: DayPlan };
}
