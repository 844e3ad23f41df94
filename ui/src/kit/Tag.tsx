// A tag: a word in a colour. The colour only helps the eye; the word says it.
import { clsx } from "clsx";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";

export const HUES = [
  "blue",
  "green",
  "amber",
  "purple",
  "teal",
  "pink",
  "orange",
  "indigo",
  "red",
  "grey",
] as const;
export type Hue = (typeof HUES)[number];

/** The colour of a name that was given none: always the same one. */
export function hueOf(name: string): Hue {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return HUES[sum % (HUES.length - 1)] ?? "grey";
}

const isHue = (colour: string | undefined): colour is Hue => HUES.includes(colour as Hue);

export function Tag({
  name,
  colour,
  onRemove,
  className,
}: {
  name: string;
  colour?: string | undefined;
  onRemove?: () => void;
  className?: string;
}) {
  const { t } = useTranslation();
  const hue = isHue(colour) ? colour : hueOf(name);
  return (
    <span
      className={clsx(
        "inline-flex h-[22px] max-w-48 items-center gap-1 rounded-full px-2 text-xs font-medium",
        "contrast:border contrast:border-current",
        className,
      )}
      ref={(element) => {
        element?.style.setProperty("background-color", `var(--tag-${hue})`);
        element?.style.setProperty("color", `var(--tag-${hue}-text)`);
      }}
    >
      <span className="truncate">{name}</span>
      {onRemove && (
        <button
          type="button"
          onClick={onRemove}
          aria-label={t("kit.remove", { name })}
          className="-me-1 inline-flex size-6 items-center justify-center rounded-full hover:bg-current/15"
        >
          <X aria-hidden className="size-3" />
        </button>
      )}
    </span>
  );
}
