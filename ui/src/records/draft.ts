// A record while it is being written. Drafts live in this window's memory until they are saved or given up: going to
// another screen loses nothing, closing the window or reloading it asks first, and nothing of a closed vault stays on
// the disk. A draft remembers the record it began from, so that what others change meanwhile is noticed.
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { Draft } from "./editors/parts";

interface Kept<R extends Draft = Draft> {
  changes: Draft;
  /** The record as it was when the first change was made; absent for a new one. */
  base: R | undefined;
}

const kept = new Map<string, Kept>();
const texts = new Map<string, string>();

/** Whether something was written that closing the window would lose. */
export const isUnsaved = (): boolean => kept.size + texts.size > 0;

const watchers = new Set<(unsaved: boolean) => void>();
let told = false;

/** Calls the listener whenever the answer of `isUnsaved` changes; returns how to stop. */
export function watchUnsaved(listener: (unsaved: boolean) => void): () => void {
  watchers.add(listener);
  return () => watchers.delete(listener);
}

function tellWatchers(): void {
  if (told === isUnsaved()) return;
  told = isUnsaved();
  watchers.forEach((listener) => listener(told));
}

globalThis.addEventListener?.("beforeunload", (event) => {
  if (isUnsaved()) event.preventDefault();
});

type Rows = (string | Record<string, unknown>)[];

/** Whether a row of a part says anything; rows that hold nothing are not sent. */
const says = (part: string, row: Rows[number]): boolean =>
  typeof row === "string" ||
  part === "consents" ||
  Object.entries(row).some(
    ([key, value]) =>
      !["id", "label", "primary", "channel", "state"].includes(key) &&
      (typeof value === "number" || (typeof value === "string" && value.trim() !== "")),
  );

/** Rows that hold nothing are left out; texts are trimmed at the ends. */
export function tidy(draft: Draft): Draft {
  return Object.fromEntries(
    Object.entries(draft).map(([key, value]) => {
      if (typeof value === "string") return [key, value.trim()];
      if (!Array.isArray(value)) return [key, value];
      const rows = (value as Rows)
        .filter((row) => says(key, row))
        .map((row) =>
          typeof row === "string"
            ? row
            : Object.fromEntries(
                Object.entries(row)
                  .map(([name, one]) => [name, typeof one === "string" ? one.trim() : one] as const)
                  .filter(([name, one]) => one !== "" || name === "value"),
              ),
        );
      return [key, rows];
    }),
  ) as Draft;
}

/** Where in the draft a field of what was sent stands: `emails[0].value` may be the second row of the form. */
export function placeOf(draft: Draft, field: string): string {
  const [part = "", at = "", ...rest] = field.replace(/\[(\d+)\]/g, ".$1").split(".");
  const rows = (draft as Record<string, unknown>)[part];
  if (!Array.isArray(rows) || !/^\d+$/.test(at)) return [part, at, ...rest].filter(Boolean).join(".");
  const sent = (rows as Rows).flatMap((row, index) => (says(part, row) ? [index] : []));
  return [part, String(sent[Number(at)] ?? at), ...rest].join(".");
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

type Values = Record<string, unknown>;

/** Only what differs, as a patch; of the seller's own fields only those. */
export function difference(before: Draft, after: Draft): { [field: string]: unknown } {
  const [was, is] = [tidy(before) as Values, tidy(after) as Values];
  return Object.fromEntries(
    Object.entries(is)
      .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(was[key] ?? null))
      .map(([key, value]): [string, unknown] => {
        if (key !== "custom") return [key, value];
        const [own, old] = [(value ?? {}) as Values, (was["custom"] ?? {}) as Values];
        return [key, Object.fromEntries(Object.entries(own).filter(([id, one]) => !same(one, old[id])))];
      })
      .filter(([key, value]) => key !== "custom" || Object.keys(value as Values).length > 0),
  );
}

/** The fields of a patch that somebody else has changed since: their names, `custom.<id>` for own ones. */
export function clashes(patch: Values, base: Draft, live: Draft): string[] {
  const value = (record: Draft, field: string) => (record as Values)[field];
  return Object.keys(patch).flatMap((field) => {
    if (field !== "custom") return same(value(base, field), value(live, field)) ? [] : [field];
    return Object.keys(patch["custom"] as Values)
      .filter((id) => !same(base.custom?.[id], live.custom?.[id]))
      .map((id) => `custom.${id}`);
  });
}

