// Several records of a kind: those that were chosen, and a box to choose another.
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "@/client";
import { ABOUT_KINDS, type About, type AboutPart } from "../about";
import { KINDS, OWN_RECORD, OWN_RECORDS, type KindName } from "../kinds";
import { PickedRecord } from "./fields";
import { RecordPicker } from "./RecordPicker";

export function LinkInput({
  kind,
  label,
  value,
  onChange,
}: {
  kind: KindName | typeof OWN_RECORD;
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
          name={kind === OWN_RECORD ? label : t(`kind.${kind}`)}
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

/** A box for each part that says what a task or a conversation is about. */
export function aboutBoxes(
  about: Partial<About>,
  onChange: (change: Partial<About>) => void,
  label: (part: AboutPart) => string,
): Record<AboutPart, ReactNode> {
  const box = (kind: KindName | typeof OWN_RECORD, part: AboutPart) => (
    <LinkInput
      kind={kind}
      label={label(part)}
      value={about[part] ?? []}
      onChange={(ids) => onChange({ [part]: ids })}
    />
  );
  return Object.fromEntries([
    ...ABOUT_KINDS.map((kind) => [KINDS[kind].plural, box(kind, KINDS[kind].plural)] as const),
    [OWN_RECORDS, box(OWN_RECORD, OWN_RECORDS)] as const,
  ]) as Record<AboutPart, ReactNode>;
}
