// The address of a view: leads to the list of its kind, as the view has it.
import { useParams } from "@tanstack/react-router";
import { ListX } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { EmptyState, Page, Unanswered } from "@/kit";
import { NotFound } from "@/shell/NotFound";
import { isListed, useOpenView } from "./queries";

export function ViewShow() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data: view, error, refetch } = useRead("views.get", { id: id ?? "" });
  const open = useOpenView();
  const there = view && !view.deleted_ms && isListed(view.of) ? view : undefined;
  useEffect(() => {
    if (there) open(there, true);
    // Once for what was found: going there again would not let anybody leave.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [there?.id]);
  if (error?.code === "not_found") return <NotFound />;
  if (!error && view && !there)
    return (
      <Page title={view.name}>
        <EmptyState icon={ListX} title={t(view.deleted_ms ? "views.inTrashTitle" : "views.noListTitle")}>
          {t(view.deleted_ms ? "views.inTrashText" : "views.noListText")}
        </EmptyState>
      </Page>
    );
  return <Unanswered of={{ error, refetch }} whole lines={12} title={t("kind.view")} />;
}
