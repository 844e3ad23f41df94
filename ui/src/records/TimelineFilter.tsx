// Which part of a timeline is shown: of what sort, between which days, about which field; in the feed about whom.
import { SlidersHorizontal } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Field, Input, Select } from "@/kit";
import { useListFields } from "./catalogue";
import { RecordPicker, type Picked } from "./editors/RecordPicker";
import { KINDS, type KindName } from "./kinds";
import { Only, type Sort } from "./TimelineOnly";

export interface TimelinePart {
  only: Sort[];
  /** The first day and the last, `YYYY-MM-DD`. */
  from?: string;
  to?: string;
  /** Only changes of this field. */
  field?: string;
  /** Only what happened with this person. */
  who?: Picked;
}

export const EVERYTHING: TimelinePart = { only: [] };

/** Whether less than everything is shown. */
export const isPart = ({ only, from, to, field, who }: TimelinePart): boolean =>
  only.length > 0 || Boolean(from ?? to ?? field ?? who?.id);

/** Midnight of a day where the seller is, so many days later. */
function midnight(day: string, later: number): number | undefined {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const at = new Date(year, month - 1, date + later).getTime();
  return Number.isNaN(at) ? undefined : at;
}

/** As timelines are asked. */
export function askedFor({ only, from, to, field }: TimelinePart) {
  const since_ms = from ? midnight(from, 0) : undefined;
  const until_ms = to ? midnight(to, 1) : undefined;
  return {
    ...(only.length > 0 ? { only } : {}),
    ...(since_ms === undefined ? {} : { since_ms }),
    ...(until_ms === undefined ? {} : { until_ms }),
    ...(field ? { field } : {}),
  };
}

export function TimelineFilter({
  part,
  onPart,
  kind,
}: {
  part: TimelinePart;
  onPart: (part: TimelinePart) => void;
  /** Whose timeline it is; absent in the feed of everything. */
  kind?: KindName;
}) {
  const { t } = useTranslation();
  const id = useId();
  const more = part.from ?? part.to ?? part.field ?? part.who;
  const [open, setOpen] = useState(more !== undefined);
  const set = (change: { [K in keyof TimelinePart]?: TimelinePart[K] | undefined }) =>
    onPart(
      Object.fromEntries(
        Object.entries({ ...part, ...change }).filter(([, value]) => value !== undefined && value !== ""),
      ) as unknown as TimelinePart,
    );
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-1.5">
        {/* Of a kind without notes there is nothing but changes. */}
        {(!kind || KINDS[kind].noted) && <Only only={part.only} onOnly={(only) => set({ only })} />}
        <Button
          small
          weight="ghost"
          icon={SlidersHorizontal}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => {
            setOpen(!open);
            if (open) onPart({ only: part.only });
          }}
        >
          {t(open ? "timeline.lessFilter" : "timeline.moreFilter")}
        </Button>
      </div>
      {open && (
        <div id={id} className="flex flex-wrap items-end gap-3">
          <Field label={t("timeline.from")}>
            <Input
              type="date"
              value={part.from ?? ""}
              max={part.to}
              onChange={({ target }) => set({ from: target.value || undefined })}
            />
          </Field>
          <Field label={t("timeline.to")}>
            <Input
              type="date"
              value={part.to ?? ""}
              min={part.from}
              onChange={({ target }) => set({ to: target.value || undefined })}
            />
          </Field>
          {kind ? (
            <FieldChoice kind={kind} field={part.field} onField={(field) => set({ field })} />
          ) : (
            <div className="flex min-w-48 flex-1 flex-col gap-1.5">
              <span aria-hidden className="text-sm font-medium">
                {t("timeline.who")}
              </span>
              <RecordPicker
                kind="contact"
                name={t("timeline.who")}
                value={part.who ?? { text: "", id: null }}
                onChange={(who) => set({ who: who.text ? who : undefined })}
              />
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function FieldChoice({
  kind,
  field,
  onField,
}: {
  kind: KindName;
  field: string | undefined;
  onField: (field: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const fields = useListFields(kind).filter(({ derived, inner }) => !derived && !inner);
  return (
    <Field label={t("timeline.field")}>
      <Select value={field ?? ""} onChange={({ target }) => onField(target.value || undefined)}>
        <option value="">{t("timeline.anyField")}</option>
        {fields.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
