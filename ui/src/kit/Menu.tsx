// Menus and popovers that hang on a button.
import { clsx } from "clsx";
import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu, Popover as Radix } from "radix-ui";
import { createContext, use, useRef, type ReactNode, type RefObject } from "react";
import { KeyHint } from "./KeyHint";

const PANEL =
  "z-50 animate-rise rounded-lg border border-line bg-raised shadow-2 outline-none contrast:border-line-strong";

/** What is done once the menu is gone and its focus with it. */
const Then = createContext<RefObject<(() => void) | null>>({ current: null });

export function Menu({
  trigger,
  children,
  label,
}: {
  trigger: ReactNode;
  children: ReactNode;
  label: string;
}) {
  const then = useRef<(() => void) | null>(null);
  /** The focus goes back to the button, unless a dialog takes it: one that opens while the menu closes would lose it. */
  const close = (event: Event) => {
    const run = then.current;
    then.current = null;
    if (run || document.activeElement !== document.body) event.preventDefault();
    run?.();
  };
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={label}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={close}
          className={clsx(
            PANEL,
            "max-h-[min(70vh,var(--radix-dropdown-menu-content-available-height))] min-w-52 overflow-y-auto p-1",
          )}
        >
          <Then value={then}>{children}</Then>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const ITEM =
  "flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-sm outline-none data-[highlighted]:bg-hover " +
  "contrast:data-[highlighted]:bg-selected touch:min-h-11 data-[disabled]:text-muted";

interface ItemProps {
  icon?: LucideIcon;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** It opens a dialog, which has the focus then. */
  asks?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({ icon: Icon, keys, danger, disabled, asks, onSelect, children }: ItemProps) {
  const thenRef = use(Then);
  return (
    <DropdownMenu.Item
      {...(disabled ? { disabled } : {})}
      onSelect={asks ? () => (thenRef.current = onSelect) : onSelect}
      className={clsx(ITEM, danger && "text-danger")}
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.8} />}
      <span className="flex-1">{children}</span>
      {keys && <KeyHint keys={keys} />}
    </DropdownMenu.Item>
  );
}

export function MenuCheck({
  checked,
  onChange,
  children,
  disabled,
}: {
  checked: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
  disabled?: boolean;
}) {
  return (
    <DropdownMenu.CheckboxItem
      checked={checked}
      {...(disabled ? { disabled } : {})}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={ITEM}
    >
      <span className="flex size-4 items-center justify-center">
        <DropdownMenu.ItemIndicator>
          <Check aria-hidden className="size-4" />
        </DropdownMenu.ItemIndicator>
      </span>
      <span className="flex-1">{children}</span>
    </DropdownMenu.CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-muted">
      {children}
    </DropdownMenu.Label>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="mx-1 my-1 h-px bg-line" />;
}

export function Popover({
  trigger,
  children,
  label,
  open,
  onOpenChange,
  align = "start",
  className,
}: {
  trigger: ReactNode;
  children: ReactNode;
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "end";
  className?: string;
}) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={clsx(PANEL, "max-w-[calc(100vw-16px)]", className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
