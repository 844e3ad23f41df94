// The pipelines and stages that deals name and that are made with them: how many, whether they shall be made
// while an import is only checked, and each with its chance of winning and how many deals name it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Import, MadeBefore as Made } from "@/client";
import { Switch } from "@/kit";
import { useFormat } from "@/locales/format";
import { useChoiceWord } from "@/records/catalogue";
import { useCheckAgain, type IntakeOptions } from "./intake";

/** Everything an import makes before its rows. */
export const madeOf = (one: Import): Made[] => one.files.flatMap(({ made }) => made ?? []);

/** Whether an import may make stages; rows of other kinds name none. */
export function StageSwitch({
  options,
  onChange,
}: {
  options: IntakeOptions;
  onChange: (no_stages: boolean) => void;
}) {
  const { t } = useTranslation();
  if (options.kind && options.kind !== "deal") return null;
  return (
    <Switch
      label={t("import.stages.make")}
      hint={t(options.kind ? "import.stages.makeHintDeals" : "import.stages.makeHint")}
      checked={!(options.no_stages ?? false)}
      onChange={(make) => onChange(!make)}
    />
  );
}

/** What was made, or would be, in one sentence; of an import that is only checked also the choice. */
export function MadeBefore({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const again = useCheckAgain(one.id);
  const [busy, setBusy] = useState(false);
  const made = madeOf(one);
  const count = (kind: string) => made.filter((it) => it.kind === kind).length;
  const [stages, pipelines] = [count("stage"), count("pipeline")];
  const shown = { count: stages, shown: format.number(stages) };
  const isChecked = one.state === "staged" && one.dry_run;
  if (isChecked && again && (stages > 0 || one.no_stages))
    return (
      <div aria-busy={busy} className="rounded-lg border border-line bg-surface px-4 py-3">
        <Switch
          label={stages > 0 ? t("import.stages.makeThese", shown) : t("import.stages.make")}
          hint={
            one.kind
              ? t(stages > 0 ? "import.stages.makeTheseHintDeals" : "import.stages.notMadeDeals")
              : t(stages > 0 ? "import.stages.makeTheseHint" : "import.stages.notMade")
          }
          checked={!one.no_stages}
          onChange={(make) => {
            if (busy) return;
            setBusy(true);
            void again({ no_stages: !make }).finally(() => setBusy(false));
          }}
        />
      </div>
    );
  if (stages === 0) return null;
  const words = [
    ...(pipelines > 0
      ? [t("import.stages.pipelines", { count: pipelines, shown: format.number(pipelines) })]
      : []),
    t("import.stages.stages", shown),
  ];
  return (
    <p className="text-muted">
      {t(isChecked ? "import.stages.wouldBe" : "import.stages.were", { what: format.list(words) })}
    </p>
  );
}

/** The stages that are made, pipeline by pipeline. */
export function MadeList({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useChoiceWord("stage");
  const made = madeOf(one);
  const stages = made.filter(({ kind }) => kind === "stage");
  const pipelines = [...new Set(stages.map(({ pipeline_id }) => pipeline_id))];
  const head = "px-3 py-2 text-start text-xs font-medium text-muted";
  return (
    <div className="flex flex-col gap-6 px-4 py-4 md:px-6">
      <p className="max-w-2xl text-muted">{t("import.stages.text")}</p>
      {pipelines.map((pipeline) => {
        const of = stages.filter(({ pipeline_id }) => pipeline_id === pipeline);
        const name = of[0]?.pipeline ?? "";
        const isNew = made.some(({ id }) => id === pipeline);
        return (
          <section key={pipeline}>
            <h2 className="mb-2 flex flex-wrap items-baseline gap-x-3">
              <bdi className="font-semibold">{name}</bdi>
              <span className="text-muted">{t(isNew ? "import.stages.new" : "import.stages.added")}</span>
            </h2>
            <div
              className="overflow-x-auto rounded-lg border border-line bg-surface"
              // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region is reachable by keyboard
              tabIndex={0}
              role="region"
              aria-label={name}
            >
              <table className="w-full min-w-md table-fixed border-collapse">
                <thead>
                  <tr className="border-b border-line">
                    <th scope="col" className={`${head} w-2/5`}>
                      {t("deals.stage")}
                    </th>
                    <th scope="col" className={head}>
                      {t("import.stages.outcome")}
                    </th>
                    <th scope="col" className={`${head} text-end!`}>
                      {t("import.stages.chance")}
                    </th>
                    <th scope="col" className={`${head} text-end!`}>
                      {t("import.stages.deals")}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {of.map((stage) => (
                    <tr key={stage.id} className="border-b border-line last:border-0">
                      <th scope="row" className="px-3 py-2 text-start font-medium">
                        <bdi>{stage.name}</bdi>
                      </th>
                      <td className="px-3 py-2">{word("outcome", stage.outcome ?? "open")}</td>
                      <td className="px-3 py-2 text-end tabular">
                        {t("deals.percent", { percent: format.number(stage.probability ?? 0) })}
                        {stage.estimated && (
                          <span className="block text-xs text-muted">{t("import.stages.estimated")}</span>
                        )}
                      </td>
                      <td className="px-3 py-2 text-end tabular">{format.number(stage.rows)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        );
      })}
    </div>
  );
}
