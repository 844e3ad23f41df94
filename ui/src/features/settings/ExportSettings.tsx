// Everything out, in one file, whenever one wants.
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/kit";
import { EXPORT_FORMATS, useExports } from "@/shell/exports";

export function ExportSettings() {
  const { t } = useTranslation();
  const run = useExports();
  const busy = run.isPending ? run.variables.format : null;
  return (
    <>
      <p className="text-muted">{t("settings.exportText")}</p>
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
    </>
  );
}
