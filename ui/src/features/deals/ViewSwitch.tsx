// The three ways to look at deals: as a board, as a list, as a forecast.
import { useNavigate } from "@tanstack/react-router";
import { ChartColumn, Rows3, SquareKanban } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/kit";
import { rememberView, type DealView } from "./queries";

const VIEWS = [
  ["board", SquareKanban],
  ["list", Rows3],
  ["forecast", ChartColumn],
] as const;

export function ViewSwitch({
  view,
  pipeline,
}: {
  view: DealView | "forecast";
  pipeline?: string | undefined;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = (next: DealView | "forecast") => {
    if (next === "forecast") return void navigate({ to: "/deals/forecast" });
    rememberView(next);
    void navigate({ to: "/deals", search: { view: next, ...(pipeline ? { pipeline } : {}) } });
  };
  return (
    <div data-unprinted="" role="group" aria-label={t("deals.views")} className="flex gap-2.5">
      {VIEWS.map(([one, icon]) => (
        <IconButton
          key={one}
          icon={icon}
          label={t(`deals.${one}`)}
          aria-pressed={view === one}
          onClick={() => show(one)}
          className="aria-pressed:bg-selected aria-pressed:text-text"
        />
      ))}
    </div>
  );
}
