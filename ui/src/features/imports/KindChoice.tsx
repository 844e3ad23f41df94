// What the rows of the chosen files are, and by what they are known again.
import { useTranslation } from "react-i18next";
import { Field, Select } from "@/kit";
import { useOwnKinds } from "@/records/own";
import type { IntakeOptions } from "./intake";
import { tableKinds } from "./tableKinds";

export function KindChoice({
  options,
  disabled,
  onChange,
}: {
  options: IntakeOptions;
  disabled?: boolean;
  onChange: (options: IntakeOptions) => void;
}) {
  const { t } = useTranslation();
  // So that the seller's own kinds are known by their names.
  useOwnKinds();
  const { kind } = options;
  return (
    <Field
      label={t("import.kind")}
      hint={
        kind === undefined
          ? t("import.kindHint.people")
          : kind === "lead"
            ? t("import.leadsHint")
            : t(kind === "deal" ? "import.kindHint.deal" : "import.kindHint.own")
      }
    >
      <Select
        value={kind ?? ""}
        disabled={disabled}
        onChange={(event) => {
          const { kind: _, ...rest } = options;
          onChange(event.target.value ? { ...rest, kind: event.target.value } : rest);
        }}
      >
        <option value="">{t("import.kindOf.people")}</option>
        {tableKinds().map(({ name, plural }) => (
          <option key={name} value={name}>
            {t(`kinds.${plural}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
