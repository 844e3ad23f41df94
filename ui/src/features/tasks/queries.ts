// What the task screens ask for: the list's state from the address, what is to be done when, one task and its parts.
import { getRouteApi } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import { useRead, type Filter, type Id, type Output, type Task } from "@/client";
import { nowMs } from "@/locales/format";
import type { AboutPart } from "@/records/about";
import type { ViewSearch } from "@/records/view";
import { addDays, beginOf, dayAt } from "./when";

const list = getRouteApi("/tasks");

/** How the tasks are shown. */
export const VIEWS = ["today", "week", "all"] as const;
export type View = (typeof VIEWS)[number];

export function useTaskSearch(): [ViewSearch, (next: ViewSearch) => void] {
  const search = list.useSearch();
  const navigate = list.useNavigate();
  return [search, (next) => void navigate({ search: next, replace: true })];
}

/** A task as a list has it. */
export type TaskRow = Omit<Task, "reminders" | "version">;

const rowsOf = (answer: Output<"tasks.list"> | undefined): TaskRow[] | undefined =>
  answer?.rows as unknown as TaskRow[] | undefined;

/** The zone of this computer. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const is = (
  field: string,
  op: "equals" | "less" | "at_least" | "one_of",
  value: string | number | string[],
): Filter => ({
  is: { field, op, value },
});
const OPEN = is("status", "one_of", ["open", "in_progress", "waiting"]);
const none = (field: string): Filter => ({ is: { field, op: "empty" } });

/** Due before a day begins here, `from` another if that is given. */
function dueWithin(until: string, from?: string): Filter {
  const days: Filter[] = [none("due_ms"), is("due", "less", until)];
  const moments: Filter[] = [is("due_ms", "less", beginOf(until))];
  if (from) {
    days.push(is("due", "at_least", from));
    moments.push(is("due_ms", "at_least", beginOf(from)));
  }
  return { or: [{ and: days }, { and: moments }] };
}

/** Not put away until later. The moment is rounded, so that the question stays the same for a while. */
function awake(): Filter {
  const minute = Math.floor(nowMs() / 60_000) * 60_000;
  return { not: is("snoozed_until_ms", "at_least", minute + 60_000) };
}

const MOST = 500;
/** How many days the list of what is coming looks ahead. */
const AHEAD = 7;

/** What is to be done now, soon, and some day. */
export function useAgenda() {
  const until = addDays(dayAt(nowMs()), AHEAD + 1);
  const dated = useRead("tasks.list", {
    query: { filter: { and: [OPEN, awake(), dueWithin(until)] } },
    limit: MOST,
  });
  const someday = useRead("tasks.list", {
    query: {
      filter: { and: [OPEN, awake(), none("due"), none("parent_id")] },
      sort: [{ field: "created_ms", descending: true }],
    },
    limit: 100,
  });
  const [first, second] = [rowsOf(dated.data), rowsOf(someday.data)];
  return {
    tasks: first && second ? [...first, ...second] : undefined,
    total: (dated.data?.total ?? 0) + (someday.data?.total ?? 0),
    error: dated.error ?? someday.error,
    retry: () => void Promise.all([dated.refetch(), someday.refetch()]),
  };
}

/** Everything due in the seven days from one, done or not. */
export function useWeek(monday: string) {
  const answer = useRead(
    "tasks.list",
    { query: { filter: dueWithin(addDays(monday, 7), monday) }, limit: MOST },
    { keep: true },
  );
  return {
    tasks: rowsOf(answer.data),
    total: answer.data?.total ?? 0,
    error: answer.error,
    retry: () => void answer.refetch(),
  };
}

/** What is to be done about a record. */
export function useOpenTasks(part: AboutPart, id: Id | undefined): TaskRow[] | undefined {
  return rowsOf(
    useRead(
      "tasks.list",
      { query: { filter: { and: [OPEN, is(part, "equals", id ?? "")] } }, limit: 50 },
      { enabled: id !== undefined },
    ).data,
  );
}

export const useSubtasks = (id: Id | undefined): TaskRow[] | undefined =>
  rowsOf(
    useRead(
      "tasks.list",
      { query: { filter: is("parent_id", "equals", id ?? "") }, limit: 100 },
      { enabled: id !== undefined },
    ).data,
  );

export const useTask = (id: string | undefined) =>
  useRead("tasks.get", { id: id ?? "" }, { enabled: id !== undefined });

export const useTaskCounts = () => useRead("tasks.counts", { zone: zoneHere() }).data;

/** What a line of words says, while it is typed. */
export function useUnderstood(text: string, plain: string[]) {
  const line = useDeferredValue(text.trim());
  const answer = useRead(
    "tasks.understand",
    { text: line, zone: zoneHere(), plain },
    { enabled: line !== "", keep: true },
  );
  return line === "" ? undefined : answer.data;
}
