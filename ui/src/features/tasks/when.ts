// When a task is due, seen from where the seller is. A task of a whole day is due that day wherever that is; one with a
// time is due at a moment, which may lie on another day here than in its own zone.
import type { Task } from "@/client";

export type Dated = Pick<Task, "due" | "due_ms" | "status"> & Partial<Pick<Task, "snoozed_until_ms">>;

const two = (value: number) => String(value).padStart(2, "0");

/** The day it is here at a moment, `YYYY-MM-DD`. */
export function dayAt(ms: number): string {
  const at = new Date(ms);
  return `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The moment at which a day begins here. */
export function beginOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date).getTime();
}

/** A day so many days later. */
export function addDays(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return dayAt(new Date(year, month - 1, date + days).getTime());
}

/** The days of the week as JavaScript counts them. */
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The first day of a day's week, where weeks begin on this day. */
export function weekOf(day: string, begins: string): string {
  const first = Math.max(0, WEEKDAYS.indexOf(begins));
  return addDays(day, -((new Date(beginOf(day)).getDay() - first + 7) % 7));
}

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => weekOf(day, "monday");

export const isClosed = ({ status }: Pick<Task, "status">): boolean =>
  status === "done" || status === "cancelled";

/** The day it is due here. */
export const dueDay = ({ due, due_ms }: Dated): string | undefined =>
  due_ms === undefined ? due : dayAt(due_ms);

export function isOverdue(task: Dated, now: number): boolean {
  if (isClosed(task)) return false;
  return task.due_ms === undefined ? task.due !== undefined && task.due < dayAt(now) : task.due_ms < now;
}

export type Group = "overdue" | "today" | "upcoming" | "someday";

export function groupOf(task: Dated, now: number): Group {
  if (isOverdue(task, now)) return "overdue";
  const day = dueDay(task);
  if (day === undefined) return "someday";
  return day <= dayAt(now) ? "today" : "upcoming";
}

/** In the order they are due: by day, then those with a time by it, then by how urgent they are. */
export function inOrder<T extends Dated & Pick<Task, "priority">>(tasks: T[]): T[] {
  const rank = { high: 0, normal: 1, low: 2, none: 3 };
  const key = (task: T): [string, number, number] => [
    dueDay(task) ?? "9999",
    task.due_ms ?? Number.MAX_SAFE_INTEGER,
    rank[task.priority],
  ];
  return [...tasks].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : x[1] - y[1] || x[2] - y[2];
  });
}
