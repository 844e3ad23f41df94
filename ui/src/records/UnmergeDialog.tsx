// Which of several records that were merged into one comes apart.
import { Split } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Id, MergedPart } from "@/client";
import { Button, Dialog } from "@/kit";
import { useFormat } from "@/locales/format";

export function UnmergeDialog({
  open,
  merges,
  onClose,
  onChosen,
}: {
  open: boolean;
  merges: MergedPart[];
  onClose: () => void;
  onChosen: (id: Id) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Dialog
      open={open}
      onOpenChange={(on) => !on && onClose()}
      title={t("merge.apartTitle")}
      description={t("merge.apartText")}
    >
      <ul className="flex flex-col gap-1">
        {merges.map(({ id, title, at_ms }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2">
            <span className="min-w-0 flex-1">
              <bdi className="font-medium wrap-anywhere">{title}</bdi>
              <span className="block text-xs text-muted">
                {t("merge.when", { when: format.moment(at_ms) })}
              </span>
            </span>
            <Button
              icon={Split}
              onClick={() => {
                onClose();
                onChosen(id);
              }}
            >
              {t("merge.apartOne")}
              <span className="sr-only"> {title}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
