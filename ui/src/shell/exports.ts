// An export, wherever it was asked for: it says that it works, then where it went.
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useClient, type Input } from "@/client";
import { useToast } from "@/kit";
import { useFormat } from "@/locales/format";

/** What the status line looks for: some export is under way. */
export const EXPORTING = ["export"];

export type ExportFormat = Input<"exports.run">["format"];

/** From the most usual to the one with everything. */
export const EXPORT_FORMATS = [
  "csv",
  "xlsx",
  "vcard",
  "vcard3",
  "json",
] as const satisfies readonly ExportFormat[];

export function useExports() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useClient();
  const toast = useToast();
  return useMutation({
    mutationKey: EXPORTING,
    mutationFn: async (what: Input<"exports.run">) => {
      const file = await client.call("exports.run", what);
      return { file, saved: await client.save(file) };
    },
    onSuccess: ({ file, saved }) => {
      if (saved) toast.show({ text: t("export.done", { name: file.name }), detail: format.bytes(file.size) });
    },
    onError: toast.fail,
  });
}
