// One notification in a line: what it is about, why, when, and what can be done with it.
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { AlarmClock, ListPlus, Mail, MailOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { NotificationRow } from "@/client";
import { IconButton } from "@/kit";
import { useFormat } from "@/locales/format";
import { leadsToTask, targetOf, type NotificationActing } from "./queries";
import { ICONS, useNotificationWords } from "./words";

export function NotificationLine({
  row,
  acting,
  onOpen,
  onSnooze,
  current,
}: {
  row: NotificationRow;
  acting: NotificationActing;
  onOpen?: () => void;
  /** Absent in the bell, where there is no room for it. */
  onSnooze?: (row: NotificationRow) => void;
  /** The keyboard is here. */
  current?: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { title, text } = useNotificationWords()(row);
  const unread = row.read_ms === undefined;
  const Icon = ICONS[row.event];
  return (
    <li
      id={`notification-${row.id}`}
      aria-current={current || undefined}
      className={clsx(
        "flex items-start gap-3 rounded-md border border-transparent py-2 ps-2 pe-1",
        current && "border-focus! bg-hover",
      )}
    >
      <span
        className={clsx(
          "relative mt-0.5 flex size-8 shrink-0 items-center justify-center rounded-full border border-line bg-surface",
          unread ? "text-accent" : "text-muted",
        )}
      >
        <Icon aria-hidden className="size-4" strokeWidth={1.9} />
        {unread && (
          <span
            aria-hidden
            className="absolute -inset-e-0.5 -top-0.5 size-2.5 rounded-full border-2 border-bg bg-accent"
          />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <Link
          {...targetOf(row)}
          onClick={() => {
            acting.read(row);
            onOpen?.();
          }}
          className={clsx("hit inline-flex min-h-6 items-center hover:underline", unread && "font-semibold")}
        >
          {unread && <span className="sr-only">{t("notifications.unread")}</span>}{" "}
          <bdi className="wrap-anywhere">{title}</bdi>
        </Link>
        <p className="text-sm wrap-anywhere text-muted">{text}</p>
        <p className="text-xs text-muted">
          {row.snoozed_until_ms && unread ? (
            t("notifications.snoozedUntil", { when: format.moment(row.snoozed_until_ms) })
          ) : (
            <time dateTime={new Date(row.due_ms).toISOString()}>{format.ago(row.due_ms)}</time>
          )}
        </p>
      </div>
      <div className="flex shrink-0 items-center">
        {onSnooze && unread && leadsToTask(row) && (
          <IconButton
            icon={ListPlus}
            small
            label={t("notifications.makeTask", { title })}
            onClick={() => acting.makeTask(row)}
          />
        )}
        {onSnooze && unread && (
          <IconButton
            icon={AlarmClock}
            small
            label={t("notifications.snoozeOne", { title })}
            onClick={() => onSnooze(row)}
          />
        )}
        <IconButton
          icon={unread ? MailOpen : Mail}
          small
          label={t(unread ? "notifications.markRead" : "notifications.markUnread", { title })}
          onClick={() => acting.toggle(row)}
        />
      </div>
    </li>
  );
}
