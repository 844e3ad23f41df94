// One record of a kind the seller made.
import { useTranslation } from "react-i18next";
import { OpenTasks } from "@/features/tasks/OpenTasks";
import { useOpenTasks } from "@/features/tasks/queries";
import { PageSkeleton } from "@/kit";
import { useFormat } from "@/locales/format";
import { KindShow } from "@/records/KindShow";
import { OWN_RECORDS } from "@/records/kinds";
import { NotFound } from "@/shell/NotFound";
import { useParams } from "@tanstack/react-router";
import { useKindHere } from "./queries";

export function OwnRecordShow() {
  const { t } = useTranslation();
  const format = useFormat();
  const { id } = useParams({ strict: false });
  const here = useKindHere();
  const tasks = useOpenTasks(OWN_RECORDS, id);
  if (here === null) return <NotFound />;
  if (!here) return <PageSkeleton />;
  return (
    <KindShow
      key={here.config.name}
      config={here.config}
      tabs={(record) => [
        {
          id: "tasks",
          label: t("place.tasks"),
          ...(tasks ? { count: format.number(tasks.length) } : {}),
          content: <OpenTasks part={OWN_RECORDS} id={record.id} />,
        },
      ]}
    />
  );
}
