// One column of a file: what stands in it, where it would go and why, and where it can go instead.
import { CircleHelp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead, type AskedValue, type CatalogueField, type MappedColumn } from "@/client";
import { Select } from "@/kit";
import { useSentences } from "@/locales";
import { useFieldLabel } from "@/records/catalogue";
import { ColumnValues } from "./ColumnValues";
import { LEAD_TARGETS, TARGET_GROUPS, useTargetLabel } from "./targets";

const DATE_ORDERS = ["dmy", "mdy", "ymd"] as const;

const UNSURE = 0.75;

/** Whether a target of a kind is a day. */
const holdsDays = (fields: CatalogueField[] | undefined, target: string): boolean =>
  (fields ?? []).some(
    ({ id, label, type }) => type === "date" && (target === `custom:${id}` || target === `custom:${label}`),
  );

export function ColumnRow({
  column,
  samples,
  kind,
  targets,
  asked,
  onChange,
  onMade,
}: {
  column: MappedColumn;
  samples: string[];
  /** What the rows become; people and companies when undefined. */
  kind: string | undefined;
  /** Where columns of records of one kind can go; undefined for people, companies and leads. */
  targets?: string[];
  /** What stands in it and names nothing here. */
  asked: AskedValue[];
  onChange: (part: Partial<MappedColumn>) => void;
  /** Something was made of which it may speak. */
  onMade: () => void;
}) {
  const { t } = useTranslation();
  const leads = kind === "lead";
  const label = useTargetLabel(targets ? kind : undefined);
  const say = useSentences();
  const catalogue = useRead("catalogue.get", {}).data;
  const leadField = useFieldLabel("lead");
  const own = (targets ? [] : (catalogue?.kinds[leads ? "lead" : "contact"]?.fields ?? [])).flatMap(
    (field) => (field.label ? [`custom:${field.label}`] : []),
  );
  const ofLeads = leads ? LEAD_TARGETS : [];
  const { target } = column;
  const groups = targets ? [] : TARGET_GROUPS;
  const ofKind = (targets ?? []).map((one) => `custom:${one}`);
  const offered = new Set([
    ...ofKind,
    ...groups.flatMap(({ targets }) => targets),
    ...ofLeads,
    ...own,
    ...(targets ? ["notes"] : []),
    "raw",
    "skip",
  ]);
  const unsure = column.confidence < UNSURE;
  const isDate = target.startsWith("dates") || holdsDays(catalogue?.kinds[kind ?? ""]?.fields, target);
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
          {ofKind.length > 0 && (
            <optgroup label={t(`kind.${kind as "deal"}`)}>
              {ofKind.map((one) => (
                <option key={one} value={one}>
                  {label(one)}
                </option>
              ))}
            </optgroup>
          )}
          {groups.map((group) => (
            <optgroup key={group.id} label={t(`mapping.group.${group.id}`)}>
              {group.targets.map((one) => (
                <option key={one} value={one}>
                  {label(one)}
                </option>
              ))}
            </optgroup>
          ))}
          {leads && (
            <optgroup label={t("kind.lead")}>
              {ofLeads.map((one) => (
                <option key={one} value={one}>
                  {leadField(one.slice("custom:".length))}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label={t("field.any.custom")}>
            {own.map((one) => (
              <option key={one} value={one}>
                {label(one)}
              </option>
            ))}
            <option value={`custom:${column.name}`}>{t("mapping.newField", { name: column.name })}</option>
          </optgroup>
          <optgroup label={t("mapping.group.keep")}>
            {targets && <option value="notes">{label("notes")}</option>}
            <option value="raw">{t(targets ? "mapping.inNote" : "target.raw")}</option>
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
      {kind && asked.length > 0 && (
        <div className="sm:col-span-2">
          <ColumnValues
            column={column}
            asked={asked}
            kind={kind}
            onChange={(values) => onChange({ values })}
            onMade={onMade}
          />
        </div>
      )}
    </li>
  );
}
