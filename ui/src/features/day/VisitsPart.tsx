// Today's visits on the home page, in the order they are made: how far from one to the next, each opened on a map, put into
// another order by dragging or by keys.
import { Link } from "@tanstack/react-router";
import {
  ArrowDown,
  ArrowUp,
  CalendarDays,
  Circle,
  GripVertical,
  Map as MapIcon,
  MapPinned,
  Route,
  Settings2,
  Shuffle,
} from "lucide-react";
import { useState, type DragEvent, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { DayPlan, MapApp, Visit } from "@/client";
import { Nothing, Part, Trouble } from "@/features/home/Part";
import { useSettings } from "@/features/settings/queries";
import { useActing } from "@/features/tasks/acting";
import { useDueWords } from "@/features/tasks/words";
import { Button, IconButton, PageSkeleton } from "@/kit";
import { useFormat } from "@/locales/format";
import { OutLink } from "@/records/Value";
import { placeHref, routeHref } from "./maps";
import { useArrange, useDay } from "./queries";
import { useAddressLine, useTimeWords, useWay } from "./words";

export function VisitsPart() {
  const { t } = useTranslation();
  const { data, error, refetch } = useDay();
  return (
    <Part title={t("day.visits")} icon={MapPinned} to="/tasks" toLabel={t("home.allTasks")}>
      {error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : !data ? (
        <PageSkeleton lines={3} />
      ) : data.visits.length === 0 ? (
        <Nothing>{t("day.noVisits")}</Nothing>
      ) : (
        <Visits plan={data} />
      )}
    </Part>
  );
}

function Visits({ plan }: { plan: DayPlan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { move, shortest } = useArrange(plan);
  const line = useAddressLine();
  const acting = useActing();
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const app = (useSettings().data?.map_app ?? "osm") as MapApp;
  const { start, visits } = plan;
  const go = (from: number, to: number) => {
    const visit = visits[from];
    if (!visit || to < 0 || to >= visits.length) return;
    move(from, to);
    setSaid(
      t("day.moved", {
        title: visit.task.title,
        at: format.number(to + 1),
        all: format.number(visits.length),
      }),
    );
  };
  const drag = (at: number) => ({
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = "move";
      event.stopPropagation();
      setDragged(at);
    },
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDragEnd: () => setDragged(null),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (dragged !== null) go(dragged, at);
      setDragged(null);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
      event.preventDefault();
      go(at, at + (event.key === "ArrowUp" ? -1 : 1));
    },
  });
  const goals = [
    ...(start ? [{ place: start.place, words: start.name }] : []),
    ...visits.filter(({ place }) => place).map((one) => ({ place: one.place, words: line(one) })),
  ];
  const whole = routeHref(app, goals);
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 text-muted">
        {start ? (
          <span>
            {t("day.from")} <bdi className="font-medium text-text">{start.name}</bdi>
            {!start.place && ` · ${t("day.unknownStart")}`}
          </span>
        ) : (
          <span>{t("day.noStart")}</span>
        )}
        <Link
          to="/settings"
          hash="visits"
          className="hit inline-flex min-h-6 items-center gap-1 text-accent underline-offset-2 hover:underline"
        >
          <Settings2 aria-hidden className="size-3.5" />
          {t("day.setStart")}
        </Link>
      </p>
      <ol className="mt-1 flex flex-col">
        {visits.map((visit, at) => (
          <li
            key={visit.task.id}
            {...drag(at)}
            className="flex items-start gap-2 border-b border-line py-2 last:border-0"
          >
            <GripVertical aria-hidden className="mt-1 size-4 shrink-0 cursor-grab text-muted max-sm:hidden" />
            <span className="tabular mt-0.5 w-5 shrink-0 text-end font-semibold text-muted">
              {format.number(at + 1)}
            </span>
            <IconButton
              small
              icon={Circle}
              label={t("tasks.complete", { title: visit.task.title })}
              onClick={() => acting.complete(visit.task)}
            />
            <Stop visit={visit} app={app} />
            <span className="flex shrink-0 gap-1">
              <IconButton
                small
                icon={ArrowUp}
                label={t("day.up", { title: visit.task.title })}
                disabled={at === 0}
                onClick={() => go(at, at - 1)}
              />
              <IconButton
                small
                icon={ArrowDown}
                label={t("day.down", { title: visit.task.title })}
                disabled={at === visits.length - 1}
                onClick={() => go(at, at + 1)}
              />
            </span>
          </li>
        ))}
      </ol>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        {plan.km > 0 && (
          <span className="text-muted">{t("day.total", { distance: format.distance(plan.km) })}</span>
        )}
        {whole && (
          <OutLink
            href={whole}
            className="hit inline-flex min-h-6 items-center gap-1.5 font-medium text-accent"
          >
            <Route aria-hidden className="size-4" />
            {t("day.wholeRoute")}
          </OutLink>
        )}
        {plan.by_hand && (
          <Button small icon={Shuffle} onClick={shortest}>
            {t("day.shortest")}
          </Button>
        )}
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
      {acting.dialogs}
    </>
  );
}

function Stop({ visit, app }: { visit: Visit; app: MapApp }) {
  const { t } = useTranslation();
  const line = useAddressLine();
  const time = useTimeWords();
  const way = useWay();
  const due = useDueWords();
  const [when, where, far] = [time(visit.task), line(visit), way(visit)];
  const href = placeHref(app, { place: visit.place, words: where });
  return (
    <div className="min-w-0 flex-1">
      <div className="flex flex-wrap items-baseline gap-x-2">
        {when && !visit.late && <time className="tabular font-semibold">{when}</time>}
        <Link
          to="/tasks/$id"
          params={{ id: visit.task.id }}
          className="hit inline-flex min-h-6 min-w-0 items-center font-medium hover:underline"
        >
          <bdi className="wrap-anywhere">{visit.task.title}</bdi>
        </Link>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-muted">
        {visit.late && (
          <span className="inline-flex items-center gap-1 font-medium text-danger">
            <CalendarDays aria-hidden className="size-3.5" />
            <span>{t("tasks.late")}</span>
            <time dateTime={visit.task.due}>{due(visit.task)}</time>
          </span>
        )}
        {visit.who && <bdi>{[visit.who.name, visit.company].filter(Boolean).join(", ")}</bdi>}
        {far && <span className="tabular">{t("day.further", { distance: far })}</span>}
        {where && href ? (
          <OutLink href={href} className="hit inline-flex min-h-6 items-center gap-1 text-accent">
            <MapIcon aria-hidden className="size-3.5 shrink-0" />
            <span className="sr-only">{t("day.onMap")} </span>
            <bdi>{where}</bdi>
          </OutLink>
        ) : (
          <span>{t("day.noPlace")}</span>
        )}
      </div>
    </div>
  );
}
