// A note where it stands in a timeline: read, edited in place, pinned, thrown away.
import { Ellipsis, PencilLine, Pin, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure, useAct, useClient, type Note } from "@/client";
import { Button, IconButton, Menu, MenuItem, TextArea, useToast } from "@/kit";
import { useDone } from "@/shell/undo";
import { useKeptText } from "./draft";
import { Markdown } from "./Markdown";

/** The versions of notes at which editing them began. */
const begun = new Map<string, number>();

export function NoteCard({ note, time }: { note: Note; time: string }) {
  const { t } = useTranslation();
  const toast = useToast();
  const done = useDone();
  const patch = useAct("notes.patch");
  const remove = useAct("notes.delete");
  const [editing, setEditing, sent] = useKeptText(note.id);
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
  const save = (text: string) => {
    if (!text.trim() || patch.isPending) return;
    patch.mutateAsync({ id: note.id, version, patch: { body: text.trim() } }).then(
      () => sent(text),
      (thrown: unknown) => {
        toast.fail(thrown);
        // The other text is shown below it now; saving once more is meant.
        if (Failure.from(thrown).code === "changed_meanwhile") void renew();
      },
    );
  };
  if (editing !== null)
    return (
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          save(editing);
        }}
      >
        <TextArea
          aria-label={t("timeline.edit")}
          rows={5}
          value={editing}
          onChange={(event) => setEditing(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            save(editing);
          }}
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
