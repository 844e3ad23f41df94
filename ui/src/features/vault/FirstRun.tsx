// The first start: with a keychain nothing is asked, the vault is simply there; without one, one passphrase.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type VaultStatus } from "@/client";
import { Banner, Button, Unanswered } from "@/kit";
import { useWords } from "@/locales";
import { useIntake } from "../imports/intake";
import { Door } from "./Door";
import { PassphraseInput } from "./PassphraseFields";

export function FirstRun({ status }: { status: VaultStatus }) {
  return status.keychain ? <KeychainStart /> : <PassphraseStart status={status} />;
}

function KeychainStart() {
  const create = useAct("vault.create");
  const begun = useRef(false);
  const { mutate } = create;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate({});
  }, [mutate]);
  return <Unanswered of={{ error: create.error, retry: () => mutate({}) }} whole className="pt-[20vh]" />;
}

function PassphraseStart({ status }: { status: VaultStatus }) {
  const { t } = useTranslation();
  const words = useWords();
  const create = useAct("vault.create");
  const { waiting } = useIntake();
  const [passphrase, setPassphrase] = useState("");
  const [short, setShort] = useState(false);
  return (
    <Door
      title={t("vault.first.title")}
      text={t("vault.first.text")}
      note={t("vault.first.where", { dir: status.dir })}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setShort(passphrase.length < 8);
          if (passphrase.length >= 8) create.mutate({ passphrase });
        }}
      >
        {waiting.length > 0 && (
          <Banner className="rounded-md">
            {t("vault.first.waiting", { count: waiting.flatMap(({ files }) => files).length })}
          </Banner>
        )}
        <PassphraseInput
          label={t("vault.passphrase")}
          value={passphrase}
          onChange={(next) => {
            setPassphrase(next);
            setShort(false);
          }}
          error={short ? t("vault.first.short") : create.error ? words(create.error) : null}
          fresh
          focused
        />
        <Button type="submit" weight="primary" busy={create.isPending}>
          {t("vault.first.action")}
        </Button>
      </form>
    </Door>
  );
}
