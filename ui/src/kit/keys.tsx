// The keyboard: screens say which keys do what here and now; one listener serves them all, and the map behind `?` is
// made from the same list, so it cannot be wrong. Keys are matched by the letter they type, so they work on every
// layout. Keys of a single character can be put elsewhere or switched off (WCAG 2.1.4).
import { createContext, use, useEffect, useMemo, useRef, type ReactNode } from "react";

export interface Binding {
  /** `j`, `?`, `Enter`, `mod+k`, `shift+x`, or a sequence: `g c`; empty for what only the palette offers. */
  keys: string;
  /** What people type in the palette who do not know the label. */
  words?: string;
  label: string;
  group: string;
  run: (event: KeyboardEvent) => void;
  /** Also inside text fields; only sensible with mod. */
  everywhere?: boolean;
  /** Whether the key is taken just now; otherwise the browser has it. */
  when?: () => boolean;
  /** Only where nothing else on the screen has the key. */
  fallback?: boolean;
  /** Left out of the map: an alias of another. */
  hidden?: boolean;
}

interface Registry {
  add: (list: { current: Binding[] }) => () => void;
  all: () => Binding[];
  /** The keys as the seller has them; empty where there are none. */
  keysOf: (usual: string) => string;
}
const KeysContext = createContext<Registry | null>(null);
/** Between two keys of a sequence, from press to press: how busy the page is meanwhile does not count. */
const SEQUENCE_MS = 1200;

const inText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.tagName === "TEXTAREA" ||
    target.tagName === "SELECT" ||
    (target.tagName === "INPUT" &&
      !["checkbox", "radio", "button"].includes((target as HTMLInputElement).type)));

/** Enter and Space belong to the control that has the focus, if it has a use for them. */
const ownsKey = (event: KeyboardEvent): boolean =>
  (event.key === "Enter" || event.key === " ") &&
  event.target instanceof HTMLElement &&
  event.target.closest("a,button,summary,[role=menuitem],[role=option],[role=tab]") !== null;

const behindDialog = (event: KeyboardEvent): boolean => {
  const top = document.querySelector("[role=dialog],[role=menu],[role=alertdialog]");
  return top !== null && event.target instanceof Node;
};

export const isSingle = (keys: string): boolean =>
  keys !== "" && !/mod\+|Enter|Escape|Arrow|Delete|Home|End|Page|Space|\bF\d/i.test(keys);

/** What stands in for a letter that is switched off, where the keyboard alone could not do it otherwise. */
const SPARE: Record<string, string> = { x: "Space" };

/** Whether the event is this stroke. */
export function isStroke(event: KeyboardEvent, stroke: string): boolean {
  const parts = stroke.split("+").filter((part) => part !== "");
  const key = parts.at(-1) ?? "+";
  const mod = parts.includes("mod");
  const shift = parts.includes("shift");
  if ((event.ctrlKey || event.metaKey) !== mod || event.altKey) return false;
  const letter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  // A shifted sign such as ? is typed however the layout types it; only letters and named keys ask for Shift itself.
  if ((letter || key.length > 1) && event.shiftKey !== shift) return false;
  const typed = event.key === " " ? "space" : event.key.toLowerCase();
  if (typed === key.toLowerCase()) return true;
  // A layout of another script types no Latin letters; there the key counts that has the letter elsewhere.
  return letter && /^[^\p{ASCII}]$/u.test(typed) && event.code === `Key${key.toUpperCase()}`;
}

const NONE: Record<string, string> = {};

export function KeyProvider({
  single,
  moved = NONE,
  children,
}: {
  single: boolean;
  /** Keys put elsewhere, by the usual ones; an empty text is none. */
  moved?: Record<string, string>;
  children: ReactNode;
}) {
  const lists = useRef<{ current: Binding[] }[]>([]);
  const bound = useMemo(
    () => ({
      add: (list: { current: Binding[] }) => {
        lists.current.push(list);
        return () => {
          lists.current = lists.current.filter((one) => one !== list);
        };
      },
      all: () => lists.current.flatMap((list) => list.current),
    }),
    [],
  );
  const registry = useMemo<Registry>(
    () => ({
      ...bound,
      keysOf: (usual) => {
        const keys = moved[usual] ?? usual;
        return single || !isSingle(keys) ? keys : (SPARE[usual] ?? "");
      },
    }),
    [bound, single, moved],
  );

  useEffect(() => {
    let begun: { first: KeyboardEvent["key"]; at: KeyboardEvent["timeStamp"] } | null = null;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const typing = inText(event.target);
      // The latest screen wins over those below it.
      const all = registry.all().reverse();
      const bindings = [...all.filter((one) => !one.fallback), ...all.filter((one) => one.fallback)];
      // Asked once for a key, and only if one is bound: what lies over the page is looked for in all of it.
      let elsewhere: boolean | null = null;
      const isHere = () => !typing && !(elsewhere ??= behindDialog(event) || ownsKey(event));
      const usable = (binding: Binding) =>
        (binding.everywhere === true || isHere()) && (binding.when?.() ?? true);
      const strokes = (binding: Binding) => registry.keysOf(binding.keys).split(" ");
      const meant = bindings.find((binding) => {
        const [first, second] = strokes(binding);
        if (!first) return false;
        const hit = second
          ? begun !== null &&
            begun.first === first &&
            event.timeStamp - begun.at < SEQUENCE_MS &&
            isStroke(event, second)
          : begun === null && isStroke(event, first);
        return hit && usable(binding);
      });
      if (meant) {
        begun = null;
        event.preventDefault();
        meant.run(event);
        return;
      }
      const starts = bindings.find((binding) => {
        const [first, second] = strokes(binding);
        return first && second && isStroke(event, first) && usable(binding);
      });
      const first = starts && strokes(starts)[0];
      begun = first && begun === null ? { first, at: event.timeStamp } : null;
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [registry]);

  return <KeysContext value={registry}>{children}</KeysContext>;
}

/** Binds keys while the component is on screen. */
export function useKeys(bindings: Binding[]): void {
  const registry = use(KeysContext);
  const list = useRef(bindings);
  useEffect(() => {
    list.current = bindings;
  });
  const add = registry?.add;
  useEffect(() => add?.(list), [add]);
}

/** The keys as the seller has them, by the usual ones. */
export function useKeysOf(): (usual: string) => string {
  return use(KeysContext)?.keysOf ?? ((usual) => usual);
}

/** Everything bound now, for the map; asked for when it opens. */
export function useKeyMap(open: boolean): Binding[] {
  const registry = use(KeysContext);
  return useMemo(
    () => (open ? (registry?.all().filter((binding) => !binding.hidden) ?? []) : []),
    [open, registry],
  );
}
