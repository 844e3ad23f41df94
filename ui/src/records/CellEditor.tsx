// One value of a list, edited where it stands: Enter or leaving it saves, Escape leaves it as it was, Tab saves and goes
// on. It is a patch with the version one saw, so that what others change is not overwritten unseen.
import { useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Failure, useClient, type Json, type Records, type Row } from "@/client";
import { Input, Select } from "@/kit";
import { useWords } from "@/locales";
import { useDone } from "@/shell/undo";
import type { ListField } from "./catalogue";
import { UnfinishedContext } from "./draft";
import type { Draft } from "./editors/parts";
import { TagInput } from "./editors/TagInput";
import type { KindConfig } from "./kinds";
import { useSaving, type Clash } from "./saving";
import { first, plain, valueIn } from "./Value";

const SIMPLE = new Set(["text", "long_text", "link", "number", "date", "bool", "choice"]);

/** Whether a column can be edited in the list: what is one value, tags, and the first e-mail and number. */
export function isEditable(field: ListField): boolean {
  if (["tags", "emails", "phones"].includes(field.id)) return true;
  // A person's name has parts; where a record came from is no opinion.
  if (field.derived || field.part || field.id === "display_name" || field.id === "source") return false;
  return SIMPLE.has(field.type);
}

/** The record with the value in it; the others of several stay as they are. */
function withValue(record: Records[KindConfig["plural"]], field: ListField, value: Json): Draft {
  const base = record as unknown as Draft;
  if (field.own) return { ...base, custom: { ...base.custom, [field.id]: value === "" ? null : value } };
  if (field.id === "emails" || field.id === "phones") {
    const [one, ...others] = base[field.id] ?? [];
    const text = plain(value).trim();
    const label = field.id === "emails" ? "work" : "mobile";
    // What dials the number is reckoned anew from what is typed.
    const { e164: _, ...kept } = (one ?? { label, primary: true }) as { e164?: string };
    return { ...base, [field.id]: text ? [{ ...kept, value: text }, ...others] : others };
  }
  return { ...base, [field.id]: value };
}

