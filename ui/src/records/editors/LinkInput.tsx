// Several records of a kind: those that were chosen, and a box to choose another.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "@/client";
import { ABOUT_KINDS, type About } from "../about";
import { ALL_KINDS, isOwnKind, KINDS, OWN_RECORD, OWN_RECORDS, type KindName } from "../kinds";
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

/** What a task or a conversation is about: a box per kind, and one for all kinds the seller made. */
export function AboutFields({
  about,
  onChange,
}: {
  about: Partial<About>;
  onChange: (change: Partial<About>) => void;
}) {
  const { t } = useTranslation();
  const box = (kind: KindName | typeof OWN_RECORD, part: keyof About) => (
    <LinkInput
      key={kind}
      kind={kind}
      label={t(`kinds.${part}`)}
      value={about[part] ?? []}
      onChange={(ids) => onChange({ [part]: ids })}
    />
  );
  const own = ALL_KINDS.some(({ name }) => isOwnKind(name)) || (about[OWN_RECORDS] ?? []).length > 0;
  return (
    <>
      {ABOUT_KINDS.map((kind) => box(kind, KINDS[kind].plural))}
      {own && box(OWN_RECORD, OWN_RECORDS)}
    </>
  );
}
