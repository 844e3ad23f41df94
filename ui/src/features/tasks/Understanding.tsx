// What was understood of a line of words, as chips: each can be taken back into the words, and a name that more than one
// has is asked about.
import { clsx } from "clsx";
import {
  AtSign,
  CalendarDays,
  Flag,
  Hourglass,
  Repeat,
  Tag as TagIcon,
  X,
  type LucideIcon,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Meant, Mention, Understood } from "@/client";
import { useDayWords, useMinutesWords, useRuleWords } from "./words";

/** What the seller put right: words that mean nothing, and whom names mean. */
export interface Corrections {
  plain: string[];
  meant: Meant[];
}

export const NO_CORRECTIONS: Corrections = { plain: [], meant: [] };

/** Whom a name means as things stand: null is nobody, undefined that it must be asked. */
export function meantBy(mention: Mention, { meant }: Corrections): string | null | undefined {
  const said = meant.find(({ words }) => words === mention.words);
  if (said) return said.id ?? null;
  return mention.choices.length > 1 ? undefined : (mention.choices[0]?.id ?? null);
}

const CHIP =
  "inline-flex min-h-7 items-center gap-1.5 rounded-full border border-line bg-sunken ps-2.5 text-xs contrast:border-line-strong";

export function Understanding({
  said,
  corrections,
  onCorrect,
}: {
  said: Understood;
  corrections: Corrections;
  onCorrect: (next: Corrections) => void;
}) {
  const { t } = useTranslation();
  const day = useDayWords();
  const rule = useRuleWords();
  const minutes = useMinutesWords();
  const wordsOf = (what: Understood["taken"][number]["what"]) =>
    said.taken.filter((taken) => taken.what === what).map(({ words }) => words);
  const plainly = (words: string[]) =>
    onCorrect({ ...corrections, plain: [...new Set([...corrections.plain, ...words])] });
  const chip = (id: string, icon: LucideIcon, what: string, text: string, words: string[]) => (
    <Chip key={id} icon={icon} what={what} text={text} onRemove={() => plainly(words)} />
  );
  const due = [said.due ? day(said.due) : "", said.due_time ?? ""].filter(Boolean).join(", ");
  return (
    <div className="flex flex-wrap items-center gap-1.5" role="group" aria-label={t("tasks.understood")}>
      {due && chip("due", CalendarDays, t("field.task.due"), due, wordsOf("due"))}
      {said.recurrence &&
        chip("rule", Repeat, t("field.task.recurrence"), rule(said.recurrence), wordsOf("recurrence"))}
      {said.duration_min !== undefined &&
        chip(
          "duration",
          Hourglass,
          t("field.task.duration_min"),
          minutes(said.duration_min),
          wordsOf("duration"),
        )}
      {said.priority &&
        chip(
          "priority",
          Flag,
          t("field.task.priority"),
          t(`choice.task.priority.${said.priority as "high"}`),
          wordsOf("priority"),
        )}
      {said.tags.map((tag) => chip(`tag-${tag}`, TagIcon, t("field.any.tags"), tag, [`#${tag}`]))}
      {said.mentions.map((mention) => (
        <Who key={mention.words} mention={mention} corrections={corrections} onCorrect={onCorrect} />
      ))}
    </div>
  );
}

function Chip({
  icon: Icon,
  what,
  text,
  onRemove,
}: {
  icon: LucideIcon;
  what: string;
  text: string;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  return (
    <span className={CHIP}>
      <Icon aria-hidden className="size-3.5 text-muted" />
      <span className="sr-only">{what}</span>
      <bdi>{text}</bdi>
      <button
        type="button"
        aria-label={t("tasks.notMeant", { what: text })}
        onClick={onRemove}
        className="hit-square flex size-6 items-center justify-center rounded-full text-muted hover:text-text"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}

function Who({
  mention,
  corrections,
  onCorrect,
}: {
  mention: Mention;
  corrections: Corrections;
  onCorrect: (next: Corrections) => void;
}) {
  const { t } = useTranslation();
  const id = meantBy(mention, corrections);
  if (id === null && !mention.marked) return null;
  const mean = (value: string) => {
    const choice = mention.choices.find((one) => one.id === value);
    const said = choice
      ? { words: mention.words, kind: choice.kind, id: choice.id }
      : { words: mention.words };
    onCorrect({
      ...corrections,
      meant: [...corrections.meant.filter(({ words }) => words !== mention.words), said],
    });
  };
  return (
    <span className={clsx(CHIP, "pe-1", id === undefined && "border-warn! bg-warn-soft!")}>
      <AtSign aria-hidden className="size-3.5 text-muted" />
      {mention.choices.length === 0 ? (
        <span className="pe-2">{t("tasks.nobodyCalled", { name: mention.words })}</span>
      ) : (
        <select
          aria-label={t("tasks.whoIs", { name: mention.words })}
          value={id === undefined ? "?" : (id ?? "")}
          onChange={(event) => mean(event.target.value)}
          className="min-h-6 max-w-56 rounded-full bg-transparent pe-1 font-medium"
        >
          {id === undefined && <option value="?">{t("tasks.which", { name: mention.words })}</option>}
          {mention.choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {[choice.title, choice.subtitle].filter(Boolean).join(" · ")}
            </option>
          ))}
          <option value="">{t("tasks.nobody")}</option>
        </select>
      )}
    </span>
  );
}
