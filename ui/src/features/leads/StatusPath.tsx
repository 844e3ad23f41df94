// How far a lead has come, as a row of buttons: one press moves it; ruling out and converting ask first.
import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LeadStatus } from "@/client";
import { useChoiceWord } from "@/records/catalogue";

const PATH: LeadStatus[] = ["new", "working", "qualified", "converted"];

export function StatusPath({
  status,
  locked,
  onStatus,
}: {
  status: LeadStatus;
  locked: boolean;
  onStatus: (status: LeadStatus) => void;
}) {
  const { t } = useTranslation();
  const choice = useChoiceWord("lead");
  const steps: LeadStatus[] = [...PATH, "disqualified"];
  const at = PATH.indexOf(status);
  return (
    <nav aria-label={t("leads.path")} className="px-4 pb-3 md:px-6">
      <ol className="flex flex-wrap gap-2">
        {steps.map((step, index) => {
          const here = step === status;
          return (
            <li key={step}>
              <button
                type="button"
                disabled={locked}
                aria-current={here ? "step" : undefined}
                onClick={() => onStatus(step)}
                className={clsx(
                  "hit inline-flex h-8 items-center gap-1.5 rounded-full border px-3 text-xs font-medium",
                  here
                    ? "border-transparent bg-fill text-on-fill contrast:border-line-strong"
                    : "border-line bg-surface text-muted hover:border-line-strong hover:text-text",
                )}
              >
                {index < at && <Check aria-hidden className="size-3.5" strokeWidth={2} />}
                {choice("status", step)}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
