// What happened, by day, the latest first: notes, records of other kinds, changes.
import { clsx } from "clsx";
import { FileInput, PencilLine, StickyNote } from "lucide-react";
import type { Attachment, Communication, Note, Plural, Task, TimelineItem } from "@/client";
import { useFormat } from "@/locales/format";
import { ABOUT_KINDS, ABOUT_PARTS } from "./about";
import { ChangeList } from "./ChangeList";
import { KINDS, pluralOf, type KindConfig, type Pointed } from "./kinds";
import { useLabelWords } from "./labels";
import { NoteCard } from "./NoteCard";
import { ChangePinButton } from "./PinButton";
import { useRecordSlots } from "./slots";
import { RecordLink } from "./Value";

export function Days({
  items,
  heading,
  kind,
  id,
  changesOf = kind,
}: {
  items: TimelineItem[];
  heading?: string;
  /** Whose page it is; absent in the feed of everything, which says what each item is about. */
  kind?: KindConfig["name"];
  /** That record, where its changes can be pinned. */
  id?: string;
  /** Whose fields the changes are of, where that is known. */
  changesOf?: KindConfig["name"] | undefined;
}) {
  const format = useFormat();
  const Heading = kind ? "h3" : "h2";
  const days = new Map<string, TimelineItem[]>();
  for (const item of items) {
    const day = heading ?? new Intl.DateTimeFormat(format.locale, { dateStyle: "long" }).format(item.at_ms);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days].map(([day, those]) => (
    <section key={day}>
      <Heading className="mb-2 text-xs font-medium text-muted">{day}</Heading>
      <ol className="flex flex-col">
        {those.map((item, at) => (
          <Item
            key={item.type === "note" ? item.note.id : item.type === "record" ? item.record.id : item.seq}
            item={item}
            last={at === those.length - 1}
            kind={kind}
            id={id}
            changesOf={changesOf}
          />
        ))}
      </ol>
    </section>
  ));
}

const ICONS = { note: StickyNote, change: PencilLine, import: FileInput } as const;

function Item({
  item,
  last,
  kind,
  id,
  changesOf,
}: {
  item: TimelineItem;
  last: boolean;
  kind: KindConfig["name"] | undefined;
  id: string | undefined;
  changesOf: KindConfig["name"] | undefined;
}) {
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
              {kind && id && (
                <span className="ms-auto self-center">
                  <ChangePinButton of={{ kind, id }} change={item} />
                </span>
              )}
            </p>
            {changesOf && <ChangeList kind={changesOf} changes={item.changes} />}
          </div>
        )}
        {!kind && <Whose item={item} />}
      </div>
    </li>
  );
}

/** The record of an own kind that a note is about. */
const ownOf = ({ own_kind, own_record_id }: Note): [Plural, string][] =>
  own_kind && own_record_id ? [[pluralOf(own_kind), own_record_id]] : [];

/** The record a file hangs on, or the record of a task or a conversation it is about. */
function ofFile(file: Attachment): [Pointed, string][] {
  if (file.task_id) return [["tasks", file.task_id]];
  if (file.own_kind && file.own_record_id) return [[pluralOf(file.own_kind), file.own_record_id]];
  return ABOUT_KINDS.flatMap((kind): [Pointed, string][] => {
    const id = file[`${kind}_id`];
    return id ? [[KINDS[kind].plural, id]] : [];
  });
}

const ofRecord = (record: Task | Communication | Attachment): [Pointed, string][] =>
  "media_type" in record
    ? ofFile(record)
    : ABOUT_PARTS.flatMap((part) => record[part].map((id): [Pointed, string] => [part, id]));

/** What an item is about. */
function Whose({ item }: { item: TimelineItem }) {
  const links: [Pointed, string][] =
    item.type === "record"
      ? ofRecord(item.record)
      : item.type === "note"
        ? ABOUT_KINDS.flatMap((kind): [Pointed, string][] => {
            const id = item.note[`${kind}_id`];
            return id ? [[KINDS[kind].plural, id]] : [];
          }).concat(ownOf(item.note))
        : [];
  if (links.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 pt-1 text-xs">
      {links.map(([plural, id]) => (
        <RecordLink key={id} kind={plural} id={id} className="hit text-accent" />
      ))}
    </p>
  );
}
