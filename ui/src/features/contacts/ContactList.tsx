// All people: the list, and what to do while there is nobody yet.
import { useNavigate } from "@tanstack/react-router";
import { FileInput, FlaskConical, Plus, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/client";
import { useFileChooser } from "@/features/imports/intake";
import { Button, EmptyState, useToast } from "@/kit";
import { KINDS } from "@/records/kinds";
import { RecordList } from "@/records/RecordList";
import { useContactSearch } from "./queries";

export function ContactList() {
  const [search, setSearch] = useContactSearch();
  return <RecordList config={KINDS.contact} search={search} onSearch={setSearch} empty={<NoContacts />} />;
}

export function NoContacts() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choose = useFileChooser();
  const toast = useToast();
  const sample = useAct("vault.open_sample");
  return (
    <div className="mx-auto flex min-h-full max-w-xl flex-col justify-center p-4 md:p-8">
      <div className="rounded-xl border-2 border-dashed border-line-strong/60 bg-surface">
        <EmptyState
          icon={Users}
          title={t("contacts.emptyTitle")}
          actions={
            <>
              <Button weight="primary" icon={FileInput} onClick={() => void choose()}>
                {t("import.choose")}
              </Button>
              <Button icon={Plus} onClick={() => void navigate({ to: "/contacts/new" })}>
                {t("list.new.contact")}
              </Button>
            </>
          }
        >
          {t("contacts.emptyText")}
        </EmptyState>
      </div>
      <p className="mt-5 text-center text-muted">{t("sample.offer")}</p>
      <Button
        icon={FlaskConical}
        weight="ghost"
        className="mx-auto mt-1"
        busy={sample.isPending}
        onClick={() => sample.mutate({}, { onError: toast.fail })}
      >
        {t("sample.open")}
      </Button>
    </div>
  );
}
