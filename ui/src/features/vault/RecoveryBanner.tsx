// The banner that stays until the recovery code was saved and typed back, and the dialog behind it.
import { Check, Copy, Download } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useClient } from "@/client";
import { Banner, Button, Dialog, Field, Input, Skeleton, useToast } from "@/kit";
import { useWords } from "@/locales";

export function RecoveryBanner() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Banner
        look="key"
        action={
          <Button small onClick={() => setOpen(true)}>
            {t("recovery.save")}
          </Button>
        }
      >
        {t("recovery.banner")}
      </Banner>
      <RecoveryDialog open={open} onOpenChange={setOpen} />
    </>
  );
}

export function RecoveryDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("recovery.title")}
      description={t("recovery.text")}
    >
      {open && <RecoverySteps done={() => onOpenChange(false)} />}
    </Dialog>
  );
}

function RecoverySteps({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const toast = useToast();
  const client = useClient();
  const make = useAct("vault.recovery_code");
  const confirm = useAct("vault.confirm_recovery");
  const [typing, setTyping] = useState(false);
  const [typed, setTyped] = useState("");
  const [copied, setCopied] = useState(false);
  const { mutate } = make;
  useEffect(() => mutate({}), [mutate]);
  const code = make.data?.code;

  if (typing)
    return (
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate(
            { code: typed.trim() },
            {
              onSuccess: () => {
                toast.show({ text: t("recovery.confirmed") });
                done();
              },
            },
          );
        }}
      >
        <Field label={t("recovery.typeBack")} error={confirm.error ? words(confirm.error) : null}>
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            className="font-mono tracking-wide"
          />
        </Field>
        <div className="flex justify-between gap-2">
          <Button weight="ghost" onClick={() => setTyping(false)}>
            {t("recovery.again")}
          </Button>
          <Button type="submit" weight="primary" busy={confirm.isPending} disabled={!typed.trim()}>
            {t("recovery.confirm")}
          </Button>
        </div>
      </form>
    );

  return (
    <div className="flex flex-col gap-4">
      <output
        aria-label={t("vault.recoveryCode")}
        className="rounded-lg bg-sunken p-4 text-center font-mono text-lg leading-normal tracking-wide break-words select-all contrast:border contrast:border-line-strong"
      >
        {make.error ? (
          <span className="text-danger">{words(make.error)}</span>
        ) : (
          (code ?? <Skeleton className="h-6" />)
        )}
      </output>
      <div className="flex flex-wrap gap-2">
        <Button
          icon={copied ? Check : Copy}
          disabled={!code}
          onClick={() => {
            void navigator.clipboard?.writeText(code ?? "").then(() => setCopied(true));
          }}
        >
          {copied ? t("recovery.copied") : t("recovery.copy")}
        </Button>
        <Button
          icon={Download}
          disabled={!code}
          onClick={() => {
            client
              .saveText(t("recovery.fileName"), `${t("recovery.fileText")}\n\n${code ?? ""}\n`)
              .then((saved) => saved && toast.show({ text: t("recovery.fileSaved") }), toast.fail);
          }}
        >
          {t("recovery.file")}
        </Button>
        <Button weight="primary" className="ms-auto" disabled={!code} onClick={() => setTyping(true)}>
          {t("recovery.saved")}
        </Button>
      </div>
    </div>
  );
}
