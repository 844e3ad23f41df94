// The stages of a pipeline as a row of buttons: where the deal is, where it was to go, one press away.
import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Row } from "@/client";

export function StagePath({
  stages,
  current,
  locked,
  onStage,
}: {
  stages: Row[];
  current: string;
  locked: boolean;
  onStage: (stage: Row) => void;
}) {
  const { t } = useTranslation();
  const at = stages.findIndex(({ id }) => id === current);
  if (stages.length === 0) return null;
  return (
    <nav aria-label={t("deals.path")} className="px-4 pb-3 md:px-6">
      <ol className="flex flex-wrap gap-2">
        {stages.map((stage, index) => {
          const here = stage.id === current;
          return (
            <li key={stage.id}>
              <button
                type="button"
                disabled={locked}
                aria-current={here ? "step" : undefined}
                onClick={() => onStage(stage)}
                className={clsx(
                  "hit inline-flex h-8 items-center gap-1.5 rounded-full border px-3 text-xs font-medium",
                  here
                    ? "border-transparent bg-fill text-on-fill contrast:border-line-strong"
                    : "border-line bg-surface text-muted hover:border-line-strong hover:text-text",
                )}
              >
                {index < at && stages[at]?.["outcome"] !== "lost" && (
                  <Check aria-hidden className="size-3.5" strokeWidth={2} />
                )}
                <bdi>{stage.title}</bdi>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
