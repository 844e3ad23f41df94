// What every form of a record has around its fields: title, saving and leaving by button and key, what went wrong with the
// eye led to it, and the draft that is not saved yet.
import { useLayoutEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "@/client";
import { Banner, Button, Code, Page, useKeys } from "@/kit";
import { useWords } from "@/locales";

export function FormPage({
  title,
  isNew,
  changed,
  busy,
  failure,
  clash,
  onSave,
  onLeave,
  onDiscard,
  children,
}: {
  title: string;
  isNew: boolean;
  /** Whether something is written that is not saved. */
  changed: boolean;
  busy: boolean;
  failure: Failure | null;
  /** What to decide first, when somebody else has changed the record meanwhile. */
  clash?: ReactNode;
  onSave: () => void;
  onLeave: () => void;
  onDiscard: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const form = useRef<HTMLFormElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const hasClash = Boolean(clash);
  // The eye goes where something is to be done: to the field that is wrong, else to what is said at the top.
  useLayoutEffect(() => {
    if (!failure && !hasClash) return;
    const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    (wrong ?? top.current)?.focus();
  }, [failure, hasClash]);
  const group = t("form.group");
  useKeys([
    { keys: "mod+s", label: t("kit.save"), group, everywhere: true, run: onSave },
    { keys: "mod+Enter", label: t("kit.save"), group, everywhere: true, hidden: true, run: onSave },
    { keys: "Escape", label: t("form.leave"), group, run: onLeave },
  ]);
  return (
    <Page
      narrow
      title={title}
      actions={
        <>
          <Button weight="ghost" onClick={onLeave}>
            {changed && isNew ? t("form.later") : t("kit.cancel")}
          </Button>
          <Button weight="primary" busy={busy} onClick={onSave}>
            {t("kit.save")}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        <div ref={top} tabIndex={-1} className="outline-none">
          {failure && (
            <Banner look="error" className="mb-3 rounded-lg">
              {words(failure)} <Code of={failure} />
            </Banner>
          )}
          {clash}
        </div>
        {changed && !clash && (
          <Banner
            className="mb-3 rounded-lg"
            action={
              <Button small onClick={onDiscard}>
                {t("form.discard")}
              </Button>
            }
          >
            {t("form.draft")}
          </Banner>
        )}
        {children}
        {/* So that Enter in a field saves. */}
        <button type="submit" className="sr-only" tabIndex={-1} aria-hidden>
          {t("kit.save")}
        </button>
      </form>
    </Page>
  );
}
