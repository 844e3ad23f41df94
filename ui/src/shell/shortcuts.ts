// The keys of a single character, by what they usually are: what the settings offer to put elsewhere. A key means the
// same on every screen that has it.
import { useTranslation } from "react-i18next";
import { PLACES } from "./navigation";

export interface Shortcut {
  /** The usual keys, by which the setting knows them. */
  keys: string;
  label: string;
}

export const SHORTCUT_KEYS = [
  "j",
  "k",
  "x",
  "shift+x",
  "e",
  "c",
  "q",
  "d",
  "s",
  "n",
  "t",
  "m",
  "l c",
  "l v",
  "l m",
  "l s",
  "w",
  "u",
  "p",
  "r",
  "a",
  "f",
  "shift+f",
  "shift+m",
  "shift+u",
  "v",
  "/",
  "?",
] as const;

export function useShortcuts(): Shortcut[] {
  const { t } = useTranslation();
  const labels: Record<(typeof SHORTCUT_KEYS)[number], string> = {
    j: t("keys.down"),
    k: t("keys.up"),
    x: t("keys.select"),
    "shift+x": t("keys.selectTo"),
    e: t("keys.edit"),
    c: t("keys.create"),
    q: t("keys.quick"),
    d: t("keys.done"),
    s: t("keys.snooze"),
    "l c": t("log.command.call"),
    "l v": t("log.command.visit"),
    "l m": t("log.command.meeting"),
    "l s": t("log.command.message"),
    w: t("working.start"),
    u: t("keys.unread"),
    n: t("keys.note"),
    t: t("keys.call"),
    m: t("keys.mail"),
    p: t("keys.panel"),
    r: t("trash.restore"),
    a: t("home.arrange"),
    f: t("facets.label"),
    "shift+f": t("filter.add"),
    "shift+m": t("merge.keys"),
    "shift+u": t("merge.apart"),
    v: t("import.paste"),
    "/": t("keys.search"),
    "?": t("keys.map"),
  };
  return [
    ...SHORTCUT_KEYS.map((keys) => ({ keys, label: labels[keys] })),
    ...PLACES.map(({ id, keys }) => ({ keys, label: t("palette.go", { place: t(`place.${id}`) }) })),
  ];
}

/** What was typed as keys: one sign, or two after one another; null if it is neither. A big letter is one with Shift. */
export function readKeys(typed: string): string | null {
  const strokes = typed.trim().split(/\s+/).filter(Boolean);
  // `gk` means the same as `g k`.
  const signs = strokes.length === 1 ? [...(strokes[0] ?? "")] : strokes;
  if (signs.length < 1 || signs.length > 2 || signs.some((sign) => [...sign].length !== 1)) return null;
  return signs.map((sign) => (sign.toLowerCase() !== sign ? `shift+${sign.toLowerCase()}` : sign)).join(" ");
}

/** Who has these keys already: the same ones, or ones of which one begins the other. */
export function takenBy(
  shortcuts: Shortcut[],
  moved: Record<string, string>,
  usual: string,
  wanted: string,
): Shortcut | undefined {
  return shortcuts.find(({ keys }) => {
    if (keys === usual) return false;
    const has = moved[keys] ?? keys;
    return has !== "" && (has === wanted || has.startsWith(`${wanted} `) || wanted.startsWith(`${has} `));
  });
}
