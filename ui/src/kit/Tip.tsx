// A name beside a control, with its key; shown on hover and on focus.
import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import { KeyHint } from "./KeyHint";

export function TipProvider({ children }: { children: ReactNode }) {
  return (
    <Tooltip.Provider delayDuration={350} skipDelayDuration={200}>
      {children}
    </Tooltip.Provider>
  );
}

export function Tip({ label, keys, children }: { label: string; keys?: string; children: ReactNode }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-60 flex animate-in items-center gap-2 rounded-md bg-text px-2 py-1 text-xs font-medium text-bg shadow-2"
        >
          {label}
          {keys && <KeyHint keys={keys} inverse />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
