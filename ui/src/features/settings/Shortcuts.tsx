// Where the keys are: each can be put elsewhere, taken away, or brought back; two never mean one.
import { Pencil, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Settings } from "@/client";
import { Button, Dialog, Field, IconButton, Input, KeyHint, keyCaps, useKeyCaps } from "@/kit";
import { readKeys, takenBy, useShortcuts, type Shortcut } from "@/shell/shortcuts";
import { usePatchSettings } from "./queries";

export function Shortcuts({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const caps = useKeyCaps();
  const patch = usePatchSettings();
  const shortcuts = useShortcuts();
  const [editing, setEditing] = useState<Shortcut | null>(null);
  const moved = settings.shortcuts;
  const put = (keys: string, to: string) => {
    const { [keys]: _, ...rest } = moved;
    patch({ shortcuts: to === keys ? rest : { ...rest, [keys]: to } });
  };
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-medium">{t("shortcuts.title")}</h3>
      <p className="text-muted">{t("shortcuts.text")}</p>
      <ul className="overflow-hidden rounded-lg border border-line bg-surface">
        {shortcuts.map((shortcut) => (
          <li
            key={shortcut.keys}
            className="relative flex min-h-11 items-center gap-3 border-b border-line ps-4 pe-1.5 last:border-0"
          >
            <span className="min-w-0 flex-1">{shortcut.label}</span>
            <span className="sr-only">{caps(shortcut.keys).join(" ") || t("shortcuts.none")}</span>
            {moved[shortcut.keys] === "" ? (
              <span aria-hidden className="text-xs text-muted">
                {t("shortcuts.none")}
              </span>
            ) : (
              <KeyHint keys={shortcut.keys} />
            )}
            {moved[shortcut.keys] !== undefined && (
              <IconButton
                icon={RotateCcw}
                small
                label={t("shortcuts.resetOne", { name: shortcut.label })}
                onClick={() => put(shortcut.keys, shortcut.keys)}
              />
            )}
            <IconButton
              icon={Pencil}
              small
              label={t("shortcuts.change", { name: shortcut.label })}
              onClick={() => setEditing(shortcut)}
            />
          </li>
        ))}
      </ul>
      {Object.keys(moved).length > 0 && (
        <Button icon={RotateCcw} className="self-start" onClick={() => patch({ shortcuts: {} })}>
          {t("shortcuts.reset")}
        </Button>
      )}
      <Dialog
        open={editing !== null}
        onOpenChange={(open) => !open && setEditing(null)}
        title={editing?.label ?? ""}
        description={t("shortcuts.how")}
      >
        {editing && (
          <KeyForm
            shortcut={editing}
            shortcuts={shortcuts}
            moved={moved}
            onKeys={(keys) => {
              put(editing.keys, keys);
              setEditing(null);
            }}
          />
        )}
      </Dialog>
    </div>
  );
}

/** The dialog asks one thing, so the focus is already there. */
const begin = (box: HTMLInputElement | null) => {
  if (box && !box.closest("form")?.contains(document.activeElement)) box.focus();
};

function KeyForm({
  shortcut,
  shortcuts,
  moved,
  onKeys,
}: {
  shortcut: Shortcut;
  shortcuts: Shortcut[];
  moved: Record<string, string>;
  onKeys: (keys: string) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const keys = readKeys(typed);
  const taken = keys === null ? undefined : takenBy(shortcuts, moved, shortcut.keys, keys);
  const error = taken
    ? t("shortcuts.taken", { name: taken.label })
    : tried && keys === null
      ? t("shortcuts.wrong")
      : null;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (keys !== null && !taken) onKeys(keys);
      }}
    >
      <Field
        label={t("shortcuts.field")}
        error={error}
        hint={
          keys ? keyCaps(keys).join(" ") : t("shortcuts.usual", { keys: keyCaps(shortcut.keys).join(" ") })
        }
      >
        <Input
          ref={begin}
          value={typed}
          maxLength={3}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
            setTried(false);
          }}
          className="font-mono"
        />
      </Field>
      <div className="flex flex-wrap justify-between gap-2">
        <Button weight="ghost" onClick={() => onKeys("")}>
          {t("shortcuts.off")}
        </Button>
        <Button type="submit" weight="primary">
          {t("kit.save")}
        </Button>
      </div>
    </form>
  );
}
