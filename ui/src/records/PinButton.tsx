// Puts what stands in a timeline at its top, and back to its day.
import { Pin, PinOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAct, type Communication, type Task } from "@/client";
import { IconButton, useToast } from "@/kit";

export function PinButton({
  plural,
  record: { id, version, pinned },
}: {
  plural: "tasks" | "communications";
  record: Pick<Task | Communication, "id" | "version" | "pinned">;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const patch = useAct(`${plural}.patch`);
  return (
    <IconButton
      icon={pinned ? PinOff : Pin}
      small
      tip={false}
      label={t(pinned ? "timeline.unpin" : "timeline.pin")}
      onClick={() => patch.mutate({ id, version, patch: { pinned: !pinned } }, { onError: toast.fail })}
      className="-my-1"
    />
  );
}
