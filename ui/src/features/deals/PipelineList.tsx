// Settings of selling: pipelines with their stages, and what foreign money is worth.
import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type Row } from "@/client";
import { beginHere, Button, Dialog, Field, IconButton, Input, Page, Unanswered, useToast } from "@/kit";
import { useWords } from "@/locales";
import { useChoiceWord } from "@/records/catalogue";
import { useFormat } from "@/locales/format";
import { usePipelines } from "./queries";
import { RateSettings } from "./RateSettings";
import { RemoveStageDialog, type Leaving } from "./RemoveStageDialog";
import { StageForm } from "./StageForm";

type Pipeline = NonNullable<ReturnType<typeof usePipelines>>[number];

export function PipelineList() {
  const { t, i18n } = useTranslation();
  const toast = useToast();
  const answer = useRead("pipelines.list", { limit: 100, fields: ["name", "position"] });
  const pipelines = usePipelines();
  const begin = useAct("pipelines.begin");
  const [naming, setNaming] = useState<Pipeline | "new" | null>(null);
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  if (answer.error || !pipelines) return <Unanswered of={answer} whole title={t("deals.settings")} />;
  return (
    <Page narrow title={t("deals.settings")}>
      <p className="pb-4 text-muted">{t("deals.settingsText")}</p>
      {pipelines.map((pipeline) => (
        <PipelineSection
          key={pipeline.id}
          pipeline={pipeline}
          onRename={() => setNaming(pipeline)}
          onRemove={(stage) =>
            setLeaving(
              stage
                ? { what: "stage", id: stage.id, name: stage.title }
                : { what: "pipeline", id: pipeline.id, name: pipeline.name },
            )
          }
        />
      ))}
      <Button
        icon={Plus}
        className="my-5"
        busy={begin.isPending}
        onClick={() =>
          pipelines.length > 0
            ? setNaming("new")
            : begin.mutate({ language: i18n.language }, { onError: toast.fail })
        }
      >
        {t(pipelines.length > 0 ? "deals.newPipeline" : "deals.firstPipeline")}
      </Button>
      <RateSettings />
      {naming && <NameDialog pipeline={naming === "new" ? null : naming} onClose={() => setNaming(null)} />}
      {leaving && (
        <RemoveStageDialog leaving={leaving} pipelines={pipelines} onClose={() => setLeaving(null)} />
      )}
    </Page>
  );
}

function PipelineSection({
  pipeline,
  onRename,
  onRemove,
}: {
  pipeline: Pipeline;
  onRename: () => void;
  onRemove: (stage: Row | null) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const toast = useToast();
  const choice = useChoiceWord("stage");
  const patch = useAct("stages.patch");
  const [editing, setEditing] = useState<Row | "new" | null>(null);
  const { stages, name } = pipeline;
  const place = (at: number) => Number(stages[at]?.["position"] ?? at);
  const move = (from: number, to: number) => {
    const [before, after] = to > from ? [to, to + 1] : [to - 1, to];
    const position =
      before < 0
        ? place(0) - 1
        : after >= stages.length
          ? place(stages.length - 1) + 1
          : (place(before) + place(after)) / 2;
    const id = stages[from]?.id;
    if (id) patch.mutate({ id, patch: { position } }, { onError: toast.fail });
  };
  return (
    <section aria-label={name} className="border-t border-line py-5">
      <header className="mb-2 flex items-center gap-1">
        <h2 className="me-auto min-w-0 truncate text-base font-semibold tracking-tight">
          <bdi>{name}</bdi>
        </h2>
        <IconButton icon={Pencil} label={t("deals.rename", { name })} onClick={onRename} />
        <IconButton icon={Trash2} label={t("kit.remove", { name })} onClick={() => onRemove(null)} />
      </header>
      <ol className="overflow-hidden rounded-lg border border-line bg-surface">
        {stages.map((stage, at) => (
          <li
            key={stage.id}
            className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line py-1 ps-4 pe-2 last:border-0"
          >
            <bdi className="font-medium">{stage.title}</bdi>
            <span className="text-xs text-muted">
              {stage["outcome"] === "open"
                ? t("deals.percent", { percent: format.number(Number(stage["probability"])) })
                : choice("outcome", String(stage["outcome"]))}
              {typeof stage["rot_days"] === "number" &&
                ` · ${t("deals.rotsAfter", { count: stage["rot_days"] })}`}
            </span>
            <span className="ms-auto flex">
              <IconButton
                icon={ArrowUp}
                label={t("settings.fieldUp", { name: stage.title })}
                disabled={at === 0}
                onClick={() => move(at, at - 1)}
              />
              <IconButton
                icon={ArrowDown}
                label={t("settings.fieldDown", { name: stage.title })}
                disabled={at === stages.length - 1}
                onClick={() => move(at, at + 1)}
              />
              <IconButton
                icon={Pencil}
                label={t("deals.editStage", { name: stage.title })}
                onClick={() => setEditing(stage)}
              />
              <IconButton
                icon={Trash2}
                label={t("kit.remove", { name: stage.title })}
                onClick={() => onRemove(stage)}
              />
            </span>
          </li>
        ))}
      </ol>
      <Button small weight="ghost" icon={Plus} className="mt-2" onClick={() => setEditing("new")}>
        {t("deals.newStage")}
      </Button>
      <Dialog
        open={editing !== null}
        onOpenChange={(open) => !open && setEditing(null)}
        title={
          editing === null || editing === "new"
            ? t("deals.newStage")
            : t("deals.editStage", { name: editing.title })
        }
      >
        {editing && (
          <StageForm
            pipeline={pipeline.id}
            stage={editing === "new" ? null : editing}
            done={() => setEditing(null)}
          />
        )}
      </Dialog>
    </section>
  );
}

function NameDialog({ pipeline, onClose }: { pipeline: Pipeline | null; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const create = useAct("pipelines.create");
  const patch = useAct("pipelines.patch");
  const [name, setName] = useState(pipeline?.name ?? "");
  const failure = create.error ?? patch.error;
  const save = () =>
    pipeline
      ? patch.mutate({ id: pipeline.id, patch: { name } }, { onSuccess: onClose })
      : create.mutate({ name }, { onSuccess: onClose });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={pipeline ? t("deals.rename", { name: pipeline.name }) : t("deals.newPipeline")}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label={t("field.any.name")} error={failure ? words(failure) : null}>
          <Input ref={beginHere} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Button
          weight="primary"
          type="submit"
          className="self-end"
          busy={create.isPending || patch.isPending}
        >
          {t("kit.save")}
        </Button>
      </form>
    </Dialog>
  );
}
