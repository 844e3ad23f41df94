// A task in a line of words. While one types it says what it understood; Enter makes the task.
import { Plus } from "lucide-react";
import { useId, useState, type Ref } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "@/client";
import { useAct, type Id } from "@/client";
import { Button, CONTROL, useToast } from "@/kit";
import { useWords } from "@/locales";
import type { About } from "@/records/about";
import { useKeptText } from "@/records/draft";
import { useDone } from "@/shell/undo";
import { clsx } from "clsx";
import { useUnderstood, zoneHere } from "./queries";
import { meantBy, NO_CORRECTIONS, Understanding } from "./Understanding";

/** Puts the cursor where a task is typed, on a screen that is there for tasks. */
export const beginTask = () => document.querySelector<HTMLInputElement>("[data-quick-task]")?.focus();

export function QuickAdd({
  about = {},
  parent,
  label,
  box,
}: {
  /** What the task is about, whatever is typed. */
  about?: Partial<About>;
  /** The task it is part of. */
  parent?: Id;
  label?: string;
  box?: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const note = useId();
  const toast = useToast();
  const done = useDone();
  const quick = useAct("tasks.quick");
  const [kept, setKept, sent] = useKeptText(`task ${parent ?? JSON.stringify(about)}`);
  const text = kept ?? "";
  const [corrections, setCorrections] = useState(NO_CORRECTIONS);
  const [refused, setRefused] = useState<Failure | null>(null);
  const said = useUnderstood(text, corrections.plain);
  const write = (next: string) => {
    setKept(next || null);
    setRefused(null);
    if (!next) setCorrections(NO_CORRECTIONS);
  };
  const asked = said?.mentions.some((mention) => meantBy(mention, corrections) === undefined);
  const save = () => {
    if (!text.trim()) return;
    quick
      .mutateAsync({
        text: text.trim(),
        zone: zoneHere(),
        ...corrections,
        ...about,
        ...(parent ? { parent_id: parent } : {}),
      })
      .then(
        (task) => {
          // What was typed meanwhile is the next task.
          sent(text);
          setCorrections((now) => (now === corrections ? NO_CORRECTIONS : now));
          done(t("form.created", { name: task.title }));
        },
        (thrown: Failure) => {
          if (thrown.kind === "refused") setRefused(thrown);
          else toast.fail(thrown);
        },
      );
  };
  const name = label ?? t("tasks.quickLabel");
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="flex items-center gap-2">
        <input
          ref={box}
          data-quick-task=""
          aria-label={name}
          aria-describedby={refused ? note : undefined}
          aria-invalid={refused ? true : undefined}
          autoComplete="off"
          placeholder={label ?? t("tasks.quickPlaceholder")}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
          className={clsx(CONTROL, "h-10 text-base")}
        />
        <Button
          type="submit"
          weight="primary"
          icon={Plus}
          aria-label={t("tasks.add")}
          disabled={!text.trim()}
          busy={quick.isPending}
          className="h-10!"
        >
          <span className="max-sm:sr-only">{t("bulk.add")}</span>
        </Button>
      </div>
      <div aria-live="polite" className="empty:hidden">
        {said && <Understanding said={said} corrections={corrections} onCorrect={setCorrections} />}
        {asked && <p className="mt-1.5 text-xs text-warn">{t("tasks.askWho")}</p>}
      </div>
      {refused && (
        <p id={note} role="alert" className="text-xs text-danger">
          {words(refused)}
        </p>
      )}
    </form>
  );
}
