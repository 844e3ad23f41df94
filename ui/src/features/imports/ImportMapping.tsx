// Shown only when a file is not understood for sure: what is guessed for each column and why, what is in it, and where
// it shall go instead. A mapping that was set here is remembered for files of the same make.
import { useNavigate } from "@tanstack/react-router";
import { CircleCheck, CircleHelp, FileSpreadsheet } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Inspection, type InspectedColumn, type Mapping } from "@/client";
import { Banner, Button, EmptyState, Field, Page, Select, Switch } from "@/kit";
import { useFormat } from "@/locales/format";
import { plain } from "@/records/Value";
import { useIntake, useStartImport } from "./intake";
import { TARGET_GROUPS, useTargetLabel } from "./targets";

type Targets = Record<number, string>;
const DATE_ORDERS = ["day_month_year", "month_day_year", "year_month_day"] as const;

export function ImportMapping() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { inspections, options: asked } = useIntake();
  const start = useStartImport();
  const [options, setOptions] = useState(asked);
  const [targets, setTargets] = useState<Record<string, Targets>>({});
  const [orders, setOrders] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  if (inspections.length === 0)
    return (
      <Page title={t("mapping.title")}>
        <EmptyState
          icon={FileSpreadsheet}
          title={t("mapping.nothing")}
          actions={<Button onClick={() => void navigate({ to: "/imports" })}>{t("place.imports")}</Button>}
        />
      </Page>
    );

  const mapping = (one: Inspection): Mapping => ({
    columns: one.columns.map(({ index, name, target }) => {
      const chosen = targets[one.file.file]?.[index] ?? target ?? "raw";
      const order = orders[one.file.file];
      return {
        index,
        name,
        target: chosen,
        ...(order && chosen.startsWith("dates") ? { date_order: order } : {}),
      };
    }),
  });
  const run = async (dry_run: boolean) => {
    setBusy(true);
    const set = Object.fromEntries(
      inspections.filter(({ columns }) => columns.length > 0).map((one) => [one.file.file, mapping(one)]),
    );
    await start(
      inspections.map(({ file }) => file),
      { ...options, ...(dry_run ? { dry_run } : {}) },
      set,
    );
    setBusy(false);
  };

  return (
    <Page
      narrow
      title={t("mapping.title")}
      actions={
        <>
          <Button weight="ghost" onClick={() => void navigate({ to: "/imports" })}>
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
        <Banner className="rounded-lg">{t("mapping.why")}</Banner>
        {inspections.map((one) => (
          <FileMapping
            key={one.file.file}
            inspection={one}
            targets={targets[one.file.file] ?? {}}
            onTarget={(index, target) =>
              setTargets((old) => ({ ...old, [one.file.file]: { ...old[one.file.file], [index]: target } }))
            }
            order={orders[one.file.file] ?? one.date_order ?? ""}
            onOrder={(order) => setOrders((old) => ({ ...old, [one.file.file]: order }))}
          />
        ))}
        <section aria-label={t("mapping.options")} className="rounded-lg border border-line bg-surface p-4">
          <Switch
            label={t("import.noMerge")}
            hint={t("import.noMergeHint")}
            checked={options.no_merge ?? false}
            onChange={(no_merge) => setOptions({ ...options, no_merge })}
          />
        </section>
      </div>
    </Page>
  );
}

function FileMapping({
  inspection,
  targets,
  onTarget,
  order,
  onOrder,
}: {
  inspection: Inspection;
  targets: Targets;
  onTarget: (index: number, target: string) => void;
  order: string;
  onOrder: (order: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { file, columns, sure } = inspection;
  const dates = columns.some((column) => (targets[column.index] ?? column.target ?? "").startsWith("dates"));
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
            t(`source.${inspection.source}` as "source.unknown", { defaultValue: inspection.source }),
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
      {columns.length > 0 && (
        <ul className="flex flex-col">
          {columns.map((column) => (
            <ColumnRow
              key={column.index}
              column={column}
              target={targets[column.index] ?? column.target ?? "raw"}
              onTarget={(target) => onTarget(column.index, target)}
            />
          ))}
        </ul>
      )}
      {dates && (
        <div className="border-t border-line px-4 py-3">
          <Field label={t("mapping.dateOrder")}>
            <Select value={order} onChange={(event) => onOrder(event.target.value)} className="max-w-xs">
              <option value="">{t("mapping.dateAuto")}</option>
              {DATE_ORDERS.map((one) => (
                <option key={one} value={one}>
                  {t(`mapping.order.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      )}
      {inspection.preview.length > 0 && <Preview rows={inspection.preview} />}
    </section>
  );
}

const UNSURE = 0.75;

function ColumnRow({
  column,
  target,
  onTarget,
}: {
  column: InspectedColumn;
  target: string;
  onTarget: (target: string) => void;
}) {
  const { t } = useTranslation();
  const label = useTargetLabel();
  const catalogue = useRead("catalogue.get", {}).data;
  const own = (catalogue?.kinds["contact"]?.fields ?? []).flatMap((field) =>
    field.label ? [`custom:${field.label}`] : [],
  );
  const offered = new Set([...TARGET_GROUPS.flatMap(({ targets }) => targets), ...own, "raw", "skip"]);
  const unsure = column.confidence < UNSURE && target === (column.target ?? "raw");
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
          <bdi>{column.samples.filter(Boolean).slice(0, 3).join(" · ") || t("mapping.emptyColumn")}</bdi>
        </div>
        {column.reason && <div className="text-xs text-muted">{column.reason}</div>}
      </div>
      <Select
        aria-label={t("mapping.goesTo", { column: column.name })}
        value={target}
        onChange={(event) => onTarget(event.target.value)}
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
    </li>
  );
}

function Preview({ rows }: { rows: Inspection["preview"] }) {
  const { t } = useTranslation();
  return (
    <div className="border-t border-line bg-sunken px-4 py-3">
      <h3 className="text-xs font-medium text-muted">{t("mapping.preview")}</h3>
      <ul className="mt-1 flex flex-col gap-0.5">
        {rows.slice(0, 5).map((row, at) => (
          <li key={at} className="truncate">
            <bdi className="font-medium">
              {plain(row["display_name"]) ||
                [plain(row["given"]), plain(row["family"])].filter(Boolean).join(" ")}
            </bdi>{" "}
            <span className="text-muted">
              {[plain(row["jobs"]), plain(row["emails"]), plain(row["phones"])].filter(Boolean).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
