// The ways to open the vault: keychain, passphrase, recovery code. Each is a slot that holds the same key.
import { Fingerprint, KeyRound, LifeBuoy, Lock } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type VaultSlot, type VaultStatus } from "@/client";
import { RecoveryDialog } from "@/features/vault/RecoveryBanner";
import { PassphraseInput } from "@/features/vault/PassphraseFields";
import { Button, Dialog, Tag, useToast } from "@/kit";
import { useWords } from "@/locales";

export function KeySettings({ status }: { status: VaultStatus }) {
  const { t } = useTranslation();
  const toast = useToast();
  const lock = useAct("vault.lock");
  const [recovery, setRecovery] = useState(false);
  const [passphrase, setPassphrase] = useState(false);
  const [leaving, setLeaving] = useState<VaultSlot | null>(null);
  const useKeychain = useAct("vault.set_keychain");
  const has = (slot: VaultSlot) => status.slots.includes(slot);
  const names = {
    keychain: t("settings.keychain"),
    passphrase: t("vault.passphrase"),
    recovery: t("vault.recoveryCode"),
  };
  // Paper is for an accident: the keychain or a passphrase has to stay.
  const spare = (slot: VaultSlot) =>
    has(slot) && (slot === "recovery" || (has("keychain") && has("passphrase")));
  const removal = (slot: VaultSlot) =>
    spare(slot) && (
      <Button
        small
        weight="ghost"
        aria-label={t("settings.removeName", { name: names[slot] })}
        onClick={() => setLeaving(slot)}
      >
        {t("settings.removeSlot")}
      </Button>
    );
  return (
    <>
      <ul className="overflow-hidden rounded-lg border border-line bg-surface">
        <Slot
          icon={<Fingerprint aria-hidden className="size-5" strokeWidth={1.7} />}
          title={t("settings.keychain")}
          text={
            has("keychain")
              ? t("settings.keychainOn")
              : status.keychain
                ? t("settings.keychainOff")
                : t("settings.keychainNone")
          }
          on={has("keychain")}
          action={
            has("keychain")
              ? removal("keychain")
              : status.keychain && (
                  <Button
                    small
                    busy={useKeychain.isPending}
                    onClick={() =>
                      useKeychain.mutate(
                        {},
                        {
                          onSuccess: () => toast.show({ text: t("settings.keychainAdded") }),
                          onError: toast.fail,
                        },
                      )
                    }
                  >
                    {t("settings.useKeychain")}
                  </Button>
                )
          }
        />
        <Slot
          icon={<KeyRound aria-hidden className="size-5" strokeWidth={1.7} />}
          title={t("vault.passphrase")}
          text={has("passphrase") ? t("settings.passphraseOn") : t("settings.passphraseOff")}
          on={has("passphrase")}
          action={
            <>
              {removal("passphrase")}
              <Button small onClick={() => setPassphrase(true)}>
                {has("passphrase") ? t("settings.change") : t("settings.set")}
              </Button>
            </>
          }
        />
        <Slot
          icon={<LifeBuoy aria-hidden className="size-5" strokeWidth={1.7} />}
          title={t("vault.recoveryCode")}
          text={status.recovery_confirmed ? t("settings.recoveryOn") : t("settings.recoveryOff")}
          on={status.recovery_confirmed}
          action={
            <>
              {removal("recovery")}
              <Button small onClick={() => setRecovery(true)}>
                {t("settings.newCode")}
              </Button>
            </>
          }
        />
      </ul>
      <Button
        icon={Lock}
        className="self-start"
        busy={lock.isPending}
        onClick={() => lock.mutate({}, { onError: toast.fail })}
      >
        {t("palette.lock")}
      </Button>
      <RecoveryDialog open={recovery} onOpenChange={setRecovery} />
      <Dialog
        open={leaving !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        title={leaving ? t("settings.removeSure", { name: names[leaving] }) : ""}
        description={leaving ? t(`settings.removeText.${leaving}`) : undefined}
        footer={leaving && <RemoveSlot slot={leaving} name={names[leaving]} done={() => setLeaving(null)} />}
      />
      <Dialog open={passphrase} onOpenChange={setPassphrase} title={t("settings.passphraseTitle")}>
        {passphrase && <PassphraseForm current={has("passphrase")} done={() => setPassphrase(false)} />}
      </Dialog>
    </>
  );
}

function RemoveSlot({ slot, name, done }: { slot: VaultSlot; name: string; done: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const remove = useAct("vault.remove_slot");
  return (
    <>
      <Button weight="ghost" onClick={done}>
        {t("kit.cancel")}
      </Button>
      <Button
        weight="danger"
        busy={remove.isPending}
        onClick={() =>
          remove.mutate(
            { slot },
            {
              onSuccess: () => {
                toast.show({ text: t("settings.removed", { name }) });
                done();
              },
              onError: toast.fail,
            },
          )
        }
      >
        {t("settings.removeSlot")}
      </Button>
    </>
  );
}

function Slot({
  icon,
  title,
  text,
  on,
  action,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  on: boolean;
  action?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <li className="flex flex-wrap items-center gap-x-3.5 gap-y-2 border-b border-line p-4 last:border-0">
      <span className="text-muted">{icon}</span>
      <div className="min-w-44 flex-1">
        <div className="flex items-center gap-2 font-medium">
          {title}
          <Tag name={on ? t("settings.on") : t("settings.off")} colour={on ? "green" : "grey"} />
        </div>
        <div className="text-xs text-muted">{text}</div>
      </div>
      {action}
    </li>
  );
}

function PassphraseForm({ current, done }: { current: boolean; done: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const toast = useToast();
  const set = useAct("vault.set_passphrase");
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const [short, setShort] = useState(false);
  const onOld = set.error?.field === "current" || set.error?.code === "wrong_key";
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setShort(next.length < 8);
        if (next.length < 8) return;
        set.mutate(
          { new: next, ...(current ? { current: old } : {}) },
          {
            onSuccess: () => {
              toast.show({ text: t("settings.passphraseSet") });
              done();
            },
          },
        );
      }}
    >
      {current && (
        <PassphraseInput
          label={t("settings.passphraseOld")}
          value={old}
          onChange={setOld}
          error={onOld && set.error ? words(set.error) : null}
        />
      )}
      <PassphraseInput
        label={t("settings.passphraseNew")}
        value={next}
        onChange={(value) => {
          setNext(value);
          setShort(false);
        }}
        error={short ? t("vault.first.short") : !onOld && set.error ? words(set.error) : null}
        fresh
      />
      <Button
        type="submit"
        weight="primary"
        className="self-end"
        busy={set.isPending}
        disabled={!next || (current && !old)}
      >
        {t("kit.save")}
      </Button>
    </form>
  );
}
