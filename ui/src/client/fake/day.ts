// An invented day of visits, in the order the seller gives it.
import type { DayEntry, DayPlan, Visit } from "../day";
import { task, taskId, whole } from "../fakeDoing";
import { NOW, contact } from "../fakePeople";
import type { Id, Task } from "../commands";
import { kilometres } from "./places";

const START = "50.938,6.957";
const HOUR = 3_600_000;
const today = new Date(NOW).toISOString().slice(0, 10);

const STOPS: [
  title: string,
  street: string,
  code: string,
  city: string,
  place: string | null,
  hour: number | null,
][] = [
  ["Show the new samples", "Münsterplatz 4", "53111", "Bonn", "50.735,7.1", null],
  ["Sign the contract", "Königsallee 61", "40215", "Düsseldorf", "51.217,6.783", 14],
  ["Look at the storehouse", "Hafenstraße 19", "47119", "Duisburg", "51.451,6.737", null],
  ["Say hello to the new buyer", "", "", "", null, null],
];

/** A visit that was due some days ago, which the tasks have as well. */
export const LATE: Task = {
  ...whole({
    id: taskId(50),
    kind: "task",
    title: "Look in at the branch",
    type: "visit",
    due: new Date(NOW - 3 * 24 * HOUR).toISOString().slice(0, 10),
    contacts: [contact(2).id],
  }),
  version: 1,
  created_ms: NOW - 9 * 24 * HOUR,
  modified_ms: NOW - 9 * 24 * HOUR,
  deleted_ms: null,
};

const LATE_STOP: Visit = {
  task: LATE,
  who: { kind: "contact", id: contact(2).id, name: contact(2).display_name },
  address: { street: "Domplatz 2", postal_code: "52062", city: "Aachen", country: "DE" },
  place: "50.776,6.084",
  found: "postcode",
  late: true,
};

function visit([title, street, postal_code, city, place, hour]: (typeof STOPS)[number], at: number): Visit {
  const person = contact(at + 1);
  const due_ms =
    hour === null
      ? {}
      : { due_ms: Date.parse(`${today}T00:00:00Z`) + hour * HOUR, due_time: `${hour}:00`, due_zone: "UTC" };
  return {
    task: {
      ...whole({
        id: taskId(40 + at),
        kind: "task",
        title,
        type: "visit",
        due: today,
        contacts: [person.id],
        ...due_ms,
      }),
      version: 1,
      created_ms: NOW,
      modified_ms: NOW,
      deleted_ms: null,
    },
    who: { kind: "contact", id: person.id, name: person.display_name },
    phone: person.phones[0]?.value ?? "+49 221 5550123",
    ...(city ? { address: { street, postal_code, city, country: "DE" } } : {}),
    ...(place ? { place, found: "postcode" as const } : {}),
    ...(at === 0
      ? {
          company: "Rhenania GmbH",
          note: {
            body: "Wants to see the **blue** ones, and asks for a sample box.",
            at_ms: NOW - 40 * HOUR,
          },
        }
      : {}),
    late: false,
  };
}

export class FakeDay {
  private visits: Visit[];
  private byHand = false;
  private readonly usual: Visit[];
  constructor(empty: boolean, late: boolean) {
    this.usual = empty ? [] : [...STOPS.map(visit), ...(late ? [LATE_STOP] : [])];
    this.visits = this.usual;
  }

  answer(verb: string, { tasks }: { tasks?: Id[] | null }, start: string | null | undefined): DayPlan {
    if (verb === "arrange") {
      this.byHand = Boolean(tasks);
      this.visits = tasks
        ? tasks.flatMap((id) => this.usual.find((one) => one.task.id === id) ?? [])
        : this.usual;
    }
    let before: string | undefined = start ? START : undefined;
    const visits = this.visits.map(({ km: _, ...one }): Visit => {
      const far = kilometres(before, one.place);
      before = one.place ?? before;
      return far === null ? one : { ...one, km: far };
    });
    const other = (index: number): DayEntry[] => {
      const one = task(index);
      const person = contact(index);
      return one ? [{ task: one, who: { kind: "contact", id: person.id, name: person.display_name } }] : [];
    };
    return {
      day: today,
      ...(start ? { start: { name: start, place: START } } : {}),
      visits,
      km: visits.reduce((sum, { km }) => sum + (km ?? 0), 0),
      by_hand: this.byHand,
      tasks: this.usual.length === 0 ? [] : [0, 1, 2, 3].flatMap(other),
    };
  }
}
