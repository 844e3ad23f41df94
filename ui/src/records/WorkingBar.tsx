// Where one is in the list that is worked record by record, and the way to the next.
import { ChevronRight, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, IconButton, KeyHint, useKeys } from "@/kit";
import { useFormat } from "@/locales/format";
import { useWorking } from "./working";

export function WorkingBar({ id, group }: { id: string; group: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { now, next, stop } = useWorking(id);
  useKeys(now ? [{ keys: "w", label: t("working.next"), group, run: () => void next() }] : []);
  if (!now) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-selected px-4 py-1.5 md:px-6">
      <span className="font-medium">
        {t("working.place", { at: format.number(now.position + 1), all: format.number(now.total) })}
      </span>
      <span className="text-muted max-sm:hidden">{t("working.hint")}</span>
      <span className="ms-auto flex items-center gap-1">
        <Button small weight="primary" icon={ChevronRight} onClick={() => void next()}>
          {t("working.next")} <KeyHint keys="w" className="max-sm:hidden" />
        </Button>
        <IconButton small icon={X} label={t("working.stop")} tip={false} onClick={stop} />
      </span>
    </div>
  );
}
