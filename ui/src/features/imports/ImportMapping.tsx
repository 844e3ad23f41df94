// Shown only when a file is not understood for sure: what is guessed for each column and why, what is in it, and where
// it shall go instead. A mapping that was set here is remembered for files of the same make.
import { useNavigate } from "@tanstack/react-router";
import { CircleCheck, CircleHelp, FileSpreadsheet, RotateCcw } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type Inspection, type MappedColumn, type Mapping } from "@/client";
import {
  Banner,
  Button,
  Code,
  EmptyState,
  ErrorState,
  Page,
  PageSkeleton,
  Select,
  Switch,
  useToast,
} from "@/kit";
import { useSentences, useWords } from "@/locales";
import { useFormat } from "@/locales/format";
import { plain } from "@/records/Value";
import { useImportFiles, useIntake, usePutAway, useStartImport } from "./intake";
import { TARGET_GROUPS, useSourceName, useTargetLabel } from "./targets";

const DATE_ORDERS = ["dmy", "mdy", "ymd"] as const;

export function ImportMapping() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { inspections, options, mappings, looking, ask } = useIntake();
  const putAway = usePutAway();
  const importFiles = useImportFiles();
  const start = useStartImport();
  const [busy, setBusy] = useState(false);
  if (inspections.length === 0)
    return (
      <Page title={t("mapping.title")}>
        {looking?.failure ? (
          <ErrorState error={looking.failure} onRetry={() => void importFiles(looking.files, options)} />
        ) : looking ? (
          <PageSkeleton lines={6} />
        ) : (
          <EmptyState
            icon={FileSpreadsheet}
            title={t("mapping.nothing")}
            actions={<Button onClick={() => void navigate({ to: "/imports" })}>{t("place.imports")}</Button>}
          >
            {t("mapping.nothingText")}
          </EmptyState>
        )}
      </Page>
    );

  const run = async (dry_run: boolean) => {
    setBusy(true);
    // Only what the seller had to look at is sent, and remembered; what is sure needs no mapping.
    const confirmed = Object.fromEntries(
      inspections.flatMap((one) => {
        const mapping = mappings[one.file.file] ?? (one.sure ? undefined : guessed(one));
        return mapping ? [[one.file.file, mapping]] : [];
      }),
    );
    const begun = await start(
      inspections.map(({ file }) => file),
      { ...options, dry_run },
      confirmed,
    );
    if (begun) putAway();
    else setBusy(false);
  };

  return (
    <Page
      narrow
      title={t("mapping.title")}
      actions={
        <>
          <Button
            weight="ghost"
            onClick={() => {
              putAway();
              void navigate({ to: "/imports" });
            }}
          >
            {t("kit.cancel")}
          </Button>
          <Button busy={busy} onClick={() => void run(true)}>
            {t("mapping.check")}
          </Button>
          <Button weight="primary" busy={busy} onClick={() => void run(options.dry_run ?? false)}>
            {t("mapping.import")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-6">
        <Banner className="rounded-lg">
          {inspections.every(({ sure }) => sure) ? t("mapping.whySure") : t("mapping.why")}
        </Banner>
        {inspections.map((one) => (
          <FileMapping
            key={one.file.file}
            inspection={one}
            mapping={mappings[one.file.file] ?? null}
            onChange={(mapping) =>
              ask((old) => ({ mappings: { ...old.mappings, [one.file.file]: mapping } }))
            }
            onForgotten={(fresh) =>
              ask((old) => {
                const { [one.file.file]: _, ...rest } = old.mappings;
                return {
                  mappings: rest,
                  inspections: old.inspections.map((it) => (it === one ? fresh : it)),
                };
              })
            }
          />
        ))}
        <section aria-label={t("mapping.options")} className="rounded-lg border border-line bg-surface p-4">
          <Switch
            label={t("import.noMerge")}
            hint={t("import.noMergeHint")}
            checked={options.no_merge ?? false}
            onChange={(no_merge) => ask((old) => ({ options: { ...old.options, no_merge } }))}
          />
        </section>
      </div>
    </Page>
  );
}

function FileMapping({
  inspection,
  mapping: chosen,
  onChange,
  onForgotten,
}: {
  inspection: Inspection;
  /** What the seller set; null while everything is as guessed. */
  mapping: Mapping | null;
  onChange: (mapping: Mapping) => void;
  onForgotten: (fresh: Inspection) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const source = useSourceName();
  const say = useSentences();
  const words = useWords();
  const { file, sure } = inspection;
  const toast = useToast();
  const forget = useAct("imports.forget_mapping");
  const mapping = chosen ?? guessed(inspection);
  const { columns } = mapping;
  const changed = useDeferredValue(chosen);
  // Read again with what the seller set, so that the preview shows it.
  const again = useRead("imports.inspect", changed ? { file, mapping: changed } : { file }, {
    enabled: changed !== null,
    keep: true,
  });
  const change = (index: number, part: Partial<MappedColumn>) =>
    onChange({
      ...mapping,
      columns: columns.map((column) =>
        // What the seller set needs no reason.
        column.index === index ? { ...column, ...part, confidence: 1, reason: "" } : column,
      ),
    });
  return (
    <section
      aria-label={file.name}
      className="overflow-hidden rounded-lg border border-line bg-surface shadow-1"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-3">
        <FileSpreadsheet aria-hidden className="size-5 text-muted" strokeWidth={1.7} />
        <h2 className="font-semibold">
          <bdi>{file.name}</bdi>
        </h2>
        <span className="text-muted">
          {[
            source(inspection.source),
            t("import.rowsAbout", { shown: format.number(inspection.rows_estimate) }),
            inspection.encoding.toUpperCase(),
          ].join(" · ")}
        </span>
        {sure && (
          <span className="ms-auto flex items-center gap-1.5 text-success">
            <CircleCheck aria-hidden className="size-4" />
            {t("mapping.sure")}
          </span>
        )}
      </header>
      {inspection.remembered && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5">
          <span className="min-w-52 flex-1">{t("mapping.remembered")}</span>
          <Button
            small
            icon={RotateCcw}
            busy={forget.isPending}
            onClick={() => forget.mutate({ file }, { onSuccess: onForgotten, onError: toast.fail })}
          >
            {t("mapping.forget")}
          </Button>
        </div>
      )}
      {inspection.doubts.length > 0 && (
        <ul className="flex flex-col gap-1 border-b border-line bg-warn-soft px-4 py-3">
          {inspection.doubts.map((doubt) => (
            <li key={doubt} className="flex items-start gap-2">
              <CircleHelp aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
              {say("doubt", doubt)}
            </li>
          ))}
        </ul>
      )}
      {columns.length > 0 && (
        <ul className="flex flex-col">
          {columns.map((column) => (
            <ColumnRow
              key={column.index}
              column={column}
              samples={inspection.columns.find(({ index }) => index === column.index)?.samples ?? []}
              onChange={(part) => change(column.index, part)}
            />
          ))}
        </ul>
      )}
      {again.error && (
        <Banner look="error">
          {words(again.error)} <Code of={again.error} />
        </Banner>
      )}
      <Preview rows={(again.data ?? inspection).preview} />
    </section>
  );
}

/** The mapping as it was guessed. */
const guessed = ({ columns }: Inspection): Mapping => ({
  columns: columns.map(({ samples: _, ...column }) => column),
});

const UNSURE = 0.75;

function ColumnRow({
  column,
  samples,
  onChange,
}: {
  column: MappedColumn;
  samples: string[];
  onChange: (part: Partial<MappedColumn>) => void;
}) {
  const { t } = useTranslation();
  const label = useTargetLabel();
  const say = useSentences();
  const catalogue = useRead("catalogue.get", {}).data;
  const own = (catalogue?.kinds["contact"]?.fields ?? []).flatMap((field) =>
    field.label ? [`custom:${field.label}`] : [],
  );
  const { target } = column;
  const offered = new Set([...TARGET_GROUPS.flatMap(({ targets }) => targets), ...own, "raw", "skip"]);
  const unsure = column.confidence < UNSURE;
  const isDate = target.startsWith("dates");
  return (
    <li className="grid items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 sm:grid-cols-[1fr_15rem]">
      <div className="min-w-0">
        <div className="flex items-center gap-2">
          <bdi className="truncate font-medium">{column.name}</bdi>
          {unsure && (
            <span className="flex items-center gap-1 rounded-full bg-warn-soft px-2 text-xs text-warn">
              <CircleHelp aria-hidden className="size-3.5" />
              {t("mapping.guess")}
            </span>
          )}
        </div>
        <div className="truncate text-xs text-muted">
          <bdi>{samples.filter(Boolean).slice(0, 3).join(" · ") || t("mapping.emptyColumn")}</bdi>
        </div>
        {column.reason && <div className="text-xs text-muted">{say("column", column.reason)}</div>}
      </div>
      <div className="flex flex-col gap-2">
        <Select
          aria-label={t("mapping.goesTo", { column: column.name })}
          value={target}
          onChange={(event) => onChange({ target: event.target.value })}
        >
          {!offered.has(target) && <option value={target}>{label(target)}</option>}
          {TARGET_GROUPS.map((group) => (
            <optgroup key={group.id} label={t(`mapping.group.${group.id}`)}>
              {group.targets.map((one) => (
                <option key={one} value={one}>
                  {label(one)}
                </option>
              ))}
            </optgroup>
          ))}
          <optgroup label={t("field.any.custom")}>
            {own.map((one) => (
              <option key={one} value={one}>
                {label(one)}
              </option>
            ))}
            <option value={`custom:${column.name}`}>{t("mapping.newField", { name: column.name })}</option>
          </optgroup>
          <optgroup label={t("mapping.group.keep")}>
            <option value="raw">{t("target.raw")}</option>
            <option value="skip">{t("target.skip")}</option>
          </optgroup>
        </Select>
        {isDate && (
          <Select
            aria-label={t("mapping.dateOrderOf", { column: column.name })}
            value={column.date_order ?? ""}
            onChange={(event) =>
              onChange({ date_order: (event.target.value || undefined) as MappedColumn["date_order"] })
            }
          >
            <option value="">{t("mapping.dateAuto")}</option>
            {column.date_order === "ambiguous" && (
              <option value="ambiguous">{t("mapping.order.ambiguous")}</option>
            )}
            {DATE_ORDERS.map((one) => (
              <option key={one} value={one}>
                {t(`mapping.order.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </div>
    </li>
  );
}

function Preview({ rows }: { rows: Inspection["preview"] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <div className="border-t border-line bg-sunken px-4 py-3">
      <h3 className="text-xs font-medium text-muted">{t("mapping.preview")}</h3>
      <ul className="mt-1 flex flex-col gap-0.5">
        {rows.slice(0, 5).map((record, at) => (
          <li key={at} className="truncate">
            <bdi className="font-medium">
              {plain(record["display_name"]) ||
                plain(record["name"]) ||
                [plain(record["given"]), plain(record["family"])].filter(Boolean).join(" ")}
            </bdi>{" "}
            <span className="text-muted">
              {[plain(record["jobs"]), plain(record["emails"]), plain(record["phones"])]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
