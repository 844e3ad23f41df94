// The locked vault: keychain if there is one, else the passphrase, else the recovery code.
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type VaultStatus } from "@/client";
import { Button, Field, Input } from "@/kit";
import { useWords } from "@/locales";
import { Door } from "./Door";
import { PassphraseInput } from "./PassphraseFields";

export function Unlock({ status }: { status: VaultStatus }) {
  const { t } = useTranslation();
  const words = useWords();
  const unlock = useAct("vault.unlock");
  const [byCode, setByCode] = useState(
    !status.slots.includes("passphrase") && !status.slots.includes("keychain"),
  );
  const [text, setText] = useState("");
  const error = unlock.error ? words(unlock.error) : null;
  const passphrase = status.slots.includes("passphrase");
  return (
    <Door
      title={t("vault.unlock.title")}
      text={
        byCode
          ? t("vault.unlock.codeText")
          : passphrase
            ? t("vault.unlock.text")
            : t("vault.unlock.keychainText")
      }
      note={t("vault.unlock.where", { dir: status.dir })}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          unlock.mutate(byCode ? { recovery_code: text.trim() } : passphrase ? { passphrase: text } : {});
        }}
      >
        {byCode ? (
          <Field label={t("vault.recoveryCode")} error={error}>
            <Input
              value={text}
              onChange={(event) => setText(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              className="font-mono tracking-wide"
            />
          </Field>
        ) : passphrase ? (
          <PassphraseInput
            label={t("vault.passphrase")}
            value={text}
            onChange={setText}
            error={error}
            focused
          />
        ) : (
          error && (
            <p role="alert" className="text-danger">
              {error}
            </p>
          )
        )}
        <Button
          type="submit"
          weight="primary"
          busy={unlock.isPending}
          disabled={(byCode || passphrase) && !text}
        >
          {t("vault.unlock.action")}
        </Button>
        {status.slots.includes("keychain") && (passphrase || byCode) && (
          <Button icon={KeyRound} onClick={() => unlock.mutate({})}>
            {t("vault.unlock.keychain")}
          </Button>
        )}
        {status.slots.includes("recovery") && (!byCode || passphrase) && (
          <Button
            weight="ghost"
            onClick={() => {
              setByCode(!byCode);
              setText("");
              unlock.reset();
            }}
          >
            {byCode ? t("vault.unlock.byPassphrase") : t("vault.unlock.byCode")}
          </Button>
        )}
      </form>
    </Door>
  );
}
