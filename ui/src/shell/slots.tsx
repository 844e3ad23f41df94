// Which feature fills which place on the pages of records.
import { CircleCheckBig, Paperclip } from "lucide-react";
import { useAttachments } from "@/features/attachments/Attachments";
import { TimelineFile } from "@/features/attachments/TimelineFile";
import { CHANNEL_ICONS } from "@/features/communications/channels";
import { LocalTime } from "@/features/communications/LocalTime";
import { LogMenu } from "@/features/communications/LogMenu";
import { TimelineCall } from "@/features/communications/TimelineCall";
import { ScoreBar, ScoreFigure } from "@/features/leads/ScoreBar";
import { KeepInTouch } from "@/features/notifications/KeepInTouch";
import { RecordPaper } from "@/features/paper/RecordPaper";
import { TimelineTask } from "@/features/tasks/TimelineTask";
import { ListViews } from "@/features/views/ListViews";
import type { RecordSlots } from "@/records/slots";

export const SLOTS: RecordSlots = {
  event: (record, time) =>
    "media_type" in record
      ? { icon: Paperclip, content: <TimelineFile file={record} time={time} /> }
      : "channel" in record
        ? { icon: CHANNEL_ICONS[record.channel], content: <TimelineCall record={record} time={time} /> }
        : { icon: CircleCheckBig, content: <TimelineTask task={record} time={time} /> },
  besidePhone: (plural, id) => <LocalTime plural={plural} id={id} />,
  actions: (plural, id) => (
    <>
      <LogMenu />
      {plural === "contacts" && <KeepInTouch id={id} />}
    </>
  ),
  cell: (kind, field, row) =>
    kind === "lead" && field === "score" ? (
      <ScoreBar id={row.id} score={typeof row["score"] === "number" ? row["score"] : 0} />
    ) : null,
  line: (kind, row) => (kind === "lead" ? <ScoreFigure score={row["score"]} /> : null),
  views: (list) => <ListViews {...list} />,
  useFiles: useAttachments,
  paper: (config, record, title) => <RecordPaper config={config} record={record} title={title} />,
};
