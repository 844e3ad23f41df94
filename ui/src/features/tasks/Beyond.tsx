// What a screen of tasks leaves out because there is too much of it: how many, and the way to all of them.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/locales/format";

export function Beyond({ shown, total }: { shown: number; total: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (total <= shown) return null;
  return (
    <p role="note" className="my-2 rounded-md bg-sunken px-3 py-2 text-sm">
      {t("tasks.beyond", { shown: format.number(shown), total: format.number(total) })}{" "}
      <Link to="/tasks" search={{ view: "all" }} className="hit text-accent">
        {t("tasks.beyondAll")}
      </Link>
    </p>
  );
}
