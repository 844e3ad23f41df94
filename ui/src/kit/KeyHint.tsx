// Keys as they stand on the keyboard: ⌘K on a Mac, Ctrl K elsewhere, Strg K on a German one.
import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import { useKeysOf } from "./keys";

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
  space: "␣",
};

/** What is printed on keys that have a name; by language. */
export interface KeyNames {
  ctrl: string;
  delete: string;
  home: string;
  end: string;
  pageup: string;
  pagedown: string;
}

const ENGLISH: KeyNames = {
  ctrl: "Ctrl",
  delete: "Del",
  home: "Home",
  end: "End",
  pageup: "PgUp",
  pagedown: "PgDn",
};

/** `mod+k` → ["⌘", "K"] or ["Ctrl", "K"]; `g c` → ["G", "C"]. */
export function keyCaps(keys: string, mac = isMac(), names = ENGLISH): string[] {
  return keys
    .split(/[ +](?=.)/)
    .filter((part) => part !== "")
    .map((part) => {
      const key = part.toLowerCase();
      if (key === "mod") return mac ? "⌘" : names.ctrl;
      if (key in names) return names[key as keyof KeyNames];
      if (key === "alt") return mac ? "⌥" : "Alt";
      return SYMBOLS[key] ?? (part.length === 1 ? part.toUpperCase() : part);
    });
}

/** The caps of keys in the seller's language, where the seller has put them; none for what is switched off. */
export function useKeyCaps(): (keys: string) => string[] {
  const { t } = useTranslation();
  const keysOf = useKeysOf();
  return (keys) =>
    keyCaps(keysOf(keys), isMac(), {
      ctrl: t("kit.key.ctrl"),
      delete: t("kit.key.delete"),
      home: t("kit.key.home"),
      end: t("kit.key.end"),
      pageup: t("kit.key.pageUp"),
      pagedown: t("kit.key.pageDown"),
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
  const caps = useKeyCaps();
  if (caps(keys).length === 0) return null;
  return (
    <span className={clsx("inline-flex gap-0.5", className)} aria-hidden>
      {caps(keys).map((cap, at) => (
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
