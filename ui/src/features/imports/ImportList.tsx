// Where files come in, and what came in before.
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronRight, Combine, FileInput, ScanQrCode } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Import } from "@/client";
import { Banner, Button, Page, Switch, Unanswered, useKeys } from "@/kit";
import { useFormat } from "@/locales/format";
import { countOf, OutcomeBar, OUTCOMES, StateMark } from "./Outcomes";
import { useFileChooser, useIntake, type IntakeOptions } from "./intake";
import { KindChoice } from "./KindChoice";
import { StageSwitch } from "./MadeBefore";
import { PasteTable } from "./PasteTable";
import { totals, useImports, useImportTitle } from "./queries";

export function ImportList() {
  const { t } = useTranslation();
  const choose = useFileChooser();
  const imports = useImports();
  const navigate = useNavigate();
  const { inspections, scan } = useIntake();
  const [options, setOptions] = useState<IntakeOptions>({});
  useKeys([
    { keys: "c", label: t("import.choose"), group: t("place.imports"), run: () => void choose(options) },
  ]);
  return (
    <Page
      narrow
      title={t("place.imports")}
      actions={
        <Button icon={Combine} onClick={() => void navigate({ to: "/duplicates" })}>
          {t("place.duplicates")}
        </Button>
      }
    >
      <div className="flex flex-col gap-6">
        <section
          aria-label={t("import.new")}
          className="rounded-xl border-2 border-dashed border-line-strong/60 bg-surface p-6 text-center"
        >
          <FileInput aria-hidden className="mx-auto size-8 text-muted" strokeWidth={1.5} />
          <h2 className="mt-3 text-lg font-semibold tracking-tight">{t("import.here")}</h2>
          <p className="mx-auto mt-1 max-w-md text-muted">{t("import.hereText")}</p>
          <div className="flex flex-wrap justify-center gap-x-3">
            <Button weight="primary" icon={FileInput} className="mt-4" onClick={() => void choose(options)}>
              {t("import.choose")}
            </Button>
            <PasteTable options={options} />
            <Button data-scan icon={ScanQrCode} className="mt-4" onClick={() => scan(options)}>
              {t("scan.short")}
            </Button>
          </div>
          <div className="mx-auto mt-6 flex max-w-md flex-col gap-4 border-t border-line pt-5 text-start">
            <Switch
              label={t("import.dryRun")}
              hint={t("import.dryRunHint")}
              checked={options.dry_run ?? false}
              onChange={(dry_run) => setOptions({ ...options, dry_run })}
            />
            <Switch
              label={t("import.noMerge")}
              hint={t("import.noMergeHint")}
              checked={options.no_merge ?? false}
              onChange={(no_merge) => setOptions({ ...options, no_merge })}
            />
            <StageSwitch options={options} onChange={(no_stages) => setOptions({ ...options, no_stages })} />
            <KindChoice options={options} onChange={setOptions} />
          </div>
        </section>
        {inspections.length > 0 && (
          <Banner
            className="rounded-lg"
            action={
              <Button small onClick={() => void navigate({ to: "/imports/new" })}>
                {t("mapping.goOn")}
              </Button>
            }
          >
            {t("mapping.waiting", { count: inspections.length })}
          </Banner>
        )}
        {imports.error || !imports.data ? (
          <Unanswered of={imports} lines={3} />
        ) : (
          <section aria-label={t("import.past")}>
            <h2 className="mb-2 text-xs font-medium text-muted">{t("import.past")}</h2>
            {imports.data.imports.length === 0 ? (
              <p className="text-muted">{t("import.none")}</p>
            ) : (
              <ul className="overflow-hidden rounded-lg border border-line bg-surface">
                {imports.data.imports.map((one) => (
                  <PastImport key={one.id} one={one} />
                ))}
              </ul>
            )}
          </section>
        )}
      </div>
    </Page>
  );
}

function PastImport({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = useImportTitle();
  const sum = totals(one);
  return (
    <li className="border-b border-line last:border-0">
      <Link
        to="/imports/$id"
        params={{ id: one.id }}
        className="flex min-h-16 items-center gap-4 px-4 py-2.5 outline-offset-[-3px] hover:bg-hover"
      >
        <div className="min-w-0 flex-1">
          <div className="flex items-center gap-2">
            <bdi className="truncate font-medium">{title(one)}</bdi>
            <StateMark one={one} />
          </div>
          <div className="text-xs text-muted">
            {[
              format.moment(one.started_ms),
              t("import.rows", { count: sum.rows, shown: format.number(sum.rows) }),
              ...OUTCOMES.filter((outcome) => countOf(sum, outcome) > 0).map(
                (outcome) => `${t(`outcome.${outcome}`)}\u00a0${format.number(countOf(sum, outcome))}`,
              ),
            ].join(" · ")}
          </div>
        </div>
        <div className="hidden w-44 sm:block">
          <OutcomeBar sum={sum} />
        </div>
        <ChevronRight aria-hidden className="flip-rtl size-4 text-muted" />
      </Link>
    </li>
  );
}
