// Everything that happened with a record: notes, changes, imports, newest first, by day; and the place to write a note.
import { clsx } from "clsx";
import { Ellipsis, FileInput, PencilLine, Pin, Sparkles, StickyNote, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure, useAct, useClient, useReadBack, type Note, type TimelineItem } from "@/client";
import {
  Button,
  EmptyState,
  ErrorState,
  IconButton,
  Menu,
  MenuItem,
  PageSkeleton,
  TextArea,
  useToast,
} from "@/kit";
import { useFormat } from "@/locales/format";
import { useDone } from "@/shell/undo";
import { ChangeList } from "./ChangeList";
import { useKeptText } from "./draft";
import type { KindConfig } from "./kinds";
import { useLabelWords } from "./labels";
import { Markdown } from "./Markdown";
import { useRecordSlots } from "./slots";

const PAGE = 50;
/** The versions of notes at which editing them began. */
const begun = new Map<string, number>();

export function Timeline({ config, id }: { config: KindConfig; id: string }) {
  const { t } = useTranslation();
  const answer = useReadBack(
    `${config.plural}.timeline`,
    { id, limit: PAGE },
    ({ items: page }) => page,
    ({ next_before }) => next_before,
  );
  const items = answer.items ?? [];
  const isPinned = (item: TimelineItem) => item.type === "note" && Boolean(item.note.pinned);
  const pinned = items.filter(isPinned);
  const rest = items.filter((item) => !isPinned(item));
  return (
    <div className="flex flex-col gap-5 pt-5">
      <NoteComposer config={config} id={id} />
      {answer.error ? (
        <ErrorState error={answer.error} onRetry={answer.retry} />
      ) : !answer.items ? (
        <PageSkeleton lines={5} />
      ) : items.length === 0 ? (
        <EmptyState icon={Sparkles} title={t("timeline.emptyTitle")} className="py-8!">
          {t("timeline.emptyText")}
        </EmptyState>
      ) : (
        <>
          {pinned.length > 0 && <Days items={pinned} heading={t("timeline.pinned")} kind={config.name} />}
          <Days items={rest} kind={config.name} />
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
  const [written, setWritten] = useKeptText(`new ${id}`);
  const body = written ?? "";
  const setBody = (text: string) => setWritten(text || null);
  const save = () => {
    if (!body.trim()) return;
    const about = { [`${config.name}_id`]: id };
    create.mutate({ body: body.trim(), ...about }, { onSuccess: () => setBody(""), onError: toast.fail });
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
        onChange={(event) => setBody(event.target.value)}
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

function Days({
  items,
  heading,
  kind,
}: {
  items: TimelineItem[];
  heading?: string;
  kind: KindConfig["name"];
}) {
  const format = useFormat();
  const days = new Map<string, TimelineItem[]>();
  for (const item of items) {
    const day = heading ?? new Intl.DateTimeFormat(format.locale, { dateStyle: "long" }).format(item.at_ms);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days].map(([day, those]) => (
    <section key={day}>
      <h3 className="mb-2 text-xs font-medium text-muted">{day}</h3>
      <ol className="flex flex-col">
        {those.map((item, at) => (
          <Item
            key={item.type === "note" ? item.note.id : item.type === "record" ? item.record.id : item.seq}
            item={item}
            last={at === those.length - 1}
            kind={kind}
          />
        ))}
      </ol>
    </section>
  ));
}

const ICONS = { note: StickyNote, change: PencilLine, import: FileInput } as const;

function Item({ item, last, kind }: { item: TimelineItem; last: boolean; kind: KindConfig["name"] }) {
  const format = useFormat();
  const words = useLabelWords();
  const slots = useRecordSlots();
  const time = new Intl.DateTimeFormat(format.locale, { timeStyle: "short" }).format(item.at_ms);
  const event = item.type === "record" ? slots.event(item.record, time) : null;
  const Icon = item.type === "record" ? (event?.icon ?? PencilLine) : ICONS[item.type];
  return (
    <li className="relative flex gap-3 pb-4">
      {!last && <span aria-hidden className="absolute inset-s-[13px] top-7 bottom-0 w-px bg-line" />}
      <span
        className={clsx(
          "flex size-7 shrink-0 items-center justify-center rounded-full contrast:border contrast:border-line-strong",
          item.type === "note"
            ? "bg-warn-soft text-warn"
            : item.type === "record"
              ? "bg-selected text-accent"
              : "bg-sunken text-muted",
        )}
      >
        <Icon aria-hidden className="size-3.5" strokeWidth={2} />
      </span>
      <div className="min-w-0 flex-1">
        {item.type === "note" ? (
          <NoteCard note={item.note} time={time} />
        ) : item.type === "record" ? (
          event?.content
        ) : (
          <div className="pt-1">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span>{words(item.label)}</span>
              <time dateTime={new Date(item.at_ms).toISOString()} className="tabular text-xs text-muted">
                {time}
              </time>
            </p>
            <ChangeList kind={kind} changes={item.changes} />
          </div>
        )}
      </div>
    </li>
  );
}

function NoteCard({ note, time }: { note: Note; time: string }) {
  const { t } = useTranslation();
  const toast = useToast();
  const done = useDone();
  const patch = useAct("notes.patch");
  const remove = useAct("notes.delete");
  const [editing, setEditing] = useKeptText(note.id);
  // The note as it was when editing began, so that what others write meanwhile is not overwritten unseen.
  const [version, setVersion] = useState(() => begun.get(note.id) ?? note.version);
  const [other, setOther] = useState<string | null>(null);
  const client = useClient();
  const renew = async () => {
    const now = await client.call("notes.get", { id: note.id });
    setVersion(now.version);
    setOther(now.body);
  };
  const fail = { onError: toast.fail };
  if (editing !== null)
    return (
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          patch.mutate(
            { id: note.id, version, patch: { body: editing.trim() } },
            {
              onSuccess: () => setEditing(null),
              onError: (thrown) => {
                toast.fail(thrown);
                // The other text is shown below it now; saving once more is meant.
                if (Failure.from(thrown).code === "changed_meanwhile") void renew();
              },
            },
          );
        }}
      >
        <TextArea
          aria-label={t("timeline.edit")}
          rows={5}
          value={editing}
          onChange={(event) => setEditing(event.target.value)}
        />
        {other !== null && (
          <div className="rounded-md bg-warn-soft px-3 py-2">
            <p className="font-medium">{t("timeline.clash")}</p>
            <Markdown text={other} />
          </div>
        )}
        <div className="flex justify-end gap-2">
          <Button small weight="ghost" onClick={() => setEditing(null)}>
            {t("kit.cancel")}
          </Button>
          <Button small type="submit" weight="primary" disabled={!editing.trim()} busy={patch.isPending}>
            {t("kit.save")}
          </Button>
        </div>
      </form>
    );
  return (
    <article
      id={`note-${note.id}`}
      tabIndex={-1}
      className="rounded-lg border border-line bg-raised px-3.5 py-2.5 shadow-1"
    >
      <header className="flex items-center gap-2 text-xs text-muted">
        <time className="tabular">{time}</time>
        {note.pinned && <Pin aria-label={t("timeline.pinned")} className="size-3.5 text-accent" />}
        <Menu
          label={t("timeline.noteMenu")}
          trigger={
            <IconButton
              icon={Ellipsis}
              small
              label={t("timeline.noteMenu")}
              tip={false}
              className="ms-auto -my-1"
            />
          }
        >
          <MenuItem
            icon={PencilLine}
            onSelect={() => {
              setVersion(note.version);
              begun.set(note.id, note.version);
              setOther(null);
              setEditing(note.body);
            }}
          >
            {t("record.edit")}
          </MenuItem>
          <MenuItem
            icon={Pin}
            onSelect={() =>
              patch.mutate({ id: note.id, version: note.version, patch: { pinned: !note.pinned } }, fail)
            }
          >
            {note.pinned ? t("timeline.unpin") : t("timeline.pin")}
          </MenuItem>
          <MenuItem
            icon={Trash2}
            danger
            onSelect={() =>
              remove.mutate(
                { id: note.id },
                {
                  onSuccess: () => done(t("timeline.deleted")),
                  ...fail,
                },
              )
            }
          >
            {t("bulk.delete")}
          </MenuItem>
        </Menu>
      </header>
      <Markdown text={note.body} />
    </article>
  );
}
