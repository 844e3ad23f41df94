// Watched views as the UI sees them: how many came and went, and who.
import type { Id } from "./commands";

export interface WatchRow {
  view_id: Id;
  /** Who entered since it was last seen. */
  entered: number;
  left: number;
  /** What keeps it from being asked, as a field that is gone. */
  fault?: string;
}

export interface ViewEvent {
  id: Id;
  kind: string;
  record_id: Id;
  title: string;
  /** Or left. */
  entered: boolean;
  at_ms: number;
  seen: boolean;
}

export interface WatchCommands {
  "watches.list": { input: Record<string, never>; output: { rows: WatchRow[] } };
  "watches.events": {
    input: { id: Id; before?: Id; limit?: number };
    output: { events: ViewEvent[]; next?: Id };
  };
  "watches.seen": { input: { id: Id }; output: { seen: number } };
}
