// Removing a stage or a pipeline: if there are deals in it, where they go; all of it is one change.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Id } from "@/client";
import { Button, Dialog, Field, Select } from "@/kit";
import { useWords } from "@/locales";
import { useMany } from "@/records/many";
import { Failure } from "@/client";
import type { usePipelines } from "./queries";

export interface Leaving {
  what: "stage" | "pipeline";
  id: Id;
  name: string;
}

export function RemoveStageDialog({
  leaving: { what, id, name },
  pipelines,
  onClose,
}: {
  leaving: Leaving;
  pipelines: NonNullable<ReturnType<typeof usePipelines>>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const many = useMany("record");
  const [to, setTo] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const within = useRead("deals.list", {
    query: { filter: { is: { field: `${what}_id`, op: "equals", value: id } } },
    limit: 1,
    fields: ["name"],
  }).data;
  const left = pipelines
    .filter((pipeline) => what === "stage" || pipeline.id !== id)
    .flatMap((pipeline) =>
      pipeline.stages
        .filter((stage) => stage.id !== id)
        .map((stage) => ({ id: stage.id, name: `${pipeline.name}: ${stage.title}` })),
    );
  const remove = async () => {
    setBusy(true);
    const input = { id, ...(to ? { to_stage_id: to } : {}) };
    const done = await many(
      (client) =>
        what === "stage" ? client.call("stages.remove", input) : client.call("pipelines.remove", input),
      () => t("deals.removed", { name }),
      (thrown) => setFailure(Failure.from(thrown)),
    );
    setBusy(false);
    if (done) onClose();
  };
  const count = within?.total ?? 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(what === "stage" ? "deals.removeStage" : "deals.removePipeline", { name })}
      description={
        within === undefined
          ? t("kit.loading")
          : count > 0
            ? t("deals.removeWith", { count })
            : t("deals.removeEmpty")
      }
      footer={
        <>
          <Button weight="ghost" onClick={onClose}>
            {t("kit.cancel")}
          </Button>
          <Button
            weight="danger"
            busy={busy}
            disabled={within === undefined || (count > 0 && !to)}
            onClick={() => void remove()}
          >
            {t("kit.remove", { name })}
          </Button>
        </>
      }
    >
      {count > 0 && (
        <Field label={t("deals.removeTo")}>
          <Select value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">{t("filter.choose")}</option>
            {left.map((stage) => (
              <option key={stage.id} value={stage.id}>
                {stage.name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {failure && (
        <p role="alert" className="mt-3 text-danger">
          {words(failure)}
        </p>
      )}
    </Dialog>
  );
}
