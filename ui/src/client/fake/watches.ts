// The watched view of the invented vault: who came and went, until it is seen.
import { NOW, contact, idOf } from "../fakePeople";
import type { ViewEvent, WatchRow } from "../watches";

const HOUR = 3_600_000;

const event = (at: number, person: number, entered: boolean, seen: boolean): ViewEvent => ({
  id: idOf("view_event", at),
  kind: "contact",
  record_id: idOf("contact", person),
  title: contact(person).display_name,
  entered,
  at_ms: NOW - at * 7 * HOUR,
  seen,
});

export class FakeWatches {
  private events: ViewEvent[];
  constructor(empty: boolean) {
    this.events = empty
      ? []
      : [
          event(1, 1, true, false),
          event(2, 4, true, false),
          event(3, 6, false, false),
          event(9, 9, true, true),
          event(20, 12, false, true),
        ];
  }

  answer(verb: string, input: { id?: string }, watched: string[]): unknown {
    const ofFirst = input.id === idOf("view", 0) || verb === "list";
    const events = ofFirst ? this.events : [];
    if (verb === "events") return { events };
    if (verb === "seen") {
      const seen = events.filter((one) => !one.seen).length;
      this.events = events.map((one) => ({ ...one, seen: true }));
      return { seen };
    }
    const count = (entered: boolean) => events.filter((one) => !one.seen && one.entered === entered).length;
    return {
      rows: watched.map((view_id): WatchRow => {
        if (view_id === idOf("view", 3)) return { view_id, entered: 0, left: 0, fault: "unknown_field" };
        const first = view_id === idOf("view", 0);
        return { view_id, entered: first ? count(true) : 0, left: first ? count(false) : 0 };
      }),
    };
  }
}
