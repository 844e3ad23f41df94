// Buttons: what to press, in four weights. An icon alone always has a name and shows it with its key on hover.
import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { LoaderCircle } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Tip } from "./Tip";

export type Weight = "primary" | "secondary" | "ghost" | "danger";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  weight?: Weight;
  small?: boolean;
  icon?: LucideIcon;
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

const BASE =
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none " +
  "transition-[background-color,border-color,box-shadow] duration-[120ms] disabled:opacity-100 touch:min-h-11 hit";

const WEIGHTS: Record<Weight, string> = {
  primary: "bg-fill text-on-fill shadow-1 hover:bg-fill-hover border border-transparent",
  secondary: "bg-surface text-text border border-line shadow-1 hover:bg-hover contrast:border-line-strong",
  ghost: "text-text border border-transparent hover:bg-hover aria-expanded:bg-hover",
  danger:
    "bg-danger-fill text-white shadow-1 hover:brightness-110 border border-transparent contrast:border-white",
};
// In high contrast what is off has no other grey to tell it by: its edge is broken.
const OFF =
  "bg-sunken text-muted border border-line shadow-none contrast:border-dashed contrast:border-line-strong";

export function Button({
  weight = "secondary",
  small,
  icon: Icon,
  busy,
  className,
  children,
  ...rest
}: Props) {
  const off = rest.disabled || busy;
  return (
    <button
      type="button"
      {...rest}
      disabled={off}
      aria-busy={busy || undefined}
      className={clsx(BASE, off ? OFF : WEIGHTS[weight], small ? "h-8 px-2.5" : "h-9 px-3.5", className)}
    >
      {busy ? (
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
      ) : (
        Icon && <Icon aria-hidden className="size-4" strokeWidth={1.9} />
      )}
      {children}
    </button>
  );
}

interface IconProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> {
  icon: LucideIcon;
  label: string;
  keys?: string;
  small?: boolean;
  weight?: "ghost" | "secondary";
  tip?: boolean;
  ref?: Ref<HTMLButtonElement>;
  children?: ReactNode;
}

export function IconButton({
  icon: Icon,
  label,
  keys,
  small,
  weight = "ghost",
  tip = true,
  className,
  children,
  ...rest
}: IconProps) {
  const button = (
    <button
      type="button"
      aria-label={label}
      {...rest}
      className={clsx(
        "hit-square inline-flex shrink-0 items-center justify-center rounded-md transition-colors duration-[120ms]",
        small ? "size-7" : "size-9",
        "touch:size-11",
        rest.disabled ? "text-muted opacity-60" : WEIGHTS[weight],
        !rest.disabled && weight === "ghost" && "text-muted hover:text-text",
        className,
      )}
    >
      <Icon aria-hidden className={small ? "size-4" : "size-[18px]"} strokeWidth={1.8} />
      {children}
    </button>
  );
  return tip ? (
    <Tip label={label} {...(keys ? { keys } : {})}>
      {button}
    </Tip>
  ) : (
    button
  );
}
