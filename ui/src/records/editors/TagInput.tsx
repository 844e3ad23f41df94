// Tags as words: type one and Enter, or take one that is there already; Backspace takes the last away.
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { Tag } from "@/kit";
import { useUnfinished } from "../draft";
import { plain, useTagColours } from "../Value";

export function TagInput({
  value,
  onChange,
  name,
  autoFocus,
}: {
  value: string[];
  onChange: (tags: string[]) => void;
  name: string;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  const list = useId();
  const colour = useTagColours();
  const [text, setText] = useState("");
  const box = useRef<HTMLInputElement>(null);
  const known = useRead("tags.list", { limit: 500, fields: ["name", "colour"] }).data?.rows ?? [];
  const add = (word: string) => {
    const tag = word.trim().replace(/,$/, "").trim();
    if (tag && !value.some((one) => one.toLowerCase() === tag.toLowerCase())) onChange([...value, tag]);
    setText("");
  };
  // A tag that was typed and not yet confirmed is meant all the same.
  useUnfinished(() => {
    if (text.trim()) add(text);
  });
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-1.5 rounded-md border border-line-strong/55 bg-surface px-1.5 py-1 focus-within:border-focus contrast:border-line-strong">
      {value.map((tag) => (
        <Tag
          key={tag}
          name={tag}
          colour={colour(tag)}
          onRemove={() => {
            onChange(value.filter((one) => one !== tag));
            box.current?.focus();
          }}
        />
      ))}
      <input
        ref={box}
        aria-label={name}
        list={list}
        value={text}
        placeholder={value.length === 0 ? t("edit.tagHint") : ""}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the seller asked for this very field
        autoFocus={autoFocus}
        onChange={(event) => {
          if (event.target.value.endsWith(",")) add(event.target.value);
          else setText(event.target.value);
        }}
        onBlur={() => add(text)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && text.trim()) {
            event.preventDefault();
            add(text);
          } else if (event.key === "Backspace" && !text) onChange(value.slice(0, -1));
        }}
        className="h-7 min-w-24 flex-1 bg-transparent px-1 outline-none"
      />
      <datalist id={list}>
        {known.map((row) => (
          <option key={row.id} value={plain(row["name"] ?? row.title)} />
        ))}
      </datalist>
    </div>
  );
}
