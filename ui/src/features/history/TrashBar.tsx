// What can be done with the chosen ones of the trash.
import { ArchiveRestore, Eraser } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/kit";
import { SelectionBar } from "@/records/SelectionBar";
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
  if (selection.count === 0) return null;
  return (
    <SelectionBar selection={selection}>
      <Button weight="ghost" icon={ArchiveRestore} onClick={onRestore}>
        {t("trash.restore")}
      </Button>
      <Button weight="ghost" icon={Eraser} className="text-danger" onClick={onErase}>
        {t("erase.command")}
      </Button>
    </SelectionBar>
  );
}
