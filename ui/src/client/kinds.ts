// The seller's own kinds at the border. Screens speak of one as of any other kind, by its plural (`records/own_boat`) and
// a verb; the program has one command for all of them, with the kind in the input.
import type { Id, RecordBase } from "./commands";

/** What the seller calls a kind they made. */
export interface OwnKindNames {
  id: Id;
  one: string;
  many: string;
  icon?: string;
  /** Where it stands among them. */
  position: number;
}

/** The definition of a kind. */
export interface OwnKind extends RecordBase {
  one: string;
  many: string;
  key: string;
  title_label?: string | null;
  icon?: string | null;
  position?: number;
}

const SAID = /^records\/(own_\w+)\.(\w+)$/;

/** The command as the program has it. */
export function addressed(name: string, input: unknown): [name: string, input: unknown] {
  const [, kind, verb] = SAID.exec(name) ?? [];
  if (!kind || !verb) return [name, input];
  return [`records.${verb}`, { ...(typeof input === "object" ? input : {}), kind }];
}

/** The plural of a kind the seller made, which is its address too. */
export const ownPlural = (kind: string): string => `records/${kind}`;
