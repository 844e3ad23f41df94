// Several views of one thing, one at a time.
import { clsx } from "clsx";
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface TabItem {
  id: string;
  label: string;
  count?: string;
  content: ReactNode;
}

export function Tabs({
  items,
  value,
  onChange,
  label,
  className,
}: {
  items: TabItem[];
  value: string;
  onChange: (id: string) => void;
  label: string;
  className?: string;
}) {
  return (
    <Radix.Root value={value} onValueChange={onChange} className={clsx("flex min-h-0 flex-col", className)}>
      <Radix.List
        aria-label={label}
        className="-mx-1 flex gap-5 overflow-x-auto overflow-y-hidden border-b border-line px-1"
      >
        {items.map((item) => (
          <Radix.Trigger
            key={item.id}
            value={item.id}
            className={clsx(
              "-mx-1 -mb-px flex h-11 shrink-0 items-center gap-2 border-b-2 border-transparent px-1 font-medium text-muted outline-offset-[-2px]",
              "transition-colors duration-[120ms] hover:text-text data-[state=active]:border-accent data-[state=active]:text-text",
            )}
          >
            {item.label}
            {item.count !== undefined && <span className="tabular text-xs text-muted">{item.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content key={item.id} value={item.id} className="min-h-0 flex-1 outline-offset-[-2px]">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
