// One company, with the people who work there and the companies that belong to it.
import { Link, useParams } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DealsOf } from "@/features/deals/DealsOf";
import { useDealsOf } from "@/features/deals/queries";
import { OpenTasks } from "@/features/tasks/OpenTasks";
import { useOpenTasks } from "@/features/tasks/queries";
import { EmptyState, ErrorState, PageSkeleton, Tag } from "@/kit";
import { useFormat } from "@/locales/format";
import { RowFace } from "@/records/Face";
import { KINDS } from "@/records/kinds";
import { useOpened } from "@/records/opened";
import { RecordShow } from "@/records/RecordShow";
import { first, OutLink, telHref } from "@/records/Value";
import { NotFound } from "@/shell/NotFound";
import { useCompany, usePeopleOf, useSubsidiaries } from "./queries";

export function CompanyShow() {
  const { t } = useTranslation();
  const format = useFormat();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useCompany(id);
  const people = usePeopleOf(data?.id);
  const subsidiaries = useSubsidiaries(data?.id);
  const deals = useDealsOf("company", data?.id);
  const tasks = useOpenTasks("companies", data?.id);
  useOpened("company", id, data?.name);
  if (error?.code === "not_found") return <NotFound />;
  if (error) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton title={t("kind.company")} />;
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
          ...(people ? { count: format.number(people.total) } : {}),
          content: <People id={data.id} name={data.name} />,
        },
        {
          id: "deals",
          label: t("kinds.deals"),
          ...(deals ? { count: format.number(deals.total) } : {}),
          content: <DealsOf of="company" id={data.id} name={data.name} />,
        },
        ...(subsidiaries && subsidiaries.total > 0
          ? [
              {
                id: "subsidiaries",
                label: t("companies.subsidiaries"),
                count: format.number(subsidiaries.total),
                content: <Subsidiaries id={data.id} />,
              },
            ]
          : []),
      ]}
    />
  );
}

const LINE = "flex min-h-14 flex-wrap items-center gap-3 border-b border-line py-1.5 last:border-0";

function Subsidiaries({ id }: { id: string }) {
  const found = useSubsidiaries(id);
  if (!found) return <PageSkeleton lines={4} />;
  return (
    <ul className="flex flex-col pt-2">
      {found.rows.map((row) => (
        <li key={row.id} className={LINE}>
          <RowFace row={row} size="md" company />
          <div className="min-w-40 flex-1">
            <Link to="/companies/$id" params={{ id: row.id }} className="hit font-medium hover:underline">
              <bdi>{row.title}</bdi>
            </Link>
            <div className="text-xs text-muted">{row.subtitle}</div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function People({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const people = usePeopleOf(id);
  if (!people) return <PageSkeleton lines={4} />;
  if (people.total === 0)
    return (
      <EmptyState icon={Users} title={t("companies.nobody")} className="py-10!">
        {t("companies.nobodyText")}
      </EmptyState>
    );
  return (
    <ul className="flex flex-col pt-2">
      {people.rows.map((row) => (
        <li key={row.id} className={LINE}>
          <RowFace row={row} size="md" company={false} />
          <div className="min-w-40 flex-1">
            <Link to="/contacts/$id" params={{ id: row.id }} className="hit font-medium hover:underline">
              <bdi>{row.title}</bdi>
            </Link>
            <div className="text-xs text-muted">{row.subtitle}</div>
          </div>
          {row["company"] !== name && <Tag name={t("companies.elsewhere")} colour="grey" />}
          {first(row["emails"]) && (
            <OutLink href={`mailto:${first(row["emails"])}`} className="text-accent">
              {first(row["emails"])}
            </OutLink>
          )}
          {first(row["phones"]) && (
            <OutLink href={telHref({ value: first(row["phones"]) })} className="tabular text-accent">
              <bdi>{first(row["phones"])}</bdi>
            </OutLink>
          )}
        </li>
      ))}
      {people.total > people.rows.length && (
        <li className="pt-3">
          <Link
            to="/contacts"
            search={{ rules: [{ field: "jobs.company_id", op: "equals", value: id }] }}
            className="text-accent underline underline-offset-2"
          >
            {t("companies.allPeople", { count: people.total })}
          </Link>
        </li>
      )}
    </ul>
  );
}
