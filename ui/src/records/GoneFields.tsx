// What a list says that asks for fields which are not there any more, as a view may after one of the seller's own fields
// was removed.
import { ListX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, EmptyState } from "@/kit";
import { useKind } from "./catalogue";
import type { ListSearch } from "./view";

const OF_ALL = new Set(["id", "created_ms", "modified_ms", "deleted_ms"]);

/** The fields a list asks for that its kind does not have. */
export function useGoneFields(kind: string, { rules = [], sort = [] }: ListSearch): string[] {
  const described = useKind(kind);
  if (!described) return [];
  const isThere = (id: string) => {
    const [part, inner] = id.split(".");
    if (OF_ALL.has(id) || described.fields.some((field) => field.id === id)) return true;
    const found = described.parts.find((one) => one.id === part);
    return found !== undefined && (inner === undefined || found.fields.some((field) => field.id === inner));
  };
  return [...new Set([...rules, ...sort].map(({ field }) => field).filter((id) => !isThere(id)))];
}

export function GoneFields<S extends ListSearch>({
  fields,
  search,
  onSearch,
}: {
  fields: string[];
  search: S;
  onSearch: (next: ListSearch) => void;
}) {
  const { t } = useTranslation();
  const mend = () => {
    const { rules, sort, ...rest } = search;
    const stays = ({ field }: { field: string }) => !fields.includes(field);
    const [kept, order] = [(rules ?? []).filter(stays), (sort ?? []).filter(stays)];
    onSearch({
      ...rest,
      ...(kept.length > 0 ? { rules: kept } : {}),
      ...(order.length > 0 ? { sort: order } : {}),
    });
  };
  return (
    <EmptyState
      icon={ListX}
      title={t("list.goneTitle")}
      actions={
        <Button weight="primary" onClick={mend}>
          {t("list.goneMend")}
        </Button>
      }
    >
      {t("list.goneText", { count: fields.length })}
    </EmptyState>
  );
}
