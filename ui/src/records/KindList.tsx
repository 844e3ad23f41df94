// The list of a kind about which there is nothing more to say while it is empty.
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, EmptyState } from "@/kit";
import type { KindConfig } from "./kinds";
import { RecordList } from "./RecordList";
import type { ListSearch } from "./view";

export function KindList({ config }: { config: KindConfig }) {
  const list = getRouteApi(`/${config.plural}`);
  const search: ListSearch = list.useSearch();
  const navigate = list.useNavigate();
  const onSearch = (next: ListSearch) => void navigate({ search: next, replace: true });
  return <RecordList config={config} search={search} onSearch={onSearch} empty={<None config={config} />} />;
}

function None({ config }: { config: KindConfig }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={config.icon}
      title={t("list.emptyTitle", { what: t(`did.${config.plural}`) })}
      actions={
        <Button weight="primary" icon={Plus} onClick={() => void navigate({ to: `/${config.plural}/new` })}>
          {t(`list.new.${config.name}`)}
        </Button>
      }
    >
      {t("list.emptyText")}
    </EmptyState>
  );
}
