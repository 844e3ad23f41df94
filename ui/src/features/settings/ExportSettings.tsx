// Everything out, in one file, whenever one wants.
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, type Input } from "@/client";
import { Button, useToast } from "@/kit";
import { useFormat } from "@/locales/format";

const FORMATS = [
  "csv",
  "vcard",
  "vcard3",
  "json",
] as const satisfies readonly Input<"exports.run">["format"][];

export function ExportSettings() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useClient();
  const toast = useToast();
  const [busy, setBusy] = useState<string | null>(null);
  const run = async (to: (typeof FORMATS)[number]) => {
    setBusy(to);
    try {
      const handle = await client.call("exports.run", { format: to });
      if (await client.save(handle))
        toast.show({ text: t("export.done", { name: handle.name }), detail: format.bytes(handle.size) });
    } catch (thrown) {
      toast.fail(thrown);
    }
    setBusy(null);
  };
  return (
    <>
      <p className="text-muted">{t("settings.exportText")}</p>
      <div className="flex flex-wrap gap-2.5">
        {FORMATS.map((one) => (
          <Button key={one} icon={Download} busy={busy === one} onClick={() => void run(one)}>
            {t(`export.${one}`)}
          </Button>
        ))}
      </div>
    </>
  );
}
