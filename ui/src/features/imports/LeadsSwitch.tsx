// Whether the rows of the chosen files are leads.
import { useTranslation } from "react-i18next";
import { Switch } from "@/kit";
import type { IntakeOptions } from "./intake";

export function LeadsSwitch({
  options,
  onChange,
}: {
  options: IntakeOptions;
  onChange: (options: IntakeOptions) => void;
}) {
  const { t } = useTranslation();
  return (
    <Switch
      label={t("import.leads")}
      hint={t("import.leadsHint")}
      checked={options.kind === "lead"}
      onChange={(on) => {
        const { kind: _, ...rest } = options;
        onChange(on ? { ...rest, kind: "lead" } : rest);
      }}
    />
  );
}
