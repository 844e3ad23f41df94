// What Satchel is doing: imports and other long work, as far as it is.
import { LoaderCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Progress } from "@/kit";
import { useFormat } from "@/locales/format";
import { useLabelWords } from "@/records/labels";
import { useJobs } from "@/shell/jobs";
import { Nothing, Part } from "./Part";

export function WorkPart() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useLabelWords();
  const jobs = useJobs();
  return (
    <Part title={t("home.part.work")} icon={LoaderCircle} to="/imports" toLabel={t("home.allImports")}>
      {jobs.length === 0 ? (
        <Nothing>{t("home.nothingRuns")}</Nothing>
      ) : (
        <ul className="flex flex-col gap-3">
          {jobs.map((job) => {
            const label = words(job.label);
            return (
              <li key={job.id}>
                <p className="flex items-baseline justify-between gap-3">
                  <span className="min-w-0 truncate">{label}</span>
                  <span className="tabular shrink-0 text-xs text-muted">
                    {job.total
                      ? t("status.of", { done: format.number(job.done), total: format.number(job.total) })
                      : format.number(job.done)}
                  </span>
                </p>
                <Progress done={job.done} total={job.total} label={label} />
                {job.left !== null && (
                  <p className="text-xs text-muted">{t("status.left", { time: format.seconds(job.left) })}</p>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Part>
  );
}
