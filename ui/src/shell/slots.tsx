// Which feature fills which place on the pages of records.
import { CircleCheckBig } from "lucide-react";
import { CHANNEL_ICONS } from "@/features/communications/channels";
import { LocalTime } from "@/features/communications/LocalTime";
import { LogMenu } from "@/features/communications/LogMenu";
import { TimelineCall } from "@/features/communications/TimelineCall";
import { TimelineTask } from "@/features/tasks/TimelineTask";
import { ListViews } from "@/features/views/ListViews";
import type { RecordSlots } from "@/records/slots";

export const SLOTS: RecordSlots = {
  event: (record, time) =>
    "channel" in record
      ? { icon: CHANNEL_ICONS[record.channel], content: <TimelineCall record={record} time={time} /> }
      : { icon: CircleCheckBig, content: <TimelineTask task={record} time={time} /> },
  besidePhone: (plural, id) => <LocalTime plural={plural} id={id} />,
  actions: () => <LogMenu />,
  views: (list) => <ListViews {...list} />,
};
