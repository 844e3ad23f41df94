// What can be done with the chosen ones of the trash.
import { ArchiveRestore, Eraser, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "@/kit";
import { useFormat } from "@/locales/format";
import type { Selection } from "@/records/selection";

export function TrashBar({
  selection,
  onRestore,
  onErase,
}: {
  selection: Selection;
  onRestore: () => void;
  onErase: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (selection.count === 0) return null;
  return (
    <div
      role="region"
      aria-label={t("bulk.label")}
      className="fixed inset-x-2 bottom-16 z-30 mx-auto flex w-fit max-w-full animate-rise flex-wrap items-center gap-1.5 rounded-xl border border-line bg-raised p-2 ps-4 shadow-3 md:bottom-12"
    >
      <span className="tabular me-2 font-medium" role="status">
        {t("bulk.selected", { count: selection.count, shown: format.number(selection.count) })}
      </span>
      <Button weight="ghost" icon={ArchiveRestore} onClick={onRestore}>
        {t("trash.restore")}
      </Button>
      <Button weight="ghost" icon={Eraser} className="text-danger" onClick={onErase}>
        {t("erase.command")}
      </Button>
      <IconButton icon={X} label={t("bulk.clear")} onClick={() => selection.clear()} />
    </div>
  );
}
