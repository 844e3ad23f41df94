// What time it is where somebody is, beside their number: only where it is known, and another one than here.
import { Clock } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Id } from "@/client";
import { nowMs, useFormat } from "@/locales/format";

const MINUTE_MS = 60_000;

export function LocalTime({ plural, id }: { plural: "contacts" | "companies"; id: Id }) {
  const { t } = useTranslation();
  const format = useFormat();
  const zone = useRead(`${plural}.local_time`, { id }).data?.zone;
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  if (!zone) return null;
  const clock = (timeZone?: string) =>
    new Intl.DateTimeFormat(format.locale, {
      weekday: "short",
      hour: "numeric",
      minute: "2-digit",
      ...(timeZone ? { timeZone } : {}),
    }).format(now);
  if (clock(zone) === clock()) return null;
  return (
    <span className="flex items-center gap-1 text-xs text-muted" title={zone}>
      <Clock aria-hidden className="size-3.5" />
      <span className="sr-only">{t("log.timeThere")}</span>
      <time>{clock(zone)}</time>
    </span>
  );
}
