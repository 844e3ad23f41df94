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
/** What the seller chose, as the last start knew it. */
const LOOK = "satchel-look";
/** The screen the app was left at. */
const LAST = "satchel-last";

/** Where the app begins, as far as this device knows before the vault is asked: a place, or a view by its id. */
export function startPath(store: Storage = window.localStorage): string {
  const usual = "/contacts";
  try {
    const { start } = JSON.parse(store.getItem(LOOK) ?? "{}") as { start?: unknown };
    if (start === "home") return "/home";
    if (start === "last") return /^\/[a-z/0-9_-]+$/.exec(store.getItem(LAST) ?? "")?.[0] ?? usual;
    return typeof start === "string" && /^[0-9a-f-]{36}$/.test(start) ? `/views/${start}` : usual;
  } catch {
    return usual;
  }
}

/** Keeps where the app is, for who wants to go on there. */
export function rememberPlace(path: string, store: Storage = window.localStorage): void {
  try {
    store.setItem(LAST, path);
  } catch {
    // No storage: the next start begins where it usually does.
  }
}

/** The screen the address leads to, without what it shows there. */
const place = (hash: string, store: Storage): string =>
  /^#(\/[a-z]+)$/.exec(hash)?.[1] ?? (/^#?\/?$/.test(hash) ? startPath(store) : "");

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
  const first = remembered(store)[place(hash, store)];
  if (isQuestion(first)) questions.push({ name: first.name, input: first.input });
  return questions.map(({ name, input }) => ({
    name,
    input,
    answer: client.call(name, input as never).catch(() => undefined),
  }));
}
