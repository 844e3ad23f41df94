// A vault that cannot be opened: what is the matter, what to do, and that nothing in it was touched.
import { FileWarning, RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAct, type VaultStatus } from "@/client";
import { Button } from "@/kit";
import { useWords } from "@/locales";
import { Door } from "./Door";

export function VaultTrouble({ status }: { status: VaultStatus }) {
  const { t } = useTranslation();
  const words = useWords();
  const again = useAct("vault.status");
  const newer = status.state === "newer";
  return (
    <Door
      title={newer ? t("vault.trouble.newerTitle") : t("vault.trouble.damagedTitle")}
      text={
        newer ? t("vault.trouble.newerText", { version: status.app_version }) : t("vault.trouble.damagedText")
      }
    >
      <div role="alert" className="flex flex-col gap-3">
        <p className="flex items-start gap-2.5">
          <FileWarning aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span>{newer ? t("vault.trouble.newerDo") : t("vault.trouble.damagedDo")}</span>
        </p>
        <dl className="rounded-md bg-sunken p-3 text-xs">
          <dt className="text-muted">{t("vault.folder")}</dt>
          <dd className="font-mono break-all select-all">{status.dir}</dd>
          {status.error && (
            <>
              <dt className="mt-2 text-muted">{t("kit.error.code")}</dt>
              <dd className="font-mono break-all select-all">
                {status.error.code}: {words(status.error)}
              </dd>
            </>
          )}
        </dl>
        <Button icon={RotateCw} busy={again.isPending} onClick={() => again.mutate({})}>
          {t("kit.retry")}
        </Button>
      </div>
    </Door>
  );
}
