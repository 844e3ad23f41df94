// The notification centre: everything that was told, the latest first, by what it is about and whether it was read.
import { useNavigate } from "@tanstack/react-router";
import { BellOff, CheckCheck, ChevronLeft, ChevronRight, SearchX, Settings } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type NotificationRow } from "@/client";
import { SnoozeDialog } from "@/features/tasks/SnoozeDialog";
import { Button, EmptyState, IconButton, Page, Select, Tabs, Unanswered, useKeys, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { NotificationLine } from "./NotificationLine";
import {
  PAGE,
  SHOWN,
  SORTS,
  targetOf,
  useNotificationActing,
  useNotificationSearch,
  type Sort,
} from "./queries";
import { useNotificationWords } from "./words";

export function NotificationList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const acting = useNotificationActing();
  const [search, setSearch] = useNotificationSearch();
  const show = search.show ?? "unread";
  const events = search.sort && SORTS[search.sort];
  const unread = useRead("notifications.list", { limit: 1 }).data?.unread;
  return (
    <Page
      narrow
      title={t("place.notifications")}
      actions={
        <>
          <Button
            small
            icon={CheckCheck}
            disabled={!unread}
            onClick={() => acting.readAll(events)}
            className="max-sm:px-2"
          >
            {t(events ? "notifications.readThese" : "notifications.readAll")}
          </Button>
          <IconButton
            icon={Settings}
            label={t("notifications.settings")}
            onClick={() => void navigate({ to: "/settings", hash: "notifications" })}
          />
        </>
      }
    >
      <Select
        aria-label={t("notifications.sort.label")}
        value={search.sort ?? ""}
        onChange={(event) => {
          const { sort: _, page: __, ...rest } = search;
          setSearch(event.target.value ? { ...rest, sort: event.target.value as Sort } : rest);
        }}
        className="mb-2 w-full max-w-56"
      >
        <option value="">{t("notifications.sort.all")}</option>
        {(Object.keys(SORTS) as Sort[]).map((sort) => (
          <option key={sort} value={sort}>
            {t(`notifications.sort.${sort}`)}
          </option>
        ))}
      </Select>
      <Tabs
        label={t("notifications.shown")}
        value={show}
        onChange={(id) => {
          const { page: _, ...rest } = search;
          setSearch({ ...rest, show: SHOWN.find((one) => one === id) ?? "unread" });
        }}
        items={SHOWN.map((id) => ({
          id,
          label: t(`notifications.show.${id}`),
          content: id === show ? <Shown key={`${id}-${search.sort}-${search.page}`} /> : null,
        }))}
      />
    </Page>
  );
}

/** One page of what is shown. */
function Shown() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const acting = useNotificationActing();
  const [search, setSearch] = useNotificationSearch();
  const [cursor, setCursor] = useState(0);
  const [snoozed, setSnoozed] = useState<NotificationRow | null>(null);
  const show = search.show ?? "unread";
  const position = ((search.page ?? 1) - 1) * PAGE;
  const sort = search.sort;
  const { data, error, refetch } = useRead(
    "notifications.list",
    { show, ...(sort ? { events: [...SORTS[sort]] } : {}), limit: PAGE, ...(position ? { position } : {}) },
    { keep: true },
  );
  const rows = data?.rows ?? [];
  const at = Math.max(0, Math.min(cursor, rows.length - 1));
  const current = rows[at];
  const move = (to: number) => setCursor(Math.max(0, Math.min(to, rows.length - 1)));
  const group = t("place.notifications");
  useKeys([
    { keys: "j", label: t("keys.down"), group, run: () => move(at + 1) },
    { keys: "k", label: t("keys.up"), group, run: () => move(at - 1) },
    { keys: "ArrowDown", label: t("keys.down"), group, hidden: true, run: () => move(at + 1) },
    { keys: "ArrowUp", label: t("keys.up"), group, hidden: true, run: () => move(at - 1) },
    {
      keys: "Enter",
      label: t("keys.open"),
      group,
      run: () => {
        if (!current) return;
        acting.read(current);
        void navigate(targetOf(current));
      },
    },
    { keys: "u", label: t("keys.unread"), group, run: () => current && acting.toggle(current) },
    { keys: "s", label: t("keys.snooze"), group, run: () => current && setSnoozed(current) },
  ]);
  const here = current?.id;
  useEffect(() => {
    if (here) document.getElementById(`notification-${here}`)?.scrollIntoView({ block: "nearest" });
  }, [here]);

  if (error || !data) return <Unanswered of={{ error, refetch }} lines={6} />;
  if (rows.length === 0)
    return sort ? (
      <EmptyState icon={SearchX} title={t("notifications.noneTitle")}>
        {t("notifications.noneText")}
      </EmptyState>
    ) : (
      <EmptyState icon={BellOff} title={t(`notifications.emptyTitle.${show}`)}>
        {t(`notifications.emptyText.${show}`)}
      </EmptyState>
    );
  return (
    <>
      <ul aria-label={t(`notifications.show.${show}`)} className="flex flex-col pt-3">
        {rows.map((row) => (
          <NotificationLine
            key={row.id}
            row={row}
            acting={acting}
            onSnooze={setSnoozed}
            current={row.id === here}
          />
        ))}
      </ul>
      <Pager
        position={position}
        shown={rows.length}
        total={data.total}
        onPage={(page) => setSearch({ ...search, page })}
      />
      {snoozed && <SnoozeNotification row={snoozed} onClose={() => setSnoozed(null)} />}
    </>
  );
}

function Pager({
  position,
  shown,
  total,
  onPage,
}: {
  position: number;
  shown: number;
  total: number;
  onPage: (page: number) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const page = position / PAGE + 1;
  if (total <= PAGE) return null;
  return (
    <nav aria-label={t("notifications.pages")} className="mt-4 flex items-center justify-between gap-2">
      <Button icon={ChevronLeft} disabled={page === 1} onClick={() => onPage(page - 1)}>
        {t("notifications.newer")}
      </Button>
      <span className="tabular text-xs text-muted">
        {t("notifications.range", {
          from: format.number(position + 1),
          to: format.number(position + shown),
          total: format.number(total),
        })}
      </span>
      <Button icon={ChevronRight} disabled={position + shown >= total} onClick={() => onPage(page + 1)}>
        {t("notifications.older")}
      </Button>
    </nav>
  );
}

function SnoozeNotification({ row, onClose }: { row: NotificationRow; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const toast = useToast();
  const snooze = useAct("notifications.snooze");
  const { title } = useNotificationWords()(row);
  return (
    <SnoozeDialog
      title={t("notifications.snoozeTitle")}
      name={title}
      busy={snooze.isPending}
      onClose={onClose}
      onChoose={(ms) =>
        snooze.mutate(
          { id: row.id, until_ms: ms },
          {
            onSuccess: () => {
              onClose();
              toast.show({ text: t("notifications.snoozed", { when: format.moment(ms) }) });
            },
            onError: toast.fail,
          },
        )
      }
    />
  );
}
