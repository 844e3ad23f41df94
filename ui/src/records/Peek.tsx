// The facts of the row under the cursor, beside the list: enough to call without opening the record.
import { Link } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { IconButton, PageSkeleton } from "@/kit";
import { Face } from "./Face";
import { Facts } from "./Facts";
import type { KindConfig, PersonKind } from "./kinds";
import { QuickActions } from "./QuickActions";

export function Peek({
  config,
  id,
  onEdit,
}: {
  config: KindConfig<PersonKind>;
  id: string;
  onEdit: () => void;
}) {
  const { t } = useTranslation();
  const record = useRead(`${config.plural}.get`, { id }, { keep: true }).data;
  const title = record ? ("display_name" in record ? record.display_name : record.name) : "";
  return (
    <aside
      aria-label={t("list.panel")}
      className="hidden w-80 shrink-0 overflow-y-auto border-s border-line bg-bg lg:block xl:w-96"
    >
      {record ? (
        <div className="flex flex-col gap-5 p-5">
          <div className="flex items-center gap-3">
            <Face record={record} size="md" />
            <Link
              to={`/${config.plural}/$id`}
              params={{ id }}
              className="min-w-0 flex-1 truncate text-lg font-semibold tracking-tight hover:underline"
            >
              <bdi>{title}</bdi>
            </Link>
            <IconButton icon={Pencil} label={t("record.edit")} keys="e" onClick={onEdit} className="-me-2" />
          </div>
          <div className="flex flex-wrap gap-2">
            <QuickActions record={record} />
          </div>
          <Facts kind={config.name} record={record} />
        </div>
      ) : (
        <PageSkeleton lines={5} />
      )}
    </aside>
  );
}
