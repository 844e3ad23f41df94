// What the first screen will ask for, asked while the page's program is still being read: when it has been, the answers
// are there and the screen is drawn once, with its rows, instead of three times. Which list comes first is remembered on
// this device by the screen itself; a list with a filter or an order of its own is not, because words of the seller's
// would leave the vault with it.
import type { CommandName } from "./commands";
import type { Client } from "./transport";

export interface Asked {
  name: CommandName;
  input: unknown;
  /** undefined: refused or failed, and to be asked again by who needs it. */
  answer: Promise<unknown>;
}

type Question = Pick<Asked, "name" | "input">;

const KEY = "satchel-start";
/** Where the app begins. */
const HOME = "/contacts";

/** The screen the address leads to, without what it shows there. */
const place = (hash: string): string => /^#(\/[a-z]+)$/.exec(hash)?.[1] ?? (/^#?\/?$/.test(hash) ? HOME : "");

const isQuestion = (value: unknown): value is Question =>
  typeof value === "object" && value !== null && /^[a-z]+\.list$/.test(String((value as Question).name));

function remembered(store: Storage): Record<string, unknown> {
  try {
    const held: unknown = JSON.parse(store.getItem(KEY) ?? "{}");
    return typeof held === "object" && held !== null ? (held as Record<string, unknown>) : {};
  } catch {
    return {}; // Somebody else's, or no storage: nothing is known.
  }
}

/** Keeps what a screen asks for first, under its address. */
export function rememberFirst(at: string, question: Question, store: Storage = window.localStorage): void {
  try {
    const before = store.getItem(KEY);
    const after = JSON.stringify({ ...remembered(store), [at]: question });
    if (after !== before) store.setItem(KEY, after);
  } catch {
    // No storage: the next start asks a little later.
  }
}

/** Asks for what every start needs and for what the first screen asked for last time. */
export function askAhead(client: Client, hash: string, store: Storage = window.localStorage): Asked[] {
  const questions: Question[] = [
    { name: "vault.status", input: {} },
    { name: "settings.get", input: {} },
    { name: "catalogue.get", input: {} },
  ];
  const first = remembered(store)[place(hash)];
  if (isQuestion(first)) questions.push({ name: first.name, input: first.input });
  return questions.map(({ name, input }) => ({
    name,
    input,
    answer: client.call(name, input as never).catch(() => undefined),
  }));
}
