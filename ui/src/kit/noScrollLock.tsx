// Stands in for react-remove-scroll inside Radix: the page never scrolls (the shell does, in panes), so there is
// nothing to lock, and the original would inject <style> elements that a strict content security policy refuses.
import { Slot } from "radix-ui";
import type { ReactElement, ReactNode } from "react";

interface Props {
  children?: ReactNode;
  as?: unknown;
  allowPinchZoom?: boolean;
  shards?: unknown;
}

export function RemoveScroll({ children }: Props): ReactElement {
  return <Slot.Root>{children}</Slot.Root>;
}
RemoveScroll.classNames = { fullWidth: "", zeroRight: "" };
export default RemoveScroll;
