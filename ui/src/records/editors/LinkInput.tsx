// Several people or companies: those that were chosen, and a box to choose another.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "@/client";
import type { KindName } from "../kinds";
import { PickedRecord } from "./fields";
import { RecordPicker } from "./RecordPicker";

export function LinkInput({
  kind,
  label,
  value,
  onChange,
}: {
  kind: KindName;
  label: string;
  value: Id[];
  onChange: (ids: Id[]) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span className="text-xs font-medium text-muted">{label}</span>
      {value.map((id) => (
        <PickedRecord
          key={id}
          kind={kind}
          id={id}
          name={t(`kind.${kind}`)}
          onClear={() => onChange(value.filter((one) => one !== id))}
        />
      ))}
      <RecordPicker
        kind={kind}
        name={label}
        value={{ text, id: null }}
        onChange={({ text: typed, id }) => {
          setText(id ? "" : typed);
          if (id && !value.includes(id)) onChange([...value, id]);
        }}
      />
    </div>
  );
}
