// A question that stands in front of everything: focus goes in, Escape goes out, focus comes back.
import { clsx } from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./Button";
import { focusBack } from "./focusBack";

/** As the ref of a box: the dialog or form begins there, unless one of its boxes was reached already. */
export const beginHere = (box: HTMLElement | null) => {
  if (box && !box.closest("form")?.contains(document.activeElement)) box.focus();
};

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
  /** For things side by side. */
  broad?: boolean;
  /** Stands at the edge instead of in the middle: for what belongs to the screen behind. */
  side?: boolean;
}

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  wide,
  broad,
  side,
}: Props) {
  const { t } = useTranslation();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-in bg-scrim" />
        <Radix.Content
          onCloseAutoFocus={focusBack}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={clsx(
            "fixed z-50 flex flex-col border border-line bg-raised shadow-3 outline-none",
            side
              ? "inset-y-0 inset-e-0 w-full max-w-lg animate-in border-y-0 border-e-0"
              : "inset-x-3 bottom-3 max-h-[calc(100dvh-24px)] animate-rise rounded-xl sm:inset-x-0 sm:top-[12vh] sm:bottom-auto sm:mx-auto sm:max-h-[76vh]",
            !side && (broad ? "sm:max-w-[56rem]" : wide ? "sm:max-w-xl" : "sm:max-w-md"),
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold tracking-tight">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton icon={X} label={t("kit.close")} tip={false} small className="-me-1" />
            </Radix.Close>
          </header>
          {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>}
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3.5">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
