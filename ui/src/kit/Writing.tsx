// The way a language is written, for tabs, menus and switches: they set it themselves, and from left to right unless told.
import { Direction } from "radix-ui";
import type { ReactNode } from "react";

export function Writing({ rtl, children }: { rtl: boolean; children: ReactNode }) {
  return <Direction.Provider dir={rtl ? "rtl" : "ltr"}>{children}</Direction.Provider>;
}
