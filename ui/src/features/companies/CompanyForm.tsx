// Writing a company down, or setting one right.
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Unanswered } from "@/kit";
import { KINDS } from "@/records/kinds";
import { RecordForm } from "@/records/RecordForm";
import { useCompany } from "./queries";

export function CompanyFormScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useCompany(id);
  if (id && (error || !data)) return <Unanswered of={{ error, refetch }} whole title={t("kind.company")} />;
  return <RecordForm key={id ?? "new"} config={KINDS.company} {...(data ? { record: data } : {})} />;
}
