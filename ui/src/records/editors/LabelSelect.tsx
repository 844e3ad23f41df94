// What kind of address or number it is: a few usual words, or one's own.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Input, Select } from "@/kit";
import { useLabelWord } from "../FactGroup";

export const LABELS = {
  emails: ["work", "home", "other"],
  phones: ["mobile", "work", "home", "main", "fax", "other"],
  addresses: ["work", "home", "other"],
  links: ["website", "profile", "other"],
  handles: ["work", "home"],
  dates: ["birthday", "anniversary", "other"],
  relations: ["assistant", "manager", "colleague", "partner", "spouse", "child", "parent", "friend"],
} as const;

const OWN = "\u0000own";

export function LabelSelect({
  part,
  value,
  onChange,
  name,
}: {
  part: keyof typeof LABELS;
  value: string | undefined;
  onChange: (label: string) => void;
  name: string;
}) {
  const { t } = useTranslation();
  const word = useLabelWord();
  const usual: readonly string[] = LABELS[part];
  const label = value ?? "";
  const [typing, setTyping] = useState(false);
  if (typing)
    return (
      <Input
        aria-label={name}
        value={label}
        ref={(box) => {
          if (box && document.activeElement === document.body) box.focus();
        }}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => setTyping(false)}
      />
    );
  return (
    <Select
      aria-label={name}
      value={label}
      onChange={(event) => {
        if (event.target.value === OWN) {
          onChange("");
          setTyping(true);
        } else onChange(event.target.value);
      }}
    >
      <option value="">{t("edit.noLabel")}</option>
      {usual.map((one) => (
        <option key={one} value={one}>
          {word(one)}
        </option>
      ))}
      {label && !usual.includes(label) && <option value={label}>{word(label)}</option>}
      <option value={OWN}>{t("edit.ownLabel")}</option>
    </Select>
  );
}
