// Everything out whenever one wants, everything back, and what went out so far.
import { ArchiveRestore, Download, FolderArchive } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type PastExport } from "@/client";
import { Button, Checkbox, Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { useEverything } from "@/shell/everything";
import { EXPORT_FORMATS, useExports } from "@/shell/exports";

/** Past exports that are shown before all are. */
const FIRST = 5;

export function ExportSettings() {
  const { t } = useTranslation();
  const run = useExports();
  const { out, bringBack, isBringing } = useEverything();
  const [history, setHistory] = useState(false);
  const busy = run.isPending ? run.variables.format : null;
  return (
    <>
      <p className="text-muted">{t("settings.exportText")}</p>
      <div className="flex flex-col gap-2.5 rounded-lg border border-line bg-surface p-4">
        <h3 className="font-medium">{t("export.everythingTitle")}</h3>
        <p className="text-muted">{t("export.everythingText")}</p>
        <Checkbox
          label={t("export.withHistory")}
          checked={history}
          onChange={(event) => setHistory(event.target.checked)}
        />
        <div className="flex flex-wrap gap-2.5">
          <Button icon={FolderArchive} busy={out.isPending} onClick={() => out.mutate({ history })}>
            {t("export.everything")}
          </Button>
          <Button icon={ArchiveRestore} busy={isBringing} onClick={bringBack}>
            {t("export.bringBack")}
          </Button>
        </div>
        <p className="text-xs text-muted">{t("export.bringBackText")}</p>
      </div>
      <h3 className="font-medium">{t("export.peopleTitle")}</h3>
      <div className="flex flex-wrap gap-2.5">
        {EXPORT_FORMATS.map((one) => (
          <Button
            key={one}
            icon={Download}
            busy={busy === one}
            disabled={busy !== null && busy !== one}
            onClick={() => run.mutate({ format: one })}
          >
            {t(`export.${one}`)}
          </Button>
        ))}
      </div>
      <PastExports />
    </>
  );
}

function PastExports() {
  const { t } = useTranslation();
  const past = useRead("exports.list", {});
  const [all, setAll] = useState(false);
  if (past.error || !past.data) return <Unanswered of={past} waiting={null} />;
  const { exports } = past.data;
  return (
    <section aria-label={t("export.past")} className="flex flex-col gap-2.5">
      <h3 className="font-medium">{t("export.past")}</h3>
      {exports.length === 0 ? (
        <p className="text-muted">{t("export.pastNone")}</p>
      ) : (
        <ul className="overflow-hidden rounded-lg border border-line bg-surface">
          {(all ? exports : exports.slice(0, FIRST)).map((one) => (
            <Past key={one.id} one={one} />
          ))}
        </ul>
      )}
      {!all && exports.length > FIRST && (
        <Button small weight="ghost" className="self-start" onClick={() => setAll(true)}>
          {t("export.pastAll", { count: exports.length })}
        </Button>
      )}
    </section>
  );
}

function Past({ one }: { one: PastExport }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const catalogue = useRead("catalogue.get", {}).data;
  const named = (kind: string) =>
    catalogue?.own[kind]?.many ??
    (i18n.exists(`export.kind.${kind}`) ? t(`export.kind.${kind as "contact"}`) : null);
  const kinds = one.format === "everything" ? [] : one.kinds.map(named).filter((name) => name !== null);
  const form =
    one.format === "everything"
      ? t("export.everythingTitle")
      : t(`export.${one.format as "csv"}`, { defaultValue: one.format });
  const what = [form, ...kinds, one.chosen === "all" ? null : t(`export.chosen.${one.chosen}`)];
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-0">
      <span className="min-w-0 flex-1">
        <span className="block">{what.filter(Boolean).join(" · ")}</span>
        <span className="block text-xs break-all text-muted">{one.place ?? t("export.placeUnknown")}</span>
      </span>
      <span className="tabular text-xs text-muted">
        {t("export.records", { count: one.records, shown: format.number(one.records) })}
        {" · "}
        {format.bytes(one.bytes)}
      </span>
      <time dateTime={new Date(one.at_ms).toISOString()} className="tabular text-xs text-muted">
        {format.moment(one.at_ms)}
      </time>
    </li>
  );
}
