// Several values a rule asks for: choices and stages as boxes to tick, words with commas between them, records one by one.
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Json } from "@/client";
import { Checkbox, Field, IconButton, Input } from "@/kit";
import type { ListField } from "./catalogue";
import { RecordPicker } from "./editors/RecordPicker";
import { chosenOf, pointedAt } from "./kinds";
import { RecordName } from "./Value";

interface Props {
  field: ListField;
  value: Json;
  onChange: (value: Json) => void;
}

const listOf = (value: Json): string[] => (Array.isArray(value) ? value.map(String) : []);

export function ListValue({ field, value, onChange }: Props) {
  if (field.options.length > 0)
    return (
      <Boxes
        options={field.options.map((option) => [option, field.words(option)])}
        value={value}
        onChange={onChange}
      />
    );
  if (field.kind === "stage" || field.kind === "pipeline")
    return <FewRecords plural={`${field.kind}s`} value={value} onChange={onChange} />;
  if (field.type === "record") return <Records field={field} value={value} onChange={onChange} />;
  return <Words value={value} onChange={onChange} />;
}

function Boxes({
  options,
  value,
  onChange,
}: {
  options: [id: string, words: string][];
  value: Json;
  onChange: (value: Json) => void;
}) {
  const { t } = useTranslation();
  const chosen = listOf(value);
  return (
    <div role="group" aria-label={t("filter.value")} className="flex max-h-60 flex-col gap-1 overflow-y-auto">
      {options.map(([id, words]) => (
        <Checkbox
          key={id}
          label={words}
          checked={chosen.includes(id)}
          onChange={(event) =>
            onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
          }
        />
      ))}
    </div>
  );
}

function FewRecords({
  plural,
  value,
  onChange,
}: {
  plural: "stages" | "pipelines";
  value: Json;
  onChange: (value: Json) => void;
}) {
  const rows = useRead(`${plural}.list`, { limit: 500, fields: ["name"] }).data?.rows ?? [];
  return <Boxes options={rows.map(({ id, title }) => [id, title])} value={value} onChange={onChange} />;
}

function Records({ field, value, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const chosen = listOf(value);
  const kind = chosenOf(field.kind);
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col gap-1">
        {chosen.map((id) => (
          <li key={id} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate">
              <RecordName kind={pointedAt(field.kind)} id={id} />
            </span>
            <IconButton
              icon={X}
              small
              label={t("filter.takeOut")}
              onClick={() => onChange(chosen.filter((one) => one !== id))}
            />
          </li>
        ))}
      </ul>
      <RecordPicker
        kind={kind}
        name={t("filter.value")}
        value={{ text, id: null }}
        onChange={({ text: typed, id }) => {
          setText(id ? "" : typed);
          if (id && !chosen.includes(id)) onChange([...chosen, id]);
        }}
      />
    </div>
  );
}

/** What is typed stays as it is typed; what it asks for are the words between the commas. */
function Words({ value, onChange }: { value: Json; onChange: (value: Json) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(listOf(value).join(", "));
  return (
    <Field label={t("filter.value")} hint={t("filter.commas")}>
      <Input
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(
            event.target.value
              .split(",")
              .map((word) => word.trim())
              .filter(Boolean),
          );
        }}
      />
    </Field>
  );
}
