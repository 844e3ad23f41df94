/* eslint-disable @typescript-eslint/no-redundant-type-constituents, @typescript-eslint/no-duplicate-type-constituents -- each union is empty unless the two sides differ, which is what this file is for */
// Holds the types the screens use to the contract the program prints: a command, a field of its input or of its answer
// that the program does not have does not compile. It says nothing at run time. Deeper values are held by the
// journeys through the real program.
import type { Commands as Used, Filter, Json } from "./commands";
import type { Commands as Said, Filter as SaidFilter } from "./generated";

/** The fields of a value; an open object or any JSON has none of its own. */
type Fields<T> = T extends unknown
  ? [Json] extends [T]
    ? never
    : T extends object
      ? string extends keyof T
        ? never
        : keyof T
      : never
  : never;

/** Fields the screens know and the contract does not; a contract that leaves a value open has all. */
type Foreign<Mine, Theirs> = unknown extends Theirs
  ? never
  : Theirs extends object
    ? string extends keyof Theirs
      ? never
      : Exclude<Fields<Mine>, Fields<Theirs>>
    : Fields<Mine>;

type Command = keyof Used & keyof Said;
type Misfit =
  | Exclude<keyof Used, keyof Said>
  | { [N in Command]: `${N} input ${Extract<Foreign<Used[N]["input"], Said[N]["input"]>, string>}` }[Command]
  | {
      [N in Command]: `${N} output ${Extract<Foreign<Used[N]["output"], Said[N]["output"]>, string>}`;
    }[Command];

/** A name that is missing here is something commands.ts has wrong. */
export const misfits: { [N in Misfit]: never } = {};

/** The filter is the same in both. */
export const filter = (mine: Filter): SaidFilter => mine;
