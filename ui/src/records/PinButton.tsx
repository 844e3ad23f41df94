// Puts what stands in a timeline at its top, and back to its day.
import { Pin, PinOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAct, type Communication, type Id, type Task } from "@/client";
import { IconButton, useKeys, useToast } from "@/kit";

type Plural = "tasks" | "communications";
type Pinnable = Pick<Task | Communication, "id" | "version" | "pinned">;

export function PinButton({ plural, record }: { plural: Plural; record: Pinnable }) {
  return <Pinning pinned={Boolean(record.pinned)} onPin={usePin(plural, record)} />;
}

function usePin(plural: Plural, { id, version, pinned }: Pinnable): () => void {
  const toast = useToast();
  const patch = useAct(`${plural}.patch`);
  return () => patch.mutate({ id, version, patch: { pinned: !pinned } }, { onError: toast.fail });
}

/** The same on the page of what is pinned, among its other buttons and in the palette. */
export function PagePin({ plural, record, group }: { plural: Plural; record: Pinnable; group: string }) {
  const { t } = useTranslation();
  const pin = usePin(plural, record);
  const label = t(record.pinned ? "timeline.unpin" : "timeline.pin");
  useKeys([{ keys: "", label, group, run: pin }]);
  return <IconButton icon={record.pinned ? PinOff : Pin} weight="secondary" label={label} onClick={pin} />;
}

/** The same for a change: the record it happened to keeps that it is pinned. */
export function ChangePinButton({
  of,
  change: { change_set, pinned = false },
}: {
  /** The record. */
  of: { kind: string; id: Id };
  change: { change_set: Id; pinned?: boolean };
}) {
  const toast = useToast();
  const pin = useAct("records.pin");
  return (
    <Pinning
      pinned={pinned}
      onPin={() => pin.mutate({ ...of, change_set, pinned: !pinned }, { onError: toast.fail })}
    />
  );
}

function Pinning({ pinned, onPin }: { pinned: boolean; onPin: () => void }) {
  const { t } = useTranslation();
  return (
    <IconButton
      icon={pinned ? PinOff : Pin}
      small
      tip={false}
      label={t(pinned ? "timeline.unpin" : "timeline.pin")}
      onClick={onPin}
      className="-my-1"
    />
  );
}
