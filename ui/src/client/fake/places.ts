// Places of the invented people, and how far they lie from each other, as far as stories ask.
import type { Json } from "../commands";
import { Failure } from "../transport";

const KNOWN: Record<string, { point: string; found: "postcode" | "town"; country: string }> = {
  "50667 köln": { point: "50.938,6.957", found: "postcode", country: "DE" },
  köln: { point: "50.9333,6.95", found: "town", country: "DE" },
  "10115 berlin": { point: "52.532,13.385", found: "postcode", country: "DE" },
  zürich: { point: "47.3667,8.55", found: "town", country: "CH" },
};
/** Where the addresses of the stories are. */
const TOWNS = ["50.938,6.957", "50.735,7.1", "51.223,6.782", "52.532,13.385", "48.137,11.575"];

export const placeOf = (index: number): string | undefined =>
  index % 7 === 6 ? undefined : TOWNS[index % TOWNS.length];

export function findPlace(text: string): unknown {
  const found = KNOWN[text.trim().toLowerCase()];
  if (found) return found;
  throw new Failure({
    code: "unknown_place",
    kind: "refused",
    message:
      "No place of that name is known. Write a postcode or a larger town, and the country behind a comma.",
    field: "text",
  });
}

export function kilometres(from: unknown, to: unknown): number | null {
  const [a, b] = [from, to].map((at) => (typeof at === "string" ? at.split(",").map(Number) : []));
  if (a?.length !== 2 || b?.length !== 2) return null;
  const [lat, lon, north, east] = [...a, ...b].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
    number,
  ];
  const chord =
    Math.sin((north - lat) / 2) ** 2 + Math.cos(lat) * Math.cos(north) * Math.sin((east - lon) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.sqrt(chord));
}

/** Whether a place is as near as asked. */
export function isNear(place: unknown, asked: Json | undefined): boolean {
  const { from, km } = (asked ?? {}) as { from?: string; km?: number };
  const far = kilometres(from, place);
  return far !== null && far <= (km ?? 0);
}
