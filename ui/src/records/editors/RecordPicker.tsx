// A name that may be a record: typing searches, choosing links, anything else stays the words one typed.
import { clsx } from "clsx";
import { Link2, X } from "lucide-react";
import { useDeferredValue, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { Avatar, IconButton, Input } from "@/kit";
import { ALL_KINDS, isOwnKind, OWN_RECORD, type KindName } from "../kinds";

export interface Picked {
  text: string;
  id: string | null;
}

export function RecordPicker({
  kind,
  value,
  onChange,
  name,
  placeholder,
}: {
  /** Of one kind, or of whichever the seller made. */
  kind: KindName | typeof OWN_RECORD;
  value: Picked;
  onChange: (value: Picked) => void;
  name: string;
  placeholder?: string;
}) {
  const { t } = useTranslation();
  const list = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const own = kind === OWN_RECORD;
  const kinds: string[] = own ? ALL_KINDS.map((one) => one.name).filter(isOwnKind) : [kind];
  const wanted = useDeferredValue(value.text.trim());
  const hits =
    useRead(
      "search.query",
      { text: wanted, kinds, limit: 6 },
      { enabled: open && wanted.length > 0, keep: true },
    ).data?.hits ?? [];
  const shown = open && wanted.length > 0 && hits.length > 0 && value.id === null;
  const choose = (index: number) => {
    const hit = hits[index];
    if (!hit) return;
    onChange({ text: hit.title, id: hit.id });
    setOpen(false);
    setAt(-1);
  };
  return (
    <div className="relative min-w-0 flex-1">
      <Input
        role="combobox"
        aria-label={name}
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && at >= 0 ? `${list}-${at}` : undefined}
        autoComplete="off"
        placeholder={placeholder}
        value={value.text}
        className={value.id ? "ps-8 pe-9" : ""}
        onChange={(event) => {
          onChange({ text: event.target.value, id: null });
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (!shown) return;
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            const step = event.key === "ArrowDown" ? 1 : -1;
            setAt((now) => (now + step + hits.length) % hits.length);
          } else if (event.key === "Enter" && at >= 0) {
            event.preventDefault();
            choose(at);
          } else if (event.key === "Escape") {
            event.stopPropagation();
            setOpen(false);
          }
        }}
      />
      {value.id && (
        <>
          <Link2
            aria-hidden
            className="pointer-events-none absolute inset-s-2.5 top-2.5 size-4 text-accent"
          />
          <IconButton
            icon={X}
            small
            tip={false}
            label={t("edit.unlink", { name: value.text })}
            onClick={() => onChange({ text: value.text, id: null })}
            className="absolute! inset-e-1 top-1"
          />
        </>
      )}
      <div
        id={list}
        role="listbox"
        aria-label={name}
        hidden={!shown}
        className="absolute inset-x-0 top-full z-20 mt-1 animate-rise rounded-lg border border-line bg-raised p-1 shadow-2"
      >
        {hits.map((hit, index) => (
          // The keyboard works through the input's active descendant.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={hit.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(index)}
            className={clsx(
              "flex min-h-11 items-center gap-2.5 rounded-md px-2",
              index === at ? "bg-selected" : "hover:bg-hover",
            )}
          >
            <Avatar name={hit.title} company={kind === "company"} />
            <span className="min-w-0">
              <bdi className="block truncate font-medium">{hit.title}</bdi>
              <span className="block truncate text-xs text-muted">
                {own ? t(`kind.${hit.kind as KindName}`) : hit.subtitle}
              </span>
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
