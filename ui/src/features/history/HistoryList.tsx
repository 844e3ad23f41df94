// Everything that was done, newest first, each opened to see what it changed and taken back by one button. Undoing is itself a change, so nothing is
// ever lost by trying.
import {
  ChevronDown,
  ChevronUp,
  FileInput,
  History,
  PencilLine,
  Plus,
  Redo2,
  RotateCcw,
  Trash2,
  Undo2,
  type LucideIcon,
} from "lucide-react";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useReadBack, type SetRow } from "@/client";
import { Button, EmptyState, IconButton, Page, Tag, Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { ChangeList } from "@/records/ChangeList";
import { isKind, KINDS } from "@/records/kinds";
import { useLabelWords } from "@/records/labels";
import { useUndo } from "@/shell/undo";
import { SettingsChanged } from "./SettingsChanged";

const PAGE = 100;

export function HistoryList() {
  const { t } = useTranslation();
  const undo = useUndo();
  const answer = useReadBack(
    "changes.list",
    { limit: PAGE },
    ({ sets: page }) => page,
    ({ sets: page }) => (page.length < PAGE ? null : page.at(-1)?.seq),
  );
  const sets = answer.items ?? [];
  return (
    <Page
      narrow
      title={t("place.history")}
      actions={
        <Button icon={Redo2} onClick={() => void undo.redo()}>
          {t("undo.redo")}
        </Button>
      }
    >
      <div>
        {answer.error || !answer.items ? (
          <Unanswered of={answer} />
        ) : sets.length === 0 ? (
          <EmptyState icon={History} title={t("history.emptyTitle")}>
            {t("history.emptyText")}
          </EmptyState>
        ) : (
          <>
            <Days sets={sets} />
            {answer.more && (
              <Button className="mt-4" busy={answer.busy} onClick={answer.more}>
                {t("timeline.more")}
              </Button>
            )}
          </>
        )}
      </div>
    </Page>
  );
}

function Days({ sets }: { sets: SetRow[] }) {
  const format = useFormat();
  const name = new Intl.DateTimeFormat(format.locale, { dateStyle: "full" });
  const days = new Map<string, SetRow[]>();
  for (const set of sets) {
    const day = name.format(set.at_ms);
    days.set(day, [...(days.get(day) ?? []), set]);
  }
  return [...days].map(([day, those]) => (
    <section key={day} className="mb-5">
      <h2 className="mb-1.5 text-xs font-medium text-muted">{day}</h2>
      <ul className="overflow-hidden rounded-lg border border-line bg-surface">
        {those.map((set) => (
          <SetLine key={set.id} set={set} />
        ))}
      </ul>
    </section>
  ));
}

const ICONS: [RegExp, LucideIcon][] = [
  [/^imports\./, FileInput],
  [/\.create$/, Plus],
  [/\.delete$/, Trash2],
  [/^changes\.undo$/, Undo2],
  [/^changes\.redo$|\.restore/, RotateCcw],
  [/./, PencilLine],
];

function CommandIcon({ command }: { command: string }) {
  return ICONS.filter(([pattern]) => pattern.test(command))
    .slice(0, 1)
    .map(([, Icon]) => (
      <Icon key="icon" aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.9} />
    ));
}

function SetLine({ set }: { set: SetRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const undo = useUndo();
  const [busy, setBusy] = useState(false);
  const words = useLabelWords();
  // What an import did stands on its receipt.
  const imports = useRead("imports.list", {}, { enabled: set.command.startsWith("imports.") }).data?.imports;
  const receipt = imports?.find(({ change_set }) => change_set === set.id)?.id;
  const undone = set.state === "undone";
  const time = new Intl.DateTimeFormat(format.locale, { timeStyle: "short" }).format(set.at_ms);
  const [open, setOpen] = useState(false);
  const details = useId();
  // What is set is no record, and stands in the line itself.
  const openable = set.records > (set.settings?.length ?? 0) && !set.command.startsWith("settings.");
  return (
    <li className="border-b border-line last:border-0">
      <div className="flex min-h-14 items-center gap-x-3 px-4 py-2">
        <CommandIcon command={set.command} />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-2">
            <bdi className={clsx("wrap-anywhere", undone ? "text-muted line-through" : "font-medium")}>
              {receipt ? (
                <Link
                  to="/imports/$id"
                  params={{ id: receipt }}
                  className="hit underline-offset-2 hover:underline"
                >
                  {words(set.label)}
                </Link>
              ) : (
                words(set.label)
              )}
            </bdi>
            {undone && <Tag name={t("history.undone")} colour="grey" />}
            {set.state === "open" && <Tag name={t("import.state.applying")} colour="indigo" />}
            {set.state === "staged" && <Tag name={t("import.state.staged")} colour="indigo" />}
          </div>
          <div className="tabular text-xs text-muted">
            {[
              time,
              set.actor === "owner" ? t("history.you") : set.actor,
              openable ? t("history.records", { count: set.records, shown: format.number(set.records) }) : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </div>
          {set.settings && <SettingsChanged settings={set.settings} />}
          {set.state === "sealed" && (set.with ?? 0) > 0 && (
            <div className="text-xs">
              {t("history.with", { count: set.with, shown: format.number(set.with ?? 0) })}
            </div>
          )}
        </div>
        {openable && (
          <IconButton
            icon={open ? ChevronUp : ChevronDown}
            label={t("history.open", { label: words(set.label) })}
            tip={false}
            aria-expanded={open}
            aria-controls={details}
            onClick={() => setOpen(!open)}
          />
        )}
        {set.state === "sealed" && (
          <Button
            small
            icon={Undo2}
            busy={busy}
            onClick={() => {
              setBusy(true);
              void undo.set(set.id).finally(() => setBusy(false));
            }}
          >
            <span className="max-sm:sr-only">{t("undo.action")}</span>
            <span className="sr-only">{`: ${words(set.label)}`}</span>
          </Button>
        )}
      </div>
      <div id={details} hidden={!open} className="border-t border-line bg-sunken px-4 py-2">
        {open && <SetDetails set={set} />}
      </div>
    </li>
  );
}

const SHOWN = 20;

/** What the set changed, record by record. */
function SetDetails({ set }: { set: SetRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useRead("changes.show", { change_set: set.id, limit: SHOWN });
  if (error || !data) return <Unanswered of={{ error, refetch }} className="py-4!" lines={2} />;
  const more = set.records - data.records.length;
  return (
    <>
      <ul className="flex flex-col">
        {data.records.map((record) => (
          <li key={record.id} className="border-b border-line py-2 last:border-0">
            {isKind(record.kind) && record.title ? (
              <Link
                to={`/${KINDS[record.kind].plural}/$id`}
                params={{ id: record.id }}
                className="hit font-medium underline-offset-2 hover:underline"
              >
                <bdi>{record.title}</bdi>
              </Link>
            ) : (
              <bdi className="font-medium">{record.title || t("value.gone")}</bdi>
            )}{" "}
            <span className="text-xs text-muted">
              {t(`kind.${record.kind}` as "kind.tag", { defaultValue: record.kind })}
            </span>
            <ChangeList kind={record.kind} changes={record.changes} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="py-2 text-xs text-muted">
          {t("history.more", { count: more, shown: format.number(more) })}
        </p>
      )}
    </>
  );
}
