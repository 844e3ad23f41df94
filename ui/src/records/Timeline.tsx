// Everything that happened with a record: notes, changes, imports, newest first, by day; and the place to write a note.
import { Sparkles } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useReadBack, type TimelineItem } from "@/client";
import { Button, EmptyState, TextArea, Unanswered, useToast } from "@/kit";
import { useKeptText } from "./draft";
import { isOwnKind, type KindConfig } from "./kinds";
import { Days } from "./TimelineItems";
import { EVERYTHING, askedFor, isPart, TimelineFilter } from "./TimelineFilter";

const PAGE = 50;

export function Timeline({ config, id }: { config: KindConfig; id: string }) {
  const { t } = useTranslation();
  const [part, setPart] = useState(EVERYTHING);
  const answer = useReadBack(
    `${config.plural}.timeline`,
    { id, limit: PAGE, ...askedFor(part) },
    ({ items: page }) => page,
    ({ next_before }) => next_before,
  );
  const items = answer.items ?? [];
  const isPinned = (item: TimelineItem) =>
    Boolean(
      item.type === "note"
        ? item.note.pinned
        : item.type === "record"
          ? "pinned" in item.record && item.record.pinned
          : item.pinned,
    );
  const pinned = answer.first?.pinned ?? [];
  const rest = items.filter((item) => !isPinned(item));
  return (
    <div className="flex flex-col gap-5 pt-5">
      {config.noted && <NoteComposer config={config} id={id} />}
      {(isPart(part) || items.length > 0) && (
        <TimelineFilter part={part} onPart={setPart} kind={config.name} />
      )}
      {answer.error || !answer.items ? (
        <Unanswered of={answer} lines={5} />
      ) : items.length === 0 && isPart(part) ? (
        <p className="py-6 text-center text-muted">{t("timeline.none")}</p>
      ) : items.length === 0 ? (
        <EmptyState icon={Sparkles} title={t("timeline.emptyTitle")} className="py-8!">
          {t("timeline.emptyText")}
        </EmptyState>
      ) : (
        <>
          {pinned.length > 0 && (
            <Days items={pinned} heading={t("timeline.pinned")} kind={config.name} id={id} />
          )}
          {rest.length > 0 && <Days items={rest} kind={config.name} id={id} />}
          {answer.more && (
            <Button className="self-center" busy={answer.busy} onClick={answer.more}>
              {t("timeline.more")}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function NoteComposer({ config, id }: { config: KindConfig; id: string }) {
  const { t } = useTranslation();
  const toast = useToast();
  const create = useAct("notes.create");
  const [written, setWritten, sent] = useKeptText(`new ${id}`);
  const body = written ?? "";
  // A held key writes one note; and who has gone elsewhere meanwhile finds the box empty.
  const sending = useRef(false);
  const save = () => {
    if (!body.trim() || sending.current) return;
    sending.current = true;
    const about = { [isOwnKind(config.name) ? "own_record_id" : `${config.name}_id`]: id };
    create
      .mutateAsync({ body: body.trim(), ...about })
      .then(() => sent(body), toast.fail)
      .finally(() => (sending.current = false));
  };
  return (
    <form
      className="rounded-lg border border-line-strong/55 bg-surface focus-within:border-focus contrast:border-line-strong"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label htmlFor="note-text" className="sr-only">
        {t("timeline.write")}
      </label>
      <TextArea
        id="note-text"
        rows={body.includes("\n") || body.length > 90 ? 4 : 2}
        value={body}
        placeholder={t("timeline.placeholder")}
        onChange={(event) => setWritten(event.target.value || null)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            save();
          } else if (event.key === "Escape") event.currentTarget.blur();
        }}
        className="resize-none border-0! bg-transparent! outline-none!"
      />
      <div className="flex items-center justify-end gap-3 px-2 pb-2">
        <span className="me-auto ps-1 text-xs text-muted">{body ? t("timeline.keys") : ""}</span>
        <Button
          type="submit"
          small
          weight={body.trim() ? "primary" : "secondary"}
          disabled={!body.trim()}
          busy={create.isPending}
        >
          {t("timeline.add")}
        </Button>
      </div>
    </form>
  );
}
