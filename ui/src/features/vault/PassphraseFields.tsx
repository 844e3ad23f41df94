// A new passphrase: seen if one wants, with a word on how good it is.
import { Eye, EyeOff } from "lucide-react";
import { clsx } from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, IconButton, Input } from "@/kit";
import { strength } from "./strength";

export function PassphraseInput({
  label,
  value,
  onChange,
  error,
  fresh,
  focused,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | null;
  /** A new one, to be judged and remembered by a password manager. */
  fresh?: boolean;
  focused?: boolean;
}) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(false);
  return (
    <Field label={label} error={error ?? null} {...(fresh ? { hint: <Strength passphrase={value} /> } : {})}>
      <div className="relative">
        <PassphraseBox value={value} onChange={onChange} seen={seen} fresh={fresh} focused={focused} />
        <IconButton
          icon={seen ? EyeOff : Eye}
          small
          tip={false}
          label={seen ? t("vault.hide") : t("vault.show")}
          onClick={() => setSeen(!seen)}
          className="absolute! inset-e-1 top-1"
        />
      </div>
    </Field>
  );
}

function PassphraseBox({
  value,
  onChange,
  seen,
  fresh,
  focused,
}: {
  value: string;
  onChange: (value: string) => void;
  seen: boolean;
  fresh: boolean | undefined;
  focused: boolean | undefined;
}) {
  return (
    <Input
      type={seen ? "text" : "password"}
      value={value}
      ref={(box) => {
        // The door asks one thing, so the focus is already there.
        if (focused && box && document.activeElement === document.body) box.focus();
      }}
      autoComplete={fresh ? "new-password" : "current-password"}
      onChange={(event) => onChange(event.target.value)}
      className="pe-10"
    />
  );
}

const COLOURS = ["bg-danger", "bg-warn", "bg-accent", "bg-success"] as const;

function Strength({ passphrase }: { passphrase: string }) {
  const { t } = useTranslation();
  const found = strength(passphrase);
  if (!passphrase) return <>{t("vault.strength.hint")}</>;
  return (
    <span className="flex flex-col gap-1.5">
      <span className="mt-0.5 flex gap-1" aria-hidden>
        {COLOURS.map((_, at) => (
          <span
            key={at}
            className={clsx("h-1 w-10 rounded-full", at <= found ? COLOURS[found] : "bg-line")}
          />
        ))}
      </span>
      <span role="status">{t(`vault.strength.${found}`)}</span>
    </span>
  );
}
