// Whether a field of the seller's own must be filled in, and where it is shown: always, never, or where something holds of
// the record.
import { useTranslation } from "react-i18next";
import { useState } from "react";
import type { Filter, Row } from "@/client";
import { Field, Select } from "@/kit";
import { useListFields } from "@/records/catalogue";
import { FilterBar } from "@/records/FilterBar";
import { linesOf, readFilter } from "@/records/lines";
import { plain } from "@/records/Value";
import { toQuery } from "@/records/view";
import type { Owner } from "./owners";

type Need = "never" | "always" | "when";

export interface Conditions {
  need: Need;
  neededWhen: Filter | null;
  shown: "always" | "when";
  shownWhen: Filter | null;
}

export function useConditions(row?: Row) {
  const neededWhen = readFilter(plain(row?.["required_when"]));
  const shownWhen = readFilter(plain(row?.["shown_when"]));
  return useState<Conditions>({
    need: row?.["required"] === true ? "always" : neededWhen ? "when" : "never",
    neededWhen,
    shown: shownWhen ? "when" : "always",
    shownWhen,
  });
}

/** Whether something is to hold and nobody said what. */
export const isUnsaid = ({ need, neededWhen, shown, shownWhen }: Conditions): boolean =>
  (need === "when" && !neededWhen) || (shown === "when" && !shownWhen);

/** As the program keeps them. */
export function kept({ need, neededWhen, shown, shownWhen }: Conditions) {
  const text = (filter: Filter | null) => (filter ? JSON.stringify(filter) : null);
  return {
    required: need === "always",
    required_when: need === "when" ? text(neededWhen) : null,
    shown_when: shown === "when" ? text(shownWhen) : null,
  };
}

export function FieldConditions({
  of,
  id,
  value,
  onChange,
  wrong,
}: {
  of: Owner;
  /** The field itself, which depends on others only; absent for a new one. */
  id?: string;
  value: Conditions;
  onChange: (value: Conditions) => void;
  /** What is wrong with a condition, in words. */
  wrong: (field: string) => string | null;
}) {
  const { t } = useTranslation();
  const { need, neededWhen, shown, shownWhen } = value;
  return (
    <>
      <Field label={t("ownFields.needed")} error={wrong("required_when")}>
        <Select value={need} onChange={(event) => onChange({ ...value, need: event.target.value as Need })}>
          {(["never", "always", "when"] as const).map((one) => (
            <option key={one} value={one}>
              {t(`ownFields.need.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {need === "when" && (
        <When
          of={of}
          id={id}
          filter={neededWhen}
          onFilter={(filter) => onChange({ ...value, neededWhen: filter })}
        />
      )}
      <Field label={t("ownFields.shown")} error={wrong("shown_when")}>
        <Select
          value={shown}
          onChange={(event) => onChange({ ...value, shown: event.target.value as "always" | "when" })}
        >
          {(["always", "when"] as const).map((one) => (
            <option key={one} value={one}>
              {t(`ownFields.show.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {shown === "when" && (
        <When
          of={of}
          id={id}
          filter={shownWhen}
          onFilter={(filter) => onChange({ ...value, shownWhen: filter })}
        />
      )}
    </>
  );
}

function When({
  of,
  id,
  filter,
  onFilter,
}: {
  of: Owner;
  id: string | undefined;
  filter: Filter | null;
  onFilter: (filter: Filter | null) => void;
}) {
  const { t } = useTranslation();
  const fields = useListFields(of).filter((field) => field.id !== id);
  const lines = linesOf(filter);
  if (!lines) return <p className="text-muted">{t("leads.complex")}</p>;
  return (
    <FilterBar
      kind={of}
      fields={fields}
      search={lines}
      onSearch={(search) => onFilter(toQuery(search).filter ?? null)}
    />
  );
}
