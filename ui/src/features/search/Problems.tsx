// What of a search means nothing, with what could stand there; everything else was searched.
import { Info } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Output } from "@/client";

type Problem = Output<"search.query">["problems"][number];

export function Problems({ problems }: { problems: Problem[] }) {
  const { t } = useTranslation();
  const words = ({ code, typed, can }: Problem) => {
    const list = can.join("  ");
    if (code === "no_day") return t("search.problem.no_day", { typed, list });
    if (code === "no_choice") return t("search.problem.no_choice", { typed, list });
    if (code === "or_mixed") return t("search.problem.or_mixed", { typed });
    return t("search.problem.too_long", { typed });
  };
  return (
    <div role="status">
      {problems.map((one) => (
        <p key={`${one.code} ${one.typed}`} className="mb-2 flex items-start gap-2 text-sm">
          <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span>{words(one)}</span>
        </p>
      ))}
    </div>
  );
}
