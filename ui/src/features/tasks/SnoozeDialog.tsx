// Until when something is put away: a few usual moments, and one of the seller's own.
import { AlarmClock, CalendarClock, Coffee, Sun } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { beginHere, Button, Dialog, Field, Input } from "@/kit";
import { nowMs, useFormat } from "@/locales/format";
import { localMoment } from "@/records/moments";
import { addDays, beginOf, dayAt, mondayOf } from "./when";

/** The hour at which a day begins at work. */
const MORNING_MS = 9 * 3_600_000;

export function SnoozeDialog({
  title,
  name,
  busy,
  onClose,
  onChoose,
}: {
  title: string;
  /** What is put away. */
  name: string;
  busy: boolean;
  onClose: () => void;
  onChoose: (untilMs: number) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = nowMs();
  const today = dayAt(now);
  const [own, setOwn] = useState(localMoment(beginOf(addDays(today, 2)) + MORNING_MS));
  const offers = [
    { id: "later", icon: Coffee, ms: now + 3 * 3_600_000 },
    { id: "tomorrow", icon: Sun, ms: beginOf(addDays(today, 1)) + MORNING_MS },
    { id: "week", icon: CalendarClock, ms: beginOf(addDays(mondayOf(today), 7)) + MORNING_MS },
  ] as const;
  return (
    <Dialog open onOpenChange={onClose} title={title} description={<bdi>{name}</bdi>}>
      <div className="flex flex-col gap-2 pt-1">
        {offers.map(({ id, icon: Icon, ms }, at) => (
          <button
            key={id}
            type="button"
            ref={at === 0 ? beginHere : null}
            onClick={() => onChoose(ms)}
            className="hit flex min-h-11 items-center gap-3 rounded-md border border-line bg-surface px-3 text-start hover:bg-hover contrast:border-line-strong"
          >
            <Icon aria-hidden className="size-4 text-muted" />
            <span className="flex-1 font-medium">{t(`tasks.snooze.${id}`)}</span>
            <time className="tabular text-xs text-muted">{format.moment(ms)}</time>
          </button>
        ))}
        <form
          className="mt-2 flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            const ms = new Date(own).getTime();
            if (!Number.isNaN(ms)) onChoose(ms);
          }}
        >
          <Field label={t("tasks.snooze.own")} className="min-w-52 flex-1">
            <Input type="datetime-local" value={own} onChange={(event) => setOwn(event.target.value)} />
          </Field>
          <Button type="submit" icon={AlarmClock} busy={busy}>
            {t("tasks.snooze.command")}
          </Button>
        </form>
      </div>
    </Dialog>
  );
}
