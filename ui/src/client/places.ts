// Places as the screens see them: the command that finds one.

/** How exactly a place is known. */
export type FoundBy = "postcode" | "area" | "town" | "country" | "unknown";

export interface PlaceCommands {
  "places.find": { input: { text: string }; output: { point: string; found: FoundBy; country?: string } };
}
