// All companies.
import { useNavigate } from "@tanstack/react-router";
import { Building2, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, EmptyState } from "@/kit";
import { KINDS } from "@/records/kinds";
import { RecordList } from "@/records/RecordList";
import { useCompanySearch } from "./queries";

export function CompanyList() {
  const [search, setSearch] = useCompanySearch();
  return <RecordList config={KINDS.company} search={search} onSearch={setSearch} empty={<NoCompanies />} />;
}

function NoCompanies() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={Building2}
      title={t("companies.emptyTitle")}
      actions={
        <Button weight="primary" icon={Plus} onClick={() => void navigate({ to: "/companies/new" })}>
          {t("list.new.company")}
        </Button>
      }
    >
      {t("companies.emptyText")}
    </EmptyState>
  );
}
