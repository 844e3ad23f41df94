// The files that hang on a record: dropped anywhere on its page, chosen or pasted; with what is on its way.
import { clsx } from "clsx";
import { Paperclip, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "@/client";
import { Button, EmptyState, Progress, Unanswered, useLate } from "@/kit";
import { useFormat } from "@/locales/format";
import { useJobs } from "@/shell/jobs";
import { AttachmentLine } from "./AttachmentLine";
import { MOST, useAttached, useChooseFiles, type Attached, type OnTheWay, type useAttach } from "./queries";
import { RenameDialog } from "./RenameDialog";

export function AttachmentList({
  kind,
  id,
  locked,
  among,
  attach,
}: {
  kind: string;
  id: Id;
  /** Of a record in the trash files are only looked at. */
  locked: boolean;
  /** It stands among other things, which an empty one must not push apart. */
  among: boolean;
  attach: ReturnType<typeof useAttach>;
}) {
  const { t } = useTranslation();
  const { files, total, error, refetch } = useAttached(kind, id);
  const choose = useChooseFiles(attach);
  const [renamed, setRenamed] = useState<Attached | null>(null);
  return (
    <section
      aria-label={t("attachments.title")}
      className={clsx("flex flex-col gap-2", among ? "pt-2" : "pt-5")}
    >
      {!locked && files && (among || files.length > 0) && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button icon={Paperclip} onClick={choose} disabled={attach.way !== null}>
            {t("attachments.attach")}
          </Button>
          <p className="text-xs text-muted">{t("attachments.hint")}</p>
        </div>
      )}
      {attach.way && <Way way={attach.way} />}
      {error || !files ? (
        <Unanswered of={{ error, refetch }} lines={4} />
      ) : files.length === 0 && among ? (
        locked && <p className="text-base text-muted">{t("attachments.lockedText")}</p>
      ) : files.length === 0 ? (
        !attach.way && (
          <EmptyState
            icon={Paperclip}
            title={t("attachments.emptyTitle")}
            className="py-8!"
            actions={
              !locked && (
                <Button icon={Paperclip} weight="primary" onClick={choose}>
                  {t("attachments.attach")}
                </Button>
              )
            }
          >
            {t(locked ? "attachments.lockedText" : "attachments.emptyText")}
          </EmptyState>
        )
      ) : (
        <ul className="flex flex-col">
          {files.map((file) => (
            <AttachmentLine key={file.id} file={file} locked={locked} onRename={() => setRenamed(file)} />
          ))}
        </ul>
      )}
      {total !== undefined && total > MOST && (
        <p className="text-center text-xs text-muted">{t("attachments.more", { count: total - MOST })}</p>
      )}
      {renamed && <RenameDialog file={renamed} onClose={() => setRenamed(null)} />}
    </section>
  );
}

/** How far files are on their way, and the way to stop them. */
function Way({ way }: { way: OnTheWay }) {
  const { t } = useTranslation();
  const format = useFormat();
  const job = useJobs().find((one) => one.id === way.job);
  const [done, total] = job ? [job.done, job.total ?? null] : [way.sent?.done ?? 0, way.sent?.total ?? null];
  // What is there in a moment needs no bar.
  const late = useLate(true, 300);
  if (!late) return null;
  return (
    <div
      role="status"
      className="flex items-center gap-3 rounded-lg border border-line bg-raised px-3.5 py-2.5"
    >
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <p className="flex flex-wrap justify-between gap-x-3 text-xs text-muted">
          <span>{t("attachments.onTheWay")}</span>
          {total !== null && (
            <span className="tabular">
              {t("attachments.soFar", { done: format.bytes(done), total: format.bytes(total) })}
            </span>
          )}
        </p>
        <Progress done={done} total={total} label={t("attachments.onTheWay")} />
      </div>
      {way.stop && (
        <Button small icon={X} weight="ghost" onClick={way.stop}>
          {t("kit.cancel")}
        </Button>
      )}
    </div>
  );
}
