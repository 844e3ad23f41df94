// A stage: what it is called, how likely a deal is won from there, when one counts as neglected, what must be true
// before it goes on.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type DealState, type Id, type Row } from "@/client";
import { Button, Field, Input, Select, TextArea, beginHere } from "@/kit";
import { useChoiceWord } from "@/records/catalogue";
import { useWords } from "@/locales";
import { plain } from "@/records/Value";

const OUTCOMES: DealState[] = ["open", "won", "lost"];

export function StageForm({ pipeline, stage, done }: { pipeline: Id; stage: Row | null; done: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const choice = useChoiceWord("stage");
  const create = useAct("stages.create");
  const patch = useAct("stages.patch");
  const [name, setName] = useState(stage?.title ?? "");
  const [outcome, setOutcome] = useState<DealState>((stage?.["outcome"] as DealState | undefined) ?? "open");
  const [probability, setProbability] = useState(plain(stage?.["probability"] ?? 50));
  const [rots, setRots] = useState(plain(stage?.["rot_days"]));
  const [exit, setExit] = useState(plain(stage?.["exit_criteria"]));
  const failure = create.error ?? patch.error;
  const wrong = (field: string) => (failure?.field === field ? words(failure) : null);
  const number = (text: string) => (text.trim() === "" ? null : Number(text));
  const save = () => {
    const open = outcome === "open";
    const fields = {
      name,
      outcome,
      exit_criteria: exit || null,
      ...(open ? { probability: number(probability), rot_days: number(rots) } : {}),
    };
    if (stage) patch.mutate({ id: stage.id, patch: fields }, { onSuccess: done });
    else
      create.mutate(
        {
          pipeline_id: pipeline,
          name,
          outcome,
          exit_criteria: fields.exit_criteria,
          ...(open ? { probability: number(probability) ?? 0, rot_days: number(rots) } : {}),
        },
        { onSuccess: done },
      );
  };
  return (
    <form
      className="flex flex-col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label={t("field.any.name")} error={wrong("name")}>
        <Input ref={beginHere} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t("deals.outcome")} error={wrong("outcome")}>
        <Select value={outcome} onChange={(event) => setOutcome(event.target.value as DealState)}>
          {OUTCOMES.map((one) => (
            <option key={one} value={one}>
              {choice("outcome", one)}
            </option>
          ))}
        </Select>
      </Field>
      {outcome === "open" && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("deals.probability")} error={wrong("probability")}>
            <Input
              type="number"
              min={0}
              max={100}
              value={probability}
              onChange={(event) => setProbability(event.target.value)}
            />
          </Field>
          <Field label={t("deals.rotDays")} hint={t("deals.rotDaysHint")} error={wrong("rot_days")}>
            <Input type="number" min={1} value={rots} onChange={(event) => setRots(event.target.value)} />
          </Field>
        </div>
      )}
      <Field label={t("deals.exit")} hint={t("deals.exitHint")} error={wrong("exit_criteria")}>
        <TextArea rows={3} value={exit} onChange={(event) => setExit(event.target.value)} />
      </Field>
      {failure && !["name", "outcome", "probability", "rot_days"].includes(failure.field ?? "") && (
        <p role="alert" className="text-danger">
          {words(failure)}
        </p>
      )}
      <Button weight="primary" type="submit" className="self-end" busy={create.isPending || patch.isPending}>
        {t("kit.save")}
      </Button>
    </form>
  );
}
