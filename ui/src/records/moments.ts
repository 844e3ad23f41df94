// Moments as days and times of the place where the seller is.
import type { Json } from "@/client";

const two = (value: number) => String(value).padStart(2, "0");

/** The day, here, that a rule about moments names: "before" begins with it, "after" with the one that follows. */
export function dayOf(ms: Json | undefined, choice: string): string {
  if (typeof ms !== "number") return "";
  const at = new Date(ms);
  if (choice === "afterDay") at.setDate(at.getDate() - 1);
  return `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The moment at which the day begins here, or for "after" the following one. */
export function momentOf(day: string, choice: string): Json {
  if (!day) return "";
  const [year = Number.NaN, month = 1, date = 1] = day.split("-").map(Number);
  const at = new Date(year, month - 1, date + (choice === "afterDay" ? 1 : 0));
  if (year < 100) at.setFullYear(year);
  return Number.isNaN(at.getTime()) ? "" : at.getTime();
}

/** A moment as the platform's own box for it takes it: the time here, to the minute. */
export function localMoment(ms: number): string {
  const at = new Date(ms);
  const day = `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
