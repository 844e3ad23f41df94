// All records of a kind the seller made.
import { useNavigate } from "@tanstack/react-router";
import { FileInput, Plus, Settings2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { useFileChooser } from "@/features/imports/intake";
import { Button, EmptyState, Unanswered } from "@/kit";
import type { Learnt } from "@/records/own";
import { RecordList } from "@/records/RecordList";
import { NotFound } from "@/shell/NotFound";
import { useKindHere, useOwnSearch } from "./queries";

export function OwnRecordList() {
  const here = useKindHere();
  const { error, refetch } = useRead("catalogue.get", {});
  const [search, setSearch] = useOwnSearch();
  if (!error && here === null) return <NotFound />;
  if (error || !here) return <Unanswered of={{ error, refetch }} whole lines={12} />;
  return (
    <RecordList
      key={here.config.name}
      config={here.config}
      search={search}
      onSearch={setSearch}
      empty={<None kind={here} />}
    />
  );
}

function None({ kind: { config, names } }: { kind: Learnt }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choose = useFileChooser();
  return (
    <EmptyState
      icon={config.icon}
      title={t("ownKinds.emptyTitle", { name: names.many })}
      actions={
        <>
          <Button weight="primary" icon={Plus} onClick={() => void navigate({ to: `/${config.plural}/new` })}>
            {t(`list.new.${config.name}`)}
          </Button>
          <Button icon={FileInput} onClick={() => void choose({ kind: config.name })}>
            {t("import.ofKind", { kinds: names.many })}
          </Button>
          <Button icon={Settings2} onClick={() => void navigate({ to: "/settings/kinds" })}>
            {t("ownKinds.manage")}
          </Button>
        </>
      }
    >
      {t("ownKinds.emptyText")}
    </EmptyState>
  );
}
