// What features put onto the pages of records, which know no feature: a conversation or task in a timeline, the clock
// beside a number, what can be done from the header.
import { createContext, use, type ReactNode } from "react";
import type { LucideIcon } from "lucide-react";
import type { Attachment, Communication, Id, Row, Task } from "@/client";
import type { KindConfig, KindName, PersonKind } from "./kinds";
import type { ListSearch } from "./view";

/** A list as it stands on the screen. */
export interface ShownList {
  kind: KindName;
  search: ListSearch;
  columns: string[] | null;
  layout: "table" | "cards";
  onSearch: (next: ListSearch) => void;
}

export interface RecordSlots {
  /** A record of another kind in a timeline. */
  event: (
    record: Task | Communication | Attachment,
    time: string,
  ) => { icon: LucideIcon; content: ReactNode } | null;
  /** Beside the first phone number. */
  besidePhone: (plural: KindConfig<PersonKind>["plural"], id: Id) => ReactNode;
  /** In the header, beside calling and writing. */
  actions: (plural: KindConfig["plural"], id: Id) => ReactNode;
  /** A cell of a list that is more than its value; null where it is not. */
  cell: (kind: KindName, field: string, row: Row) => ReactNode | null;
  /** At the end of a row on a phone, before calling. */
  line: (kind: KindName, row: Row) => ReactNode;
  /** Over a list: the views of its kind. */
  views: (list: ShownList) => ReactNode;
  /** The files of a record, for its page to show; a hook. `onAttach` runs when some are put there; `among` other things
   *  they take no more room than they need. */
  useFiles: (
    of: { kind: string; id: Id; title: string; locked: boolean; among?: boolean },
    onAttach?: () => void,
  ) => { count: number | undefined; list: ReactNode } | null;
  /** The sheet of a record. */
  paper: (config: KindConfig, record: { id: Id; tags: string[] }, title: string) => ReactNode;
}

const SlotsContext = createContext<RecordSlots>({
  event: () => null,
  besidePhone: () => null,
  actions: () => null,
  cell: () => null,
  line: () => null,
  views: () => null,
  useFiles: () => null,
  paper: () => null,
});

export const RecordSlotsProvider = SlotsContext.Provider;

export const useRecordSlots = (): RecordSlots => use(SlotsContext);
