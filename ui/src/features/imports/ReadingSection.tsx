// How a file is read: what was found, and each part to be set otherwise. It is folded up while nothing of it is in
// question, because nearly always it is right.
import { clsx } from "clsx";
import { ChevronRight, RotateCcw } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, InspectedReading, ReadAs, ReadPart } from "@/client";
import { Button, Field, Select } from "@/kit";
import { useWords } from "@/locales";
import { CHOICES, encodingName, partsOf, SCRIPTS, useReadWords } from "./reading";

export function ReadingSection({
  reading,
  tried,
  failure,
  busy,
  open: opened,
  onChange,
}: {
  reading: InspectedReading;
  /** What the seller set last, while it is not read that way yet or was refused. */
  tried: ReadAs | null;
  failure: Failure | null;
  busy: boolean;
  /** Something of it is in question. */
  open: boolean;
  onChange: (said: ReadAs) => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const say = useReadWords();
  const id = useId();
  const [open, setOpen] = useState(opened);
  const { used, detected, remembered } = reading;
  const said = tried ?? reading.chosen;
  const isSet = (part: ReadPart) => said[part] !== undefined && said[part] !== null;
  const wrong = failure?.field?.startsWith("reading.") ? failure.field.slice("reading.".length) : null;
  const parts = partsOf(detected);
  const summary = parts.filter((part) => part !== "quote" && (isSet(part) || part !== "decimal"));
  const set = (part: ReadPart, value: string) => {
    const { [part]: _, ...rest } = said;
    if (value === AS_DETECTED) onChange(rest);
    else onChange({ ...rest, [part]: part === "header_line" ? Number(value) : unmarked(value) });
  };
  return (
    <div className="border-b border-line" aria-busy={busy}>
      <div className="px-4">
        <h3>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
            className="hit -ms-1 flex min-h-11 w-full items-start gap-1.5 rounded-md px-1 py-2.5 text-start hover:bg-hover"
          >
            <ChevronRight
              aria-hidden
              className={clsx("mt-0.5 size-4 shrink-0 text-muted", open ? "rotate-90" : "flip-rtl")}
            />
            <span className="flex min-w-0 flex-wrap gap-x-2">
              <span className="font-medium">{t("mapping.reading.title")}</span>
              <span className="min-w-0 text-muted">
                {summary
                  .map((part) =>
                    part === "header_line" && used[part]
                      ? t("mapping.reading.namesIn", { line: used[part] })
                      : say(part, used[part]),
                  )
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
          </button>
        </h3>
      </div>
      {open && (
        <div id={id} className="grid gap-x-4 gap-y-3 px-4 pt-1 pb-4 sm:grid-cols-2 lg:grid-cols-3">
          {parts.map((part) => (
            <Part
              key={part}
              part={part}
              value={isSet(part) ? String(said[part]) : null}
              found={say(part, detected[part])}
              mark={isSet(part) ? t(remembered ? "mapping.reading.kept" : "mapping.reading.set") : null}
              error={wrong === part && failure ? words(failure) : null}
              hint={
                part === "header_line" && reading.skipped_lines > 0
                  ? t("mapping.reading.skipped", { count: reading.skipped_lines })
                  : null
              }
              onChange={(value) => set(part, value)}
            >
              <Choices part={part} reading={reading} />
            </Part>
          ))}
          {parts.some(isSet) && (
            <Button
              small
              weight="ghost"
              icon={RotateCcw}
              onClick={() => onChange({})}
              className="-ms-2.5 justify-self-start sm:col-span-full"
            >
              {t("mapping.reading.reset")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** A select has no empty value of its own to spare: "no quotes" is the empty text. */
const AS_DETECTED = "";
const marked = (value: string) => `=${value}`;
const unmarked = (value: string) => value.slice(1);

function Part({
  part,
  value,
  found,
  mark,
  error,
  hint,
  onChange,
  children,
}: {
  part: ReadPart;
  value: string | null;
  /** What was detected, in words. */
  found: string | null;
  mark: string | null;
  error: string | null;
  hint: string | null;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const note = [mark, hint].filter(Boolean).join(" · ");
  return (
    <Field label={t(`mapping.reading.part.${part}`)} error={error} {...(note ? { hint: note } : {})}>
      <Select
        value={value === null ? AS_DETECTED : part === "header_line" ? value : marked(value)}
        onChange={(event) => onChange(event.target.value)}
        className={clsx("w-full", mark && "[&>select]:border-accent [&>select]:font-medium")}
      >
        <option value={AS_DETECTED}>
          {found ? t("mapping.reading.detected", { what: found }) : t("mapping.reading.detectedOpen")}
        </option>
        {children}
      </Select>
    </Field>
  );
}

function Choices({ part, reading }: { part: ReadPart; reading: InspectedReading }) {
  const { t } = useTranslation();
  const say = useReadWords();
  if (part === "encoding")
    return SCRIPTS.map(([script, names]) => {
      const some = reading.encodings.filter((name) => names.test(name));
      return some.length > 0 ? (
        <optgroup key={script} label={t(`mapping.reading.script.${script}`)}>
          {some.map((name) => (
            <option key={name} value={marked(name)}>
              {encodingName(name)}
            </option>
          ))}
        </optgroup>
      ) : null;
    });
  if (part === "header_line")
    return (
      <>
        <option value="0">{t("mapping.reading.noHeader")}</option>
        {reading.lines.map((text, at) =>
          text ? (
            <option key={at} value={String(at + 1)}>
              {t("mapping.reading.lineText", { line: at + 1, text: text.slice(0, 80) })}
            </option>
          ) : null,
        )}
      </>
    );
  return CHOICES[part].map((value) => (
    <option key={value} value={marked(value)}>
      {say(part, value)}
    </option>
  ));
}
