// Shown only when a file is not understood for sure: what is guessed for each column and why, what is in it, and where
// it shall go instead. A mapping that was set here is remembered for files of the same make.
import { useNavigate } from "@tanstack/react-router";
import { CircleCheck, CircleHelp, FileSpreadsheet, RotateCcw } from "lucide-react";
import { useDeferredValue, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  Failure,
  useAct,
  useClient,
  useRead,
  type Inspection,
  type MappedColumn,
  type Mapping,
  type ReadAs,
  type Repair,
} from "@/client";
import { Banner, Button, Code, EmptyState, Page, Switch, Unanswered, useToast } from "@/kit";
import { useSentences, useWords } from "@/locales";
import { useFormat } from "@/locales/format";
import { plain } from "@/records/Value";
import { ColumnRow } from "./ColumnRow";
import {
  asImported,
  look,
  useImportFiles,
  useIntake,
  usePutAway,
  useStartImport,
  type IntakeOptions,
} from "./intake";
import { carriedOver, guessed, writtenAs } from "./reading";
import { KindChoice } from "./KindChoice";
import { StageSwitch } from "./MadeBefore";
import { ReadingSection } from "./ReadingSection";
import { RepairSection } from "./RepairSection";
import { useSourceName } from "./targets";

export function ImportMapping() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { inspections, options, mappings, readings, repairs, looking, ask } = useIntake();
  const putAway = usePutAway();
  const importFiles = useImportFiles();
  const start = useStartImport();
  const client = useClient();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  if (inspections.length === 0)
    return (
      <Page title={t("mapping.title")}>
        {looking ? (
          <Unanswered
            of={{ error: looking.failure, retry: () => void importFiles(looking.files, options) }}
            lines={6}
          />
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

  /** Looks at the files anew as what their rows are now said to be; what was set for their columns meant something else. */
  const become = async (next: IntakeOptions) => {
    setBusy(true);
    try {
      const files = inspections.map(({ file }) => file);
      const looked = await look(client, files, next, readings, repairs);
      const same = next.kind === options.kind;
      ask(({ mappings }) => ({ options: next, inspections: looked, mappings: same ? mappings : {} }));
    } catch (thrown) {
      toast.fail(Failure.from(thrown));
    }
    setBusy(false);
  };
  const run = async (dry_run: boolean) => {
    setBusy(true);
    // Only what the seller had to look at is sent, and remembered; what is sure needs no mapping.
    const confirmed = Object.fromEntries(
      inspections.flatMap((one) => {
        // A table that seems to hold deals and shall be one of people is said to be so by its columns.
        const against = one.kind !== undefined && !options.kind;
        const mapping = mappings[one.file.file] ?? (one.sure && !against ? undefined : guessed(one));
        return mapping ? [[one.file.file, mapping]] : [];
      }),
    );
    const begun = await start(
      inspections.map(({ file }) => file),
      { ...options, dry_run },
      confirmed,
      readings,
      repairs,
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
          <Button data-check busy={busy} onClick={() => void run(true)}>
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
        <KindChoice options={options} disabled={busy} onChange={(next) => void become(next)} />
        {inspections.map((one) => (
          <FileMapping
            key={one.file.file}
            inspection={one}
            options={options}
            mapping={mappings[one.file.file] ?? null}
            said={readings[one.file.file] ?? null}
            repairs={repairs[one.file.file] ?? null}
            onRepair={(fresh, on) =>
              ask((old) => ({
                inspections: old.inspections.map((it) => (it.file.file === one.file.file ? fresh : it)),
                repairs: { ...old.repairs, [one.file.file]: on },
              }))
            }
            onFresh={(fresh) =>
              ask((old) => ({
                inspections: old.inspections.map((it) => (it.file.file === one.file.file ? fresh : it)),
              }))
            }
            onRead={(fresh, said) =>
              ask((old) => {
                const set = old.mappings[one.file.file];
                return {
                  inspections: old.inspections.map((it) => (it.file.file === one.file.file ? fresh : it)),
                  readings: { ...old.readings, [one.file.file]: said },
                  ...(set
                    ? { mappings: { ...old.mappings, [one.file.file]: carriedOver(set, fresh, said) } }
                    : {}),
                };
              })
            }
            onChange={(mapping) =>
              ask((old) => ({ mappings: { ...old.mappings, [one.file.file]: mapping } }))
            }
            onForgotten={(fresh) =>
              ask((old) => {
                const { [one.file.file]: _, ...rest } = old.mappings;
                const { [one.file.file]: __, ...others } = old.readings;
                return {
                  mappings: rest,
                  readings: others,
                  inspections: old.inspections.map((it) => (it === one ? fresh : it)),
                };
              })
            }
          />
        ))}
        <section
          aria-label={t("mapping.options")}
          className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4"
        >
          <Switch
            label={t("import.noMerge")}
            hint={t("import.noMergeHint")}
            checked={options.no_merge ?? false}
            onChange={(no_merge) => ask((old) => ({ options: { ...old.options, no_merge } }))}
          />
          <StageSwitch options={options} onChange={(no_stages) => void become({ ...options, no_stages })} />
        </section>
      </div>
    </Page>
  );
}

function FileMapping({
  inspection,
  options,
  mapping: chosen,
  said,
  repairs,
  onRepair,
  onFresh,
  onRead,
  onChange,
  onForgotten,
}: {
  inspection: Inspection;
  /** What is said of the import. */
  options: IntakeOptions;
  /** What the seller set; null while everything is as guessed. */
  mapping: Mapping | null;
  /** How the seller says the file is read; null where he said nothing. */
  said: ReadAs | null;
  /** What the seller wants put right; null where he said nothing. */
  repairs: Repair[] | null;
  onRepair: (fresh: Inspection, on: Repair[]) => void;
  /** The same file, looked at again. */
  onFresh: (fresh: Inspection) => void;
  onRead: (fresh: Inspection, said: ReadAs) => void;
  onChange: (mapping: Mapping) => void;
  onForgotten: (fresh: Inspection) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const source = useSourceName();
  const say = useSentences();
  const words = useWords();
  const { file, sure } = inspection;
  const { kind } = options;
  const toast = useToast();
  const forget = useAct("imports.forget_mapping");
  const mapping = chosen ?? guessed(inspection);
  const { columns } = mapping;
  const changed = useDeferredValue(chosen);
  const ofKind = { ...asImported(options), ...(repairs ? { repairs } : {}) };
  const reading = useReadAgain(inspection, ofKind);
  // Read again with what the seller set, so that the preview shows it.
  const again = useRead(
    "imports.inspect",
    { file, ...ofKind, ...(said ? { reading: said } : {}), ...(changed ? { mapping: changed } : {}) },
    { enabled: changed !== null, keep: true },
  );
  const client = useClient();
  const lookAgain = async () => {
    try {
      onFresh(await client.call("imports.inspect", { file, ...ofKind, ...(said ? { reading: said } : {}) }));
      if (changed !== null) await again.refetch();
    } catch (thrown) {
      toast.fail(Failure.from(thrown));
    }
  };
  const mending = useReadAgain(inspection, { ...ofKind, ...(said ? { reading: said } : {}) });
  const preview = changed === null ? inspection : (again.data ?? inspection);
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
            writtenAs(inspection),
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
            onClick={() =>
              forget.mutate({ file, ...asImported(options) }, { onSuccess: onForgotten, onError: toast.fail })
            }
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
      {inspection.reading && (
        <ReadingSection
          reading={inspection.reading}
          tried={reading.tried}
          failure={reading.failure}
          busy={reading.busy}
          open={Object.keys(inspection.reading.chosen).length > 0}
          onChange={(next) => void reading.read({ reading: next }, next, (fresh) => onRead(fresh, next))}
        />
      )}
      <RepairSection
        offers={preview.repairs}
        busy={mending.busy}
        onChange={(on) => void mending.read({ repairs: on }, {}, (fresh) => onRepair(fresh, on))}
      />
      {mending.failure && (
        <Banner look="error">
          {words(mending.failure)} <Code of={mending.failure} />
        </Banner>
      )}
      {reading.failure && !reading.failure.field?.startsWith("reading.") && (
        <Banner look="error">
          {words(reading.failure)} <Code of={reading.failure} />
        </Banner>
      )}
      {columns.length > 0 && (
        <ul className="flex flex-col">
          {columns.map((column) => (
            <ColumnRow
              key={column.index}
              column={column}
              kind={kind}
              {...(inspection.targets.length > 0 ? { targets: inspection.targets } : {})}
              samples={inspection.columns.find(({ index }) => index === column.index)?.samples ?? []}
              asked={preview.asked.filter((one) => one.column === column.index)}
              onMade={() => void lookAgain()}
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
      <Preview rows={preview.preview} title={t(kind ? "mapping.previewOf" : "mapping.preview")} />
    </section>
  );
}

/** Reads a file again as the seller says; what was asked last counts, and what is refused changes nothing. */
function useReadAgain(
  { file }: Inspection,
  also: { kind?: string; no_stages?: boolean; reading?: ReadAs; repairs?: Repair[] },
) {
  const client = useClient();
  const asked = useRef(0);
  const [tried, setTried] = useState<ReadAs | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const read = async (
    said: { reading?: ReadAs; repairs?: Repair[] },
    trying: ReadAs,
    take: (fresh: Inspection) => void,
  ) => {
    const mine = ++asked.current;
    setTried(trying);
    setFailure(null);
    try {
      const fresh = await client.call("imports.inspect", { file, ...also, ...said });
      if (mine !== asked.current) return;
      take(fresh);
      setTried(null);
    } catch (thrown) {
      if (mine === asked.current) setFailure(Failure.from(thrown));
    }
  };
  return { tried, failure, busy: tried !== null && failure === null, read };
}

function Preview({ rows, title }: { rows: Inspection["preview"]; title: string }) {
  if (rows.length === 0) return null;
  return (
    <div className="border-t border-line bg-sunken px-4 py-3">
      <h3 className="text-xs font-medium text-muted">{title}</h3>
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
