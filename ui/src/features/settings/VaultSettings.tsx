// The vault itself: where it lies, whether it is sound, and the index beside it, which can be made anew.
import { CircleAlert, CircleCheck, RefreshCw, Stethoscope } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead, type Diagnosis, type VaultStatus } from "@/client";
import { Banner, Button, Code } from "@/kit";
import { useWords } from "@/locales";
import { useFormat } from "@/locales/format";
import { useDoctor, useRebuild } from "./queries";

export function VaultSettings({ status }: { status: VaultStatus }) {
  const { t } = useTranslation();
  const words = useWords();
  const format = useFormat();
  const doctor = useDoctor();
  const rebuild = useRebuild();
  const contacts = useRead("contacts.list", { limit: 1 }).data?.total;
  const companies = useRead("companies.list", { limit: 1 }).data?.total;
  return (
    <>
      <dl className="grid grid-cols-[8rem_1fr] gap-x-4 gap-y-2">
        <dt className="text-muted">{t("vault.folder")}</dt>
        <dd className="font-mono text-xs leading-normal break-all select-all">{status.dir}</dd>
        {contacts !== undefined && companies !== undefined && (
          <>
            <dt className="text-muted">{t("settings.holds")}</dt>
            <dd className="tabular">
              {[
                t("settings.contacts", { count: contacts, shown: format.number(contacts) }),
                t("settings.companies", { count: companies, shown: format.number(companies) }),
              ].join(", ")}
            </dd>
          </>
        )}
      </dl>
      <div className="flex flex-wrap gap-2.5">
        <Button icon={Stethoscope} busy={doctor.isFetching} onClick={doctor.run}>
          {t("settings.doctor")}
        </Button>
        <Button icon={RefreshCw} busy={rebuild.isPending} onClick={() => rebuild.mutate({})}>
          {t("settings.rebuild")}
        </Button>
      </div>
      <p className="text-xs text-muted">{t("settings.vaultText")}</p>
      <div role="status">
        {doctor.isFetching ? (
          <p className="text-muted">{t("settings.doctorLooks")}</p>
        ) : doctor.error ? (
          <Banner look="error" className="rounded-lg">
            {words(doctor.error)} <Code of={doctor.error} />
          </Banner>
        ) : (
          doctor.data && <Findings found={doctor.data} />
        )}
      </div>
    </>
  );
}

function Findings({ found }: { found: Diagnosis }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="flex flex-col gap-2">
      <p className="flex items-center gap-2 font-medium">
        {found.sound ? (
          <CircleCheck aria-hidden className="size-[18px] text-success" />
        ) : (
          <CircleAlert aria-hidden className="size-[18px] text-danger" />
        )}
        {found.sound ? t("settings.sound") : t("settings.unsound")}
      </p>
      <ul className="overflow-hidden rounded-lg border border-line bg-surface">
        {found.checks.map((check) => (
          <li key={check.name} className="border-b border-line px-4 py-2.5 last:border-0">
            <div className="flex items-center gap-2.5">
              {check.faults.length === 0 ? (
                <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />
              ) : (
                <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />
              )}
              <span className="flex-1">
                {t(`doctor.${check.name}` as "doctor.file", { defaultValue: check.name })}
              </span>
              <span className="tabular text-xs text-muted">
                {check.faults.length > 0
                  ? t("doctor.faults", { count: check.faults.length })
                  : check.looked_at > 1
                    ? t("doctor.looked", { shown: format.number(check.looked_at) })
                    : t("doctor.fine")}
              </span>
            </div>
            {check.faults.length > 0 && (
              // What is wrong is said for whoever repairs it, as the program wrote it.
              <ul lang="en" className="mt-1.5 flex flex-col gap-1 ps-6.5 font-mono text-xs break-words">
                {check.faults.map((fault) => (
                  <li key={fault}>{fault}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
