// The bell with the number of what was not read, and the newest behind it. It hears of new ones by itself and says so.
import { Link } from "@tanstack/react-router";
import { Bell as Icon, BellOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "@/client";
import { Button, IconButton, Popover, Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { NotificationLine } from "./NotificationLine";
import { useChosenNotes, useNewest, useNotificationActing } from "./queries";

/** More than this is many. */
const MANY = 99;

export function Bell() {
  const { t } = useTranslation();
  const format = useFormat();
  const acting = useNotificationActing();
  const [open, setOpen] = useState(false);
  const newest = useNewest();
  const unread = newest.data?.unread ?? 0;
  const came = useCame(newest.data?.unread);
  useChosenNotes();
  const close = () => setOpen(false);
  const label = unread > 0 ? t("notifications.bellUnread", { count: unread }) : t("place.notifications");
  return (
    <>
      <Popover
        label={t("place.notifications")}
        align="end"
        open={open}
        onOpenChange={setOpen}
        className="w-96"
        trigger={
          <IconButton icon={Icon} label={label} keys="g n" className="relative">
            {unread > 0 && (
              <span
                aria-hidden
                className="tabular absolute inset-e-0 top-0 flex h-4 min-w-4 items-center justify-center rounded-full bg-fill px-1 text-2xs font-semibold text-on-fill"
              >
                {unread > MANY ? `${format.number(MANY)}+` : format.number(unread)}
              </span>
            )}
          </IconButton>
        }
      >
        <div className="flex max-h-[min(70vh,32rem)] flex-col">
          <div className="flex min-h-12 items-center justify-between gap-2 border-b border-line ps-4 pe-2">
            <h2 className="font-semibold">{t("place.notifications")}</h2>
            {unread > 0 && (
              <Button small weight="ghost" onClick={() => acting.readAll()}>
                {t("notifications.readAll")}
              </Button>
            )}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">
            {newest.error || !newest.data ? (
              <Unanswered of={newest} lines={3} />
            ) : newest.data.rows.length === 0 ? (
              <p className="flex items-center gap-3 px-4 py-6 text-muted">
                <BellOff aria-hidden className="size-5 shrink-0" />
                {t("notifications.nothingText")}
              </p>
            ) : (
              <ul aria-label={t("place.notifications")} className="p-1.5">
                {newest.data.rows.map((row) => (
                  <NotificationLine key={row.id} row={row} acting={acting} onOpen={close} />
                ))}
              </ul>
            )}
          </div>
          <Link
            to="/notifications"
            search={{}}
            onClick={close}
            className="hit flex min-h-11 items-center justify-center border-t border-line font-medium text-accent hover:bg-hover"
          >
            {t("notifications.showAll")}
          </Link>
        </div>
      </Popover>
      <span role="status" className="sr-only">
        {came > 0 && t("notifications.came", { count: came })}
      </span>
    </>
  );
}

/** How many came while one looked; none before the first answer. */
function useCame(unread: number | undefined): number {
  const client = useClient();
  const last = useRef<number | null>(null);
  const [came, setCame] = useState(0);
  useEffect(() => {
    last.current ??= unread ?? null;
  }, [unread]);
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.type !== "notify") return;
        setCame(last.current === null ? 0 : Math.max(0, event.unread - last.current));
        last.current = event.unread;
      }),
    [client],
  );
  return came;
}
