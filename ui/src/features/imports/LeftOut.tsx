// What of a workbook or an archive is not imported, and why; told once, beside the import that begins.
import { useTranslation } from "react-i18next";
import type { Unpacked } from "@/client";
import type { ToastInput } from "@/kit";
import { useReasons } from "@/locales";
import { useFormat } from "@/locales/format";

const SHOWN = 4;

export function useLeftOut(): (left: Unpacked["left"]) => ToastInput {
  const { t } = useTranslation();
  const format = useFormat();
  const reasons = useReasons();
  return (left) => ({
    text: t("import.left", { count: left.length, shown: format.number(left.length) }),
    detail: (
      <ul className="mt-1 flex flex-col">
        {left.slice(0, SHOWN).map((one, at) => (
          <li key={at}>
            <bdi className="font-medium text-text">{one.name}</bdi> – {reasons("row", one)}
          </li>
        ))}
        {left.length > SHOWN && (
          <li>
            {t("import.leftMore", { count: left.length - SHOWN, shown: format.number(left.length - SHOWN) })}
          </li>
        )}
      </ul>
    ),
  });
}