export interface DraftState<R extends Draft> {
  draft: Draft;
  /** The record the draft began from. */
  base: R | undefined;
  changed: boolean;
  set: (change: Draft) => void;
  drop: () => void;
  /** Goes on from another state of the record, without the changes to these fields. */
  rebase: (base: R, without: string[]) => void;
  /** The draft as it is now, also before the screen shows it. */
  latest: () => { draft: Draft; base: R | undefined };
}

/** Begins the draft of a new record elsewhere than on its form; false if one is being written already. */
export function beginDraft(key: string, changes: Draft): boolean {
  if (kept.has(key)) return false;
  kept.set(key, { base: undefined, changes });
  tellWatchers();
  return true;
}

/** A draft. With a key it outlives the screen; without one it ends with it. */
export function useDraft<R extends Draft>(key: string | null, start: R | undefined): DraftState<R> {
  const [held, setHeld] = useState<Kept<R> | null>(() => (key && (kept.get(key) as Kept<R>)) || null);
  const now = useRef(held);
  const from = useRef(start);
  useEffect(() => {
    from.current = start;
  });
  const put = useCallback(
    (next: Kept<R> | null) => {
      now.current = next;
      if (key && next) kept.set(key, next);
      else if (key) kept.delete(key);
      tellWatchers();
      setHeld(next);
    },
    [key],
  );
  const set = useCallback(
    (change: Draft) =>
      put({
        base: now.current ? now.current.base : from.current,
        changes: { ...now.current?.changes, ...change },
      }),
    [put],
  );
  const drop = useCallback(() => put(null), [put]);
  const rebase = useCallback(
    (base: R, without: string[]) => {
      const { custom, ...changes } = now.current?.changes ?? {};
      const left = Object.entries(changes).filter(([field]) => !without.includes(field));
      const own = Object.entries(custom ?? {}).filter(([id, value]) => {
        const old = now.current?.base?.custom?.[id];
        return !without.includes(`custom.${id}`) && !same(old, value);
      });
      put({
        base,
        changes: {
          ...(Object.fromEntries(left) as Draft),
          ...(own.length > 0 ? { custom: { ...base.custom, ...Object.fromEntries(own) } } : {}),
        },
      });
    },
    [put],
  );
  const latest = useCallback(() => {
    const base = now.current ? now.current.base : from.current;
    return { draft: { ...base, ...now.current?.changes }, base };
  }, []);
  const base = held ? held.base : start;
  return {
    draft: { ...base, ...held?.changes },
    base,
    changed: Object.keys(held?.changes ?? {}).length > 0,
    set,
    drop,
    rebase,
    latest,
  };
}

const readers = new Set<() => void>();

function keepText(key: string, text: string | null): void {
  if (text === null) texts.delete(key);
  else texts.set(key, text);
  tellWatchers();
  readers.forEach((reader) => reader());
}

const listen = (reader: () => void): (() => void) => {
  readers.add(reader);
  return () => readers.delete(reader);
};

/** Whether and how a text that is being written is put away. */
export interface KeptText {
  /** Writes on; null when nobody writes any more. */
  keep: (text: string | null) => void;
  /** Puts away what was sent, but not what was typed behind it since. */
  sent: (text: string) => void;
}

/** A text that is being written and outlives the screen; null while nobody writes. */
export function useKeptText(key: string): [string | null, KeptText["keep"], KeptText["sent"]] {
  const text = useSyncExternalStore(listen, () => texts.get(key) ?? null);
  const { keep, sent } = useMemo<KeptText>(
    () => ({
      keep: (next) => keepText(key, next),
      sent: (was) => {
        const now = texts.get(key);
        if (now?.startsWith(was)) keepText(key, now.slice(was.length).trimStart() || null);
      },
    }),
    [key],
  );
  return [text, keep, sent];
}

/** Inputs that hold something not yet in the draft, such as a tag before Enter; called before the draft is saved. */
export const UnfinishedContext = createContext<Set<() => void> | null>(null);

export function useUnfinished(finish: () => void): void {
  const all = use(UnfinishedContext);
  const last = useRef(finish);
  useEffect(() => {
    last.current = finish;
  });
  useEffect(() => {
    const one = () => last.current();
    all?.add(one);
    return () => {
      all?.delete(one);
    };
  }, [all]);
}
