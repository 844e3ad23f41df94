// Keys as they stand on the keyboard: ⌘K on a Mac, Ctrl K elsewhere.
import { clsx } from "clsx";

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

const SYMBOLS: Record<string, string> = {
  shift: "⇧",
  enter: "↵",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  backspace: "⌫",
  delete: "Del",
  space: "␣",
};

/** `mod+k` → ["⌘", "K"] or ["Ctrl", "K"]; `g c` → ["G", "C"]. */
export function keyCaps(keys: string, mac = isMac()): string[] {
  return keys.split(/[ +](?=.)/).map((part) => {
    const key = part.toLowerCase();
    if (key === "mod") return mac ? "⌘" : "Ctrl";
    if (key === "alt") return mac ? "⌥" : "Alt";
    return SYMBOLS[key] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}

export function KeyHint({
  keys,
  inverse,
  className,
}: {
  keys: string;
  inverse?: boolean;
  className?: string;
}) {
  return (
    <span className={clsx("inline-flex gap-0.5", className)} aria-hidden>
      {keyCaps(keys).map((cap, at) => (
        <kbd
          key={at}
          className={clsx(
            "inline-flex h-5 min-w-5 items-center justify-center rounded-sm px-1 font-sans text-2xs font-medium",
            inverse ? "border border-bg/30 text-bg" : "hairline bg-sunken text-muted",
          )}
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
