// One company: who works there, who decides, what was spoken, and the companies that belong to it.
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CommitteeBoard } from "@/features/committees/CommitteeBoard";
import { DealsOf } from "@/features/deals/DealsOf";
import { useDealsOf } from "@/features/deals/queries";
import { OpenTasks } from "@/features/tasks/OpenTasks";
import { useOpenTasks } from "@/features/tasks/queries";
import { Unanswered, useKeys } from "@/kit";
import { useFormat } from "@/locales/format";
import { KINDS } from "@/records/kinds";
import { useOpened } from "@/records/opened";
import { RecordShow } from "@/records/RecordShow";
import { NotFound } from "@/shell/NotFound";
import { Engagement } from "./Engagement";
import { GroupOf, useGroup } from "./GroupOf";
import { Members, useMembers } from "./Members";
import { useCompany } from "./queries";

export function CompanyShow() {
  const { t } = useTranslation();
  const format = useFormat();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useCompany(id);
  const navigate = useNavigate();
  const people = useMembers(data?.id).data;
  const group = useGroup(data?.id).data;
  const deals = useDealsOf("company", data?.id);
  const tasks = useOpenTasks("companies", data?.id);
  useOpened("company", id, data?.name);
  useKeys([
    {
      keys: "",
      label: t("chart.open"),
      words: t("chart.openWords"),
      group: t("kind.company"),
      run: () => id && void navigate({ to: "/companies/$id/chart", params: { id } }),
    },
  ]);
  if (error?.code === "not_found") return <NotFound />;
  if (error || !data) return <Unanswered of={{ error, refetch }} whole title={t("kind.company")} />;
  return (
    <RecordShow
      config={KINDS.company}
      record={data}
      tabs={[
        {
          id: "tasks",
          label: t("place.tasks"),
          ...(tasks ? { count: format.number(tasks.length) } : {}),
          content: <OpenTasks part="companies" id={data.id} />,
        },
        {
          id: "people",
          label: t("companies.people"),
          ...(people ? { count: format.number(people.present) } : {}),
          content: <Members id={data.id} />,
        },
        {
          id: "committee",
          label: t("committees.title"),
          content: <CommitteeBoard of="companies" id={data.id} locked={Boolean(data.deleted_ms)} />,
        },
        {
          id: "engagement",
          label: t("engagement.title"),
          content: <Engagement id={data.id} />,
        },
        {
          id: "deals",
          label: t("kinds.deals"),
          ...(deals ? { count: format.number(deals.total) } : {}),
          content: <DealsOf of="company" id={data.id} name={data.name} />,
        },
        {
          id: "group",
          label: t("companies.group"),
          ...(group && group.companies.length > 1 ? { count: format.number(group.companies.length) } : {}),
          content: <GroupOf id={data.id} />,
        },
      ]}
    />
  );
}
