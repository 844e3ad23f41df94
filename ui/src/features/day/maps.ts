// Places as addresses of the seller's map: the page only makes the link, the system opens it.
import type { MapApp } from "@/client";

export interface Goal {
  /** Degrees north and east; the middle of a postcode or town. */
  place?: string | undefined;
  /** The address in one line; more exact than the place. */
  words?: string | undefined;
}

/** Google takes so many stops between the first and the last. */
const MOST_BETWEEN = 9;

export const MAP_APPS: MapApp[] = ["osm", "google", "apple", "device"];

const asked = ({ place, words }: Goal): string | undefined => (words?.trim() ? words : place);

/** Where one place is. */
export function placeHref(app: MapApp, goal: Goal): string | null {
  const said = asked(goal);
  if (!said) return null;
  const query = encodeURIComponent(said);
  switch (app) {
    case "device":
      return `geo:${goal.place ?? "0,0"}?q=${query}`;
    case "google":
      return `https://www.google.com/maps/search/?api=1&query=${query}`;
    case "apple":
      return `https://maps.apple.com/?q=${query}`;
    case "osm": {
      const around = goal.place ? `#map=14/${goal.place.replace(",", "/")}` : "";
      return `https://www.openstreetmap.org/search?query=${query}${around}`;
    }
  }
}

/** The way through all of them, where the map takes so many; null where it does not. */
export function routeHref(app: MapApp, goals: Goal[]): string | null {
  const all = goals.map(asked);
  if (all.length < 2 || all.some((one) => one === undefined)) return null;
  const [first = "", ...rest] = all.map((one) => encodeURIComponent(one ?? ""));
  const last = rest.at(-1) ?? "";
  const between = rest.slice(0, -1);
  switch (app) {
    case "google":
      return between.length > MOST_BETWEEN
        ? null
        : `https://www.google.com/maps/dir/?api=1&origin=${first}&destination=${last}${
            between.length > 0 ? `&waypoints=${between.join("%7C")}` : ""
          }`;
    case "apple":
      return `https://maps.apple.com/?saddr=${first}&daddr=${rest.join("+to:")}`;
    case "osm": {
      // It finds ways between two places only, and only by degrees.
      const [from, to] = goals;
      return goals.length === 2 && from?.place && to?.place
        ? `https://www.openstreetmap.org/directions?engine=fossgis_osrm_car&route=${encodeURIComponent(`${from.place};${to.place}`)}`
        : null;
    }
    case "device":
      return null;
  }
}
