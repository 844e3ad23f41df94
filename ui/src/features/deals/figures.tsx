// Sums and marks, said the same way on every screen of deals.
import { CircleSlash, Clock, TrendingDown, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Mark, Total } from "@/client";
import { useFormat } from "@/locales/format";

/** A sum in the home currency; what is not in it is said beside it. */
export function TotalText({ total, home }: { total: Total; home: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <span className="tabular">
        {total.minor === null ? t("deals.tooLarge") : format.money(total.minor, home)}
      </span>
      {total.missing.length > 0 && (
        <span className="block text-xs text-warn">
          {t("deals.missing", { currencies: format.list(total.missing) })}
        </span>
      )}
    </>
  );
}

export const MARKS: Record<Mark, LucideIcon> = {
  rotting: Clock,
  slipping: TrendingDown,
  no_next_step: CircleSlash,
};

/** What deserves a second look, as a sign and a word. */
export function MarkTag({ mark }: { mark: Mark }) {
  const { t } = useTranslation();
  const Icon = MARKS[mark];
  return (
    <span className="inline-flex h-[22px] items-center gap-1 rounded-full bg-warn-soft px-2 text-xs font-medium text-warn contrast:border contrast:border-current">
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
      {t(`deals.mark.${mark}`)}
    </span>
  );
}
