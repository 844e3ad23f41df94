// Asks what a view is called, which sign it has, and whether it stands in the sidebar.
import { clsx } from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure, type View } from "@/client";
import { beginHere, Button, Dialog, Field, HUES, Input, Select, Switch } from "@/kit";
import { useWords } from "@/locales";
import { ICONS } from "./icons";

export interface Named {
  name: string;
  pinned: boolean;
  icon: string | null;
  colour: string | null;
}

export function ViewDialog({
  title,
  view,
  onClose,
  onSave,
}: {
  title: string;
  view?: View;
  onClose: () => void;
  onSave: (named: Named) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const [named, setNamed] = useState<Named>({
    name: view?.name ?? "",
    pinned: view ? Boolean(view.pinned) : true,
    icon: view?.icon ?? null,
    colour: view?.colour ?? null,
  });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const name = named.name.trim();
  const put = (change: Partial<Named>) => setNamed((now) => ({ ...now, ...change }));
  const save = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await onSave({ ...named, name });
    } catch (thrown) {
      setFailure(Failure.from(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpenChange={onClose} title={title}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name) void save();
        }}
      >
        <Field label={t("views.name")} error={failure ? words(failure) : null}>
          <Input
            ref={beginHere}
            value={named.name}
            maxLength={120}
            onChange={(event) => put({ name: event.target.value })}
          />
        </Field>
        <div role="radiogroup" aria-label={t("views.icon")} className="flex flex-wrap gap-1">
          {Object.entries(ICONS).map(([icon, Icon]) => {
            const chosen = (named.icon ?? "filter") === icon;
            return (
              <label
                key={icon}
                className={clsx(
                  "flex size-11 items-center justify-center rounded-md border focus-within:outline-2 focus-within:outline-focus hover:bg-hover",
                  chosen ? "border-line-strong bg-selected text-text" : "border-transparent text-muted",
                )}
              >
                <input
                  type="radio"
                  name="icon"
                  className="sr-only"
                  checked={chosen}
                  onChange={() => put({ icon })}
                  aria-label={t(`views.icons.${icon}` as "views.icons.star")}
                />
                <Icon aria-hidden className="size-[18px]" strokeWidth={1.8} />
              </label>
            );
          })}
        </div>
        <Field label={t("views.colour")}>
          <Select
            value={named.colour ?? ""}
            onChange={(event) => put({ colour: event.target.value || null })}
          >
            <option value="">{t("views.noColour")}</option>
            {HUES.map((hue) => (
              <option key={hue} value={hue}>
                {t(`tags.colour.${hue}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Switch label={t("views.inSidebar")} checked={named.pinned} onChange={(pinned) => put({ pinned })} />
        <Button type="submit" weight="primary" className="self-end" busy={busy} disabled={!name}>
          {t("kit.save")}
        </Button>
      </form>
    </Dialog>
  );
}
