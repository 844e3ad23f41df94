// What a notification says beside the name of its record: why it is told.
import {
  AlarmClock,
  Cake,
  CalendarClock,
  CalendarX,
  CircleCheck,
  CircleX,
  Handshake,
  Hourglass,
  LogIn,
  LogOut,
  MessageCircleQuestion,
  TrendingDown,
  Trophy,
  Users,
  type LucideIcon,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { NotificationRow, Occasion } from "@/client";
import { useDayWords } from "@/features/tasks/words";
import { useFormat } from "@/locales/format";
import { useLabelWords } from "@/records/labels";

export const ICONS: Record<Occasion, LucideIcon> = {
  task_reminder: AlarmClock,
  task_due: CalendarClock,
  task_overdue: CalendarX,
  follow_up: MessageCircleQuestion,
  keep_in_touch: Users,
  birthday: Cake,
  deal_neglected: Hourglass,
  deal_slipping: TrendingDown,
  deal_idle: Handshake,
  deal_won: Trophy,
  deal_lost: CircleX,
  view_entered: LogIn,
  view_left: LogOut,
  job_done: CircleCheck,
  job_failed: CircleX,
};

/** The name of its record, and why it is told. */
export function useNotificationWords(): (row: NotificationRow) => { title: string; text: string } {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useDayWords();
  const label = useLabelWords();
  return (row) => {
    const { details } = row;
    const when = details.due_ms ? format.moment(details.due_ms) : day(details.due ?? "");
    const ago = (ms: number) => format.ago(ms);
    const text = () => {
      switch (row.event) {
        case "task_reminder":
        case "task_due":
        case "task_overdue":
          return t(`notifications.says.${row.event}`, { when });
        case "follow_up":
          return t("notifications.says.follow_up", { name: row.about ?? "", when });
        case "keep_in_touch":
          return details.spoken_ms
            ? t("notifications.says.keep_in_touch", {
                ago: ago(details.spoken_ms),
                count: details.weeks ?? 1,
              })
            : t("notifications.says.never_spoken", { count: details.weeks ?? 1 });
        case "birthday":
          return details.age
            ? t("notifications.says.birthday_age", { when: day(details.date ?? ""), age: details.age })
            : t("notifications.says.birthday", { when: day(details.date ?? "") });
        case "deal_neglected":
        case "deal_idle":
          return t(`notifications.says.${row.event}`, { ago: ago(details.since_ms ?? row.due_ms) });
        case "view_entered":
        case "view_left":
          return row.about
            ? t(`notifications.says.${row.event}`, { view: row.title })
            : t(`notifications.says.${row.event}_many`, { count: details.count ?? 1 });
        default:
          return t(`notifications.says.${row.event}`);
      }
    };
    const title = row.kind === "view" ? (row.about ?? row.title) : row.title;
    return { title: row.kind === "job" ? label(title) : title, text: text() };
  };
}
