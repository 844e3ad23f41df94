// All leads, the best score first.
import { useNavigate } from "@tanstack/react-router";
import { FileInput, Plus, UserRoundSearch } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFileChooser } from "@/features/imports/intake";
import { Button, EmptyState } from "@/kit";
import { KINDS } from "@/records/kinds";
import { RecordList } from "@/records/RecordList";
import { useLeadSearch } from "./queries";

export function LeadList() {
  const [search, setSearch] = useLeadSearch();
  return <RecordList config={KINDS.lead} search={search} onSearch={setSearch} empty={<NoLeads />} />;
}

function NoLeads() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choose = useFileChooser();
  return (
    <EmptyState
      icon={UserRoundSearch}
      title={t("leads.emptyTitle")}
      actions={
        <>
          <Button weight="primary" icon={Plus} onClick={() => void navigate({ to: "/leads/new" })}>
            {t("list.new.lead")}
          </Button>
          <Button icon={FileInput} onClick={() => void choose({ kind: "lead" })}>
            {t("import.chooseLeads")}
          </Button>
        </>
      }
    >
      {t("leads.emptyText")}
    </EmptyState>
  );
}
