// What shall be won in a month, said where it is shown.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Field, Input } from "@/kit";
import { digitsOf } from "@/records/editors/currencies";
import { usePatchSettings } from "../settings/queries";

export function TargetForm({ target, currency }: { target: number | null; currency: string }) {
  const { t } = useTranslation();
  const patch = usePatchSettings();
  const unit = 10 ** digitsOf(currency);
  const [text, setText] = useState<string | null>(null);
  if (text === null)
    return (
      <Button
        small
        weight="ghost"
        className="mt-2 -ms-2"
        onClick={() => setText(target ? String(target / unit) : "")}
      >
        {t(target ? "home.changeTarget" : "home.setTarget")}
      </Button>
    );
  const minor = Math.round(Number(text) * unit);
  const fits = text.trim() === "" || (Number.isSafeInteger(minor) && minor > 0);
  return (
    <form
      className="mt-3 flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!fits) return;
        patch({ monthly_target_minor: text.trim() === "" ? null : minor });
        setText(null);
      }}
    >
      <Field
        label={t("home.target", { currency })}
        error={fits ? null : t("home.targetWrong")}
        className="flex-1"
      >
        <Input
          ref={(box) => box?.focus()}
          inputMode="decimal"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            setText(null);
          }}
        />
      </Field>
      <Button type="submit" weight="primary">
        {t("home.keepTarget")}
      </Button>
    </form>
  );
}
