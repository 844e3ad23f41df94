// Puts what stands in a timeline at its top, and back to its day.
import { Pin, PinOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAct, type Communication, type Id, type Task } from "@/client";
import { IconButton, useToast } from "@/kit";

export function PinButton({
  plural,
  record: { id, version, pinned },
}: {
  plural: "tasks" | "communications";
  record: Pick<Task | Communication, "id" | "version" | "pinned">;
}) {
  const toast = useToast();
  const patch = useAct(`${plural}.patch`);
  return (
    <Pinning
      pinned={Boolean(pinned)}
      onPin={() => patch.mutate({ id, version, patch: { pinned: !pinned } }, { onError: toast.fail })}
    />
  );
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