export function CellEditor({
  config,
  field,
  row,
  onEnd,
}: {
  config: KindConfig;
  field: ListField;
  row: Row;
  /** Which cell comes next: the one before, none, or the one after. */
  onEnd: (step: -1 | 0 | 1) => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const client = useClient();
  const queries = useQueryClient();
  const done = useDone();
  const { save } = useSaving(config);
  const errorId = useId();
  const several = field.id === "emails" || field.id === "phones";
  const shown = valueIn(row, field.id) ?? null;
  const [value, setValueState] = useState<Json>(several ? first(shown) : shown);
  const typed = useRef<Json | undefined>(undefined);
  const setValue = (next: Json) => {
    typed.current = next;
    setValueState(next);
  };
  const [error, setError] = useState<string | null>(null);
  const unfinished = useMemo(() => new Set<() => void>(), []);
  const box = useRef<HTMLDivElement>(null);
  const record = useRef<Promise<Records[KindConfig["plural"]]> | null>(null);
  const clash = useRef<Clash | undefined>(undefined);
  const running = useRef(false);
  const over = useRef(false);
  const asked = useRef({ client, plural: config.plural, id: row.id });

  useEffect(() => {
    const { client: from, plural, id } = asked.current;
    record.current = from.call(`${plural}.get`, { id });
    record.current.catch(() => undefined);
    const input = box.current?.querySelector<HTMLInputElement | HTMLSelectElement>("input,select");
    input?.focus();
    if (input instanceof HTMLInputElement && input.type !== "date") input.select();
  }, []);

  const end = (step: -1 | 0 | 1) => {
    over.current = true;
    onEnd(step);
  };
  const finish = async (step: -1 | 0 | 1) => {
    if (running.current || over.current) return;
    unfinished.forEach((one) => one());
    // A date or a number of which only a part is there.
    if (box.current?.querySelector("input")?.validity.badInput) return setError(t("list.cellUnfinished"));
    if (typed.current === undefined) return end(step);
    running.current = true;
    try {
      const base = await record.current!;
      const met = await save(
        base as unknown as Draft & { id: string; version: number },
        withValue(base, field, typed.current),
        clash.current,
      );
      if (typeof met === "object") {
        // Once more, and it is meant.
        clash.current = met;
        const now = (met.live as unknown as Record<string, Json>)[field.id] ?? met.live.custom[field.id];
        setError(t("list.cellClash", { value: several ? first(now) : plain(now) }));
        box.current?.querySelector<HTMLElement>("input,select")?.focus();
        return;
      }
      if (met === "saved") {
        const now = typed.current;
        // The list shows it at once and is asked again a moment later.
        queries.setQueriesData<{ rows?: Row[] }>({ queryKey: [`${config.plural}.list`] }, (page) =>
          page?.rows
            ? {
                ...page,
                rows: page.rows.map((one) => (one.id === row.id ? shownWith(one, field, now) : one)),
              }
            : page,
        );
        done(t("list.cellSaved", { field: field.label, name: row.title }));
      }
      end(step);
    } catch (thrown) {
      setError(words(Failure.from(thrown)));
      box.current?.querySelector<HTMLElement>("input,select")?.focus();
    } finally {
      running.current = false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.key === "Enter") void finish(0);
    else if (event.key === "Escape") end(0);
    else if (event.key === "Tab") void finish(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const name = t("list.cellOf", { field: field.label, name: row.title });
  const wrong = error ? { "aria-invalid": true, "aria-describedby": errorId } : {};
  const look = error ? "rounded-sm!" : "rounded-sm! border-focus!";
  const editor = (): ReactNode => {
    if (field.id === "tags")
      return (
        <TagInput
          name={name}
          value={Array.isArray(value) ? value.map(plain) : []}
          onChange={(tags) => setValue(tags)}
        />
      );
    if (field.type === "choice" || field.type === "bool")
      return (
        <Select
          aria-label={name}
          {...wrong}
          value={value === null ? "" : String(value)}
          onChange={(event) => {
            const text = event.target.value;
            setValue(text === "" ? null : field.type === "bool" ? text === "true" : text);
          }}
        >
          <option value="" />
          {(field.type === "bool" ? ["true", "false"] : field.options).map((option) => (
            <option key={option} value={option}>
              {field.type === "choice"
                ? field.words(option)
                : option === "true"
                  ? t("value.yes")
                  : t("value.no")}
            </option>
          ))}
        </Select>
      );
    const kind = several ? (field.id === "emails" ? "email" : "tel") : field.type;
    return (
      <Input
        type={kind === "link" ? "url" : ["email", "tel", "number", "date"].includes(kind) ? kind : "text"}
        {...(kind === "number" ? { step: "any" } : {})}
        {...(several || kind === "link" ? { dir: "ltr" } : {})}
        aria-label={name}
        {...wrong}
        className={look}
        value={plain(value)}
        onChange={(event) => {
          const { value: text, valueAsNumber } = event.target;
          const number = Number.isNaN(valueAsNumber) ? null : valueAsNumber;
          setValue(kind === "number" ? number : text);
        }}
      />
    );
  };
  return (
    // Keys and focus of the field inside are heard here.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={box}
      onKeyDown={onKeyDown}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) void finish(0);
      }}
      className={clsx(
        "absolute inset-x-0.5 z-20 flex flex-col",
        field.id === "tags" ? "top-0.5 rounded-md bg-raised shadow-2" : "top-1",
      )}
    >
      <UnfinishedContext value={unfinished}>{editor()}</UnfinishedContext>
      {error && (
        <p
          id={errorId}
          role="alert"
          className="mt-1 w-max max-w-80 min-w-full rounded-md border border-line bg-raised px-2.5 py-1.5 text-xs whitespace-normal text-danger shadow-2"
        >
          {error}
        </p>
      )}
    </div>
  );
}

/** The row as it reads with the new value. */
function shownWith(row: Row, field: ListField, value: Json): Row {
  if (field.id === "emails" || field.id === "phones") {
    const [, ...others] = Array.isArray(row[field.id]) ? (row[field.id] as Json[]) : [];
    return { ...row, [field.id]: value ? [value, ...others] : others };
  }
  const custom = row["custom"];
  if (field.own && row[field.id] === undefined && typeof custom === "object" && !Array.isArray(custom))
    return { ...row, custom: { ...custom, [field.id]: value } };
  return { ...row, [field.id]: value };
}
