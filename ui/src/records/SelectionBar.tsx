// The bar over a list while rows are chosen: how many, and what may be done with them.
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/kit";
import { useFormat } from "@/locales/format";
import type { Selection } from "./selection";

export function SelectionBar({ selection, children }: { selection: Selection; children: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div
      role="region"
      aria-label={t("bulk.label")}
      className="fixed inset-x-2 bottom-16 z-30 mx-auto flex w-fit max-w-full animate-rise flex-wrap items-center gap-1.5 rounded-xl border border-line bg-raised p-2 ps-4 shadow-3 md:bottom-12"
    >
      <span className="tabular me-2 font-medium" role="status">
        {t("bulk.selected", { count: selection.count, shown: format.number(selection.count) })}
      </span>
      {children}
      <IconButton icon={X} label={t("bulk.clear")} onClick={() => selection.clear()} />
    </div>
  );
}
