// The rules by which a lead qualifies by itself, each tried on the leads there are before it is saved.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type QualifyTest, type Row } from "@/client";
import { beginHere, Button, Dialog, Field, Input } from "@/kit";
import { useWords } from "@/locales";
import { useFormat } from "@/locales/format";
import { plain } from "@/records/Value";
import { readFilter } from "@/records/lines";
import { RuleFilter } from "./RuleFilter";
import { RuleLines, RuleSection, useRemoveRule } from "./RuleLines";
import { Paused } from "./ScoreRuleForm";

export function QualifyRules() {
  const { t } = useTranslation();
  const format = useFormat();
  const rules = useRead("qualify_rules.list", {
    limit: 500,
    fields: ["name", "min_score", "filter", "paused", "position"],
  }).data?.rows;
  const remove = useRemoveRule(useAct("qualify_rules.delete"));
  const [editing, setEditing] = useState<Row | "new" | null>(null);
  const lines = (rules ?? []).map((row) => ({
    key: row.id,
    name: row.title,
    text: [
      t("leads.fromScore", { score: format.number(Number(row["min_score"])) }),
      row["filter"] ? t("leads.withConditions") : "",
      row["paused"] === true ? t("leads.paused") : "",
    ]
      .filter(Boolean)
      .join(" · "),
    onEdit: () => setEditing(row),
    onRemove: () => remove(row),
  }));
  return (
    <RuleSection
      title={t("leads.qualifying")}
      text={t("leads.qualifyingText")}
      add={t("leads.newQualifying")}
      onAdd={() => setEditing("new")}
    >
      <RuleLines lines={lines} empty={t("leads.noQualifying")} />
      <Dialog
        open={editing !== null}
        wide
        onOpenChange={(open) => !open && setEditing(null)}
        title={editing === null || editing === "new" ? t("leads.newQualifying") : editing.title}
      >
        {editing && <QualifyForm rule={editing === "new" ? null : editing} done={() => setEditing(null)} />}
      </Dialog>
    </RuleSection>
  );
}

function QualifyForm({ rule, done }: { rule: Row | null; done: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const create = useAct("qualify_rules.create");
  const patch = useAct("qualify_rules.patch");
  const test = useAct("qualify_rules.test");
  const [name, setName] = useState(rule?.title ?? "");
  const [least, setLeast] = useState(plain(rule?.["min_score"] ?? 60));
  const [filter, setFilter] = useState(readFilter(plain(rule?.["filter"])));
  const [paused, setPaused] = useState(rule?.["paused"] === true);
  const failure = create.error ?? patch.error ?? test.error;
  const wrong = (field: string) => (failure?.field === field ? words(failure) : null);
  const asked = filter ? JSON.stringify(filter) : null;
  const save = () => {
    const fields = { name, min_score: Number(least), filter: asked, paused };
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
      <Field label={t("field.any.name")} error={wrong("name")}>
        <Input ref={beginHere} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t("leads.minScore")} error={wrong("min_score")}>
        <Input
          type="number"
          min={0}
          max={100}
          value={least}
          onChange={(event) => setLeast(event.target.value)}
        />
      </Field>
      <div className="flex flex-col gap-1.5">
        <span className="text-xs font-medium text-muted">{t("leads.andWhere")}</span>
        <RuleFilter scores={false} filter={filter} onFilter={setFilter} />
      </div>
      <Paused paused={paused} onPaused={setPaused} />
      {failure && !["name", "min_score"].includes(failure.field ?? "") && (
        <p role="alert" className="text-danger">
          {words(failure)}
        </p>
      )}
      {test.data && <Found found={test.data} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          busy={test.isPending}
          onClick={() => test.mutate({ min_score: Number(least), ...(asked ? { filter: asked } : {}) })}
        >
          {t("leads.test")}
        </Button>
        <Button weight="primary" type="submit" busy={create.isPending || patch.isPending}>
          {t("kit.save")}
        </Button>
      </div>
    </form>
  );
}

function Found({ found }: { found: QualifyTest }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div role="status" className="rounded-lg bg-sunken p-3.5 contrast:border contrast:border-line-strong">
      <p className="font-medium">
        {t("leads.wouldQualify", { count: found.would_qualify, all: format.number(found.total) })}
      </p>
      <ul className="mt-1">
        {found.leads.slice(0, 5).map(({ id, title, score }) => (
          <li key={id} className="flex gap-3">
            <bdi className="me-auto min-w-0 truncate">{title}</bdi>
            <span className="tabular">{format.number(score)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
