// A face, or the initials in a colour that always belongs to the same name.
import { clsx } from "clsx";
import { Building2 } from "lucide-react";
import { hueOf } from "./Tag";

/** First letters of the first and last word; one letter for scripts that put no space between names. */
export function initials(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s'-]/gu, " ")
    .trim()
    .split(/\s+/)
    .filter((word) => !/^(dr|prof|mr|mrs|ms|herr|frau)$/i.test(word));
  const first = [...(words[0] ?? "")][0] ?? "";
  if (!/\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}/u.test(first)) return first;
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

const SIZES = { sm: "size-7 text-2xs", md: "size-9 text-xs", lg: "size-16 text-xl" };

export function Avatar({
  name,
  picture,
  company,
  size = "sm",
}: {
  name: string;
  picture?: string | null;
  company?: boolean;
  size?: keyof typeof SIZES;
}) {
  const hue = hueOf(name);
  const shape = clsx(
    "inline-flex shrink-0 items-center justify-center overflow-hidden font-semibold select-none",
    company ? (size === "lg" ? "rounded-xl" : "rounded-md") : "rounded-full",
    SIZES[size],
    "contrast:border contrast:border-line-strong",
  );
  if (picture) return <img src={picture} alt="" className={clsx(shape, "object-cover")} />;
  return (
    <span
      aria-hidden
      className={shape}
      ref={(element) => {
        // Through the object model, which the content security policy lets pass.
        element?.style.setProperty("background-color", `var(--tag-${hue})`);
        element?.style.setProperty("color", `var(--tag-${hue}-text)`);
      }}
    >
      {initials(name) || (company ? <Building2 className="size-1/2" /> : "·")}
    </span>
  );
}
