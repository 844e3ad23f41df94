// What was changed, when, by whom and through what; with the way back to any of it.
import { History, RotateCcw, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAct, useReadBack } from "@/client";
import { Button, EmptyState, Unanswered, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { useDone } from "@/shell/undo";
import { ChangeList } from "./ChangeList";
import { keptDetail } from "./Kept";
import { useLabelWords } from "./labels";

export function RecordHistory({ kind, id }: { kind: string; id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const toast = useToast();
  const done = useDone();
  const words = useLabelWords();
  const answer = useReadBack(
    "records.history",
    { kind, id, limit: 50 },
    ({ entries: page }) => page,
    ({ next_before }) => next_before,
  );
  const takeBack = useAct("changes.undo");
  const restore = useAct("records.restore_to");
  if (answer.error || !answer.items) return <Unanswered of={answer} lines={6} />;
  const entries = answer.items;
  if (entries.length === 0) return <EmptyState icon={History} title={t("history.none")} className="py-10!" />;
  return (
    <ol className="flex flex-col pt-3">
      {entries.map((entry, at) => (
        <li key={entry.seq} className="border-b border-line py-3 last:border-0">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-medium">{words(entry.label)}</span>
            <time className="text-xs text-muted" dateTime={new Date(entry.at_ms).toISOString()}>
              {format.moment(entry.at_ms)}
            </time>
            <span className="text-xs text-muted">
              {entry.actor === "owner" ? t("history.you") : entry.actor}
            </span>
          </div>
          <ChangeList kind={kind} changes={entry.changes} />
          <div className="-ms-2 mt-1.5 flex flex-wrap gap-1">
            <Button
              small
              weight="ghost"
              icon={Undo2}
              onClick={() =>
                takeBack.mutate(
                  { change_set: entry.change_set, kind, id },
                  {
                    onSuccess: (report) =>
                      done(t("undo.done", { label: words(report.label) }), keptDetail(report)),
                    onError: toast.fail,
                  },
                )
              }
            >
              {t("history.takeBack")}
            </Button>
            {at > 0 && (
              <Button
                small
                weight="ghost"
                icon={RotateCcw}
                onClick={() =>
                  restore.mutate(
                    { kind, id, seq: entry.seq },
                    {
                      onSuccess: () => done(t("history.restored", { when: format.moment(entry.at_ms) })),
                      onError: toast.fail,
                    },
                  )
                }
              >
                {t("history.restoreTo")}
              </Button>
            )}
          </div>
        </li>
      ))}
      {answer.more && (
        <Button className="mt-3 self-center" busy={answer.busy} onClick={answer.more}>
          {t("timeline.more")}
        </Button>
      )}
    </ol>
  );
}
