// Who entered a watched view and who left it, the latest first. Whoever opens it has seen it.
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Bell, LogIn, LogOut } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useReadBack, type View, type ViewEvent } from "@/client";
import { Banner, Button, Dialog, EmptyState, Skeleton, Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { LISTS, isListed } from "./queries";

export function WatchDialog({
  view,
  fault,
  onClose,
}: {
  view: View;
  /** What keeps it from being asked. */
  fault: string | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const found = useReadBack(
    "watches.events",
    { id: view.id },
    ({ events }) => events,
    ({ next }) => next,
  );
  const { mutate } = useAct("watches.seen");
  useEffect(() => mutate({ id: view.id }), [mutate, view.id]);
  // What was new when one came stays marked while one looks.
  const [fresh, setFresh] = useState<ReadonlySet<string> | null>(null);
  if (found.items && fresh === null)
    setFresh(new Set(found.items.filter(({ seen }) => !seen).map(({ id }) => id)));
  return (
    <Dialog
      side
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("watch.title", { name: view.name })}
      description={t("watch.text")}
    >
      {fault && (
        <Banner look="warn">{t(fault === "unknown_field" ? "watch.fieldGone" : "watch.fault")}</Banner>
      )}
      {found.error || !found.items ? (
        <Unanswered of={found} waiting={<Skeleton className="h-40" />} />
      ) : found.items.length === 0 ? (
        <EmptyState icon={Bell} title={t("watch.emptyTitle")}>
          {t("watch.emptyText")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col gap-2">
          {found.items.map((event) => (
            <EventLine key={event.id} event={event} fresh={fresh?.has(event.id) ?? false} onOpen={onClose} />
          ))}
        </ul>
      )}
      {found.more && (
        <Button small weight="ghost" className="mt-3" busy={found.busy} onClick={found.more}>
          {t("watch.more")}
        </Button>
      )}
    </Dialog>
  );
}

function EventLine({ event, fresh, onOpen }: { event: ViewEvent; fresh: boolean; onOpen: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Icon = event.entered ? LogIn : LogOut;
  const name = <bdi className="wrap-anywhere">{event.title}</bdi>;
  return (
    <li className="flex items-start gap-3 py-1">
      <Icon
        aria-hidden
        className={clsx("mt-1 size-4 shrink-0", event.entered ? "text-success" : "text-muted")}
      />
      <div className="min-w-0 flex-1">
        {isListed(event.kind) ? (
          <Link
            to={`${LISTS[event.kind]}/$id` as "/contacts/$id"}
            params={{ id: event.record_id }}
            onClick={onOpen}
            className={clsx("hit inline-flex min-h-6 items-center hover:underline", fresh && "font-semibold")}
          >
            {name}
          </Link>
        ) : (
          name
        )}
        <p className="text-xs text-muted">
          {t(event.entered ? "watch.entered" : "watch.left")}{" "}
          <time dateTime={new Date(event.at_ms).toISOString()}>{format.ago(event.at_ms)}</time>
          {fresh && <span className="ms-2 rounded-full bg-selected px-1.5 text-text">{t("watch.new")}</span>}
        </p>
      </div>
    </li>
  );
}
