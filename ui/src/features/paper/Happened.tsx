// One line of a record's past on its sheet.
import { useTranslation } from "react-i18next";
import type { TimelineItem } from "@/client";
import { useLength } from "@/features/communications/words";
import { useFormat } from "@/locales/format";
import { useLabelWords } from "@/records/labels";
import { Markdown } from "@/records/Markdown";

/** One thing that happened, in words. */
export function Happened({ item }: { item: TimelineItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useLabelWords();
  const length = useLength();
  const said = (): [what: string, text?: string | null] => {
    if (item.type === "note") return [t("kind.note"), item.note.body];
    if (item.type !== "record") return [words(item.label)];
    const { record } = item;
    if ("media_type" in record) return [`${t("attachments.attached")}: ${record.name}`];
    if (!("channel" in record))
      return [
        [t(record.status === "done" ? "choice.task.status.done" : "kind.task"), record.title].join(": "),
        record.outcome,
      ];
    const facts = [
      t(`choice.communication.channel.${record.channel}`),
      record.outcome ? t(`choice.communication.outcome.${record.outcome as "reached"}`) : "",
      record.duration_s === undefined ? "" : length(record.duration_s),
      record.subject,
    ];
    return [facts.filter(Boolean).join(" · "), record.body];
  };
  const [what, text] = said();
  return (
    <div className="sheet-fact sheet-happened">
      <p className="sheet-line">{format.moment(item.at_ms)}</p>
      <div>
        <p dir="auto">
          <strong>{what}</strong>
        </p>
        {text && <Markdown text={text} />}
      </div>
    </div>
  );
}
