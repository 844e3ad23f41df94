// An address that leads nowhere.
import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState, Page } from "@/kit";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t("shell.notFound")}>
      <EmptyState
        icon={Compass}
        title={t("shell.notFoundTitle")}
        actions={
          <Link to="/contacts" className="text-accent underline underline-offset-2">
            {t("shell.toContacts")}
          </Link>
        }
      >
        {t("shell.notFoundText")}
      </EmptyState>
    </Page>
  );
}
