// One person.
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DealsOf } from "@/features/deals/DealsOf";
import { useDealsOf } from "@/features/deals/queries";
import { OpenTasks } from "@/features/tasks/OpenTasks";
import { useOpenTasks } from "@/features/tasks/queries";
import { Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { KINDS } from "@/records/kinds";
import { useOpened } from "@/records/opened";
import { RecordShow } from "@/records/RecordShow";
import { NotFound } from "@/shell/NotFound";
import { useContact } from "./queries";
import { Ties } from "./Ties";

export function ContactShow() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useContact(id);
  const format = useFormat();
  const deals = useDealsOf("contact", data?.id);
  const tasks = useOpenTasks("contacts", data?.id);
  useOpened("contact", id, data?.display_name);
  if (error?.code === "not_found") return <NotFound />;
  if (error || !data) return <Unanswered of={{ error, refetch }} whole title={t("kind.contact")} />;
  return (
    <RecordShow
      config={KINDS.contact}
      record={data}
      tabs={[
        {
          id: "deals",
          label: t("kinds.deals"),
          ...(deals ? { count: format.number(deals.total) } : {}),
          content: <DealsOf of="contact" id={data.id} name={data.display_name} />,
        },
        {
          id: "tasks",
          label: t("place.tasks"),
          ...(tasks ? { count: format.number(tasks.length) } : {}),
          content: <OpenTasks part="contacts" id={data.id} />,
        },
        {
          id: "ties",
          label: t("ties.title"),
          content: <Ties id={data.id} name={data.display_name} />,
        },
      ]}
    />
  );
}
