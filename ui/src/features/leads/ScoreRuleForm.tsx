// A rule of scores: why, what it is about, where it holds, and what it adds.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Dimension, type Row } from "@/client";
import { beginHere, Button, Field, Input, Select } from "@/kit";
import { useWords } from "@/locales";
import { plain } from "@/records/Value";
import { readFilter } from "@/records/lines";
import { RuleFilter } from "./RuleFilter";

const DIMENSIONS: Dimension[] = ["fit", "firmographic", "engagement", "intent", "recency"];
const COUNTED = ["note_count", "conversations", "open_tasks", "idle_days", "amount", "size"] as const;

export function ScoreRuleForm({ rule, done }: { rule: Row | null; done: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const create = useAct("score_rules.create");
  const patch = useAct("score_rules.patch");
  const [name, setName] = useState(rule?.title ?? "");
  const [dimension, setDimension] = useState((plain(rule?.["dimension"]) || "fit") as Dimension);
  const [filter, setFilter] = useState(readFilter(plain(rule?.["filter"])));
  const [points, setPoints] = useState(plain(rule?.["points"] ?? 5));
  const [each, setEach] = useState(plain(rule?.["each"]));
  const [upTo, setUpTo] = useState(plain(rule?.["up_to"]));
  const [paused, setPaused] = useState(rule?.["paused"] === true);
  const failure = create.error ?? patch.error;
  const FIELDS = ["name", "points", "up_to", "each"];
  const wrong = (field: string) => (failure?.field === field ? words(failure) : null);
  const save = () => {
    const fields = {
      name,
      dimension,
      filter: filter ? JSON.stringify(filter) : null,
      points: Number(points),
      each: each || null,
      up_to: each && upTo.trim() ? Number(upTo) : null,
      paused,
    };
    if (rule) patch.mutate({ id: rule.id, patch: fields }, { onSuccess: done });
    else create.mutate(fields, { onSuccess: done });
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
      <Field label={t("leads.ruleName")} hint={t("leads.ruleNameHint")} error={wrong("name")}>
        <Input ref={beginHere} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t("leads.aspect")}>
        <Select value={dimension} onChange={(event) => setDimension(event.target.value as Dimension)}>
          {DIMENSIONS.map((one) => (
            <option key={one} value={one}>
              {t(`leads.dimension.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex flex-col gap-1.5">
        <span className="text-xs font-medium text-muted">{t("leads.holdsWhere")}</span>
        <RuleFilter scores filter={filter} onFilter={setFilter} />
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t("leads.points")} hint={t("leads.pointsHint")} error={wrong("points")}>
          <Input
            type="number"
            min={-100}
            max={100}
            value={points}
            onChange={(event) => setPoints(event.target.value)}
          />
        </Field>
        <Field label={t("leads.counts")} error={wrong("each")}>
          <Select value={each} onChange={(event) => setEach(event.target.value)}>
            <option value="">{t("leads.once")}</option>
            {COUNTED.map((one) => (
              <option key={one} value={one}>
                {t(`leads.each.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
        {each && (
          <Field label={t("leads.upTo")} error={wrong("up_to")}>
            <Input
              type="number"
              min={1}
              max={100}
              value={upTo}
              onChange={(event) => setUpTo(event.target.value)}
            />
          </Field>
        )}
      </div>
      <Paused paused={paused} onPaused={setPaused} />
      {failure && !FIELDS.includes(failure.field ?? "") && (
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

export function Paused({ paused, onPaused }: { paused: boolean; onPaused: (paused: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <label className="flex min-h-11 items-center gap-2.5">
      <input
        type="checkbox"
        className="size-5 accent-(--fill)"
        checked={paused}
        onChange={(event) => onPaused(event.target.checked)}
      />
      {t("leads.pause")}
    </label>
  );
}
