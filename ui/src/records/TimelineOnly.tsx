// What a timeline shows: everything, or only what was said, written down, to be done or changed.
import { clsx } from "clsx";
import { useTranslation } from "react-i18next";

export type Sort = "note" | "communication" | "task" | "attachment" | "change" | "import";

const CHOICES = {
  all: [],
  notes: ["note"],
  conversations: ["communication"],
  tasks: ["task"],
  files: ["attachment"],
  changes: ["change", "import"],
} as const satisfies Record<string, readonly Sort[]>;

type Choice = keyof typeof CHOICES;

export function Only({ only, onOnly }: { only: readonly Sort[]; onOnly: (only: Sort[]) => void }) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t("timeline.only")} className="flex flex-wrap gap-1.5">
      {(Object.keys(CHOICES) as Choice[]).map((choice) => {
        const chosen = CHOICES[choice].join() === only.join();
        return (
          <button
            key={choice}
            type="button"
            aria-pressed={chosen}
            onClick={() => onOnly([...CHOICES[choice]])}
            className={clsx(
              "hit inline-flex h-7 items-center rounded-full border px-3 text-xs font-medium",
              chosen ? "border-fill bg-fill text-on-fill" : "border-line bg-surface hover:bg-hover",
            )}
          >
            {t(`timeline.choice.${choice}`)}
          </button>
        );
      })}
    </div>
  );
}
