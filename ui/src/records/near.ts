// Near a place: the condition of a list on how far something is, and what follows from it for order and columns.
import type { Json } from "@/client";
import type { Rule } from "./view";

/** The value of `near`: from where, how far at most, and what the seller calls the place. */
export interface Near {
  from: string;
  km: number;
  name?: string;
}

/** The field that says where a record is, and the value of a row that says how far. */
export const PLACE = "place";
/** By what its place is known. */
export const PLACE_FOUND = "place_found";
export const DISTANCE = "distance_km";
/** Half around the earth and more: however far it is. */
export const ANY_KM = 20_100;
/** Kilometres or miles to choose from. */
export const STEPS = [5, 10, 25, 50, 100, 250];

export function nearOf(value: Json | undefined): Near | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { from, km, name } = value;
  if (typeof from !== "string" || typeof km !== "number") return null;
  return { from, km, ...(typeof name === "string" ? { name } : {}) };
}

/** The place a list measures from: that of its first condition on nearness. */
export const nearIn = (rules: Rule[] | undefined): Near | null =>
  nearOf(rules?.find(({ op, not }) => op === "near" && !not)?.value);

/** The list of what is near a place, however far, the nearest first. */
export const nearestTo = (from: string, name: string): { rules: Rule[] } => ({
  rules: [{ field: PLACE, op: "near", value: { from, km: ANY_KM, name } }],
});

const RECENT = "satchel-near";
const MOST = 6;

/** Places asked for lately on this device, the last one first. */
export function recentPlaces(): string[] {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(held) ? held.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}

export function rememberPlace(name: string): void {
  try {
    const places = [name, ...recentPlaces().filter((one) => one !== name)].slice(0, MOST);
    localStorage.setItem(RECENT, JSON.stringify(places));
  } catch {
    // No storage: the place is typed again next time.
  }
}
