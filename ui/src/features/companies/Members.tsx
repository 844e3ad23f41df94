// Who works at a company and who did: what they do or did there, since when, to whom they report, what they have a say in.
import { Link } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Member, type Membership } from "@/client";
import { Avatar, EmptyState, Select, Tag, Unanswered } from "@/kit";
import { useRoleWord } from "@/features/committees/queries";
import { useFormat } from "@/locales/format";

const MANY = 1_000;

export const useMembers = (id: string | undefined, which: Membership = "all") =>
  useRead("companies.members", { id: id ?? "", which, limit: MANY }, { enabled: Boolean(id), keep: true });

export function Members({ id }: { id: string }) {
  const { t } = useTranslation();
  const [which, setWhich] = useState<Membership>("all");
  const { data, error, refetch } = useMembers(id, which);
  if (error || !data) return <Unanswered of={{ error, refetch }} lines={4} />;
  if (data.present + data.former === 0)
    return (
      <EmptyState icon={Users} title={t("companies.nobody")} className="py-10!">
        {t("companies.nobodyText")}
      </EmptyState>
    );
  const counts = { all: data.present + data.former, present: data.present, former: data.former };
  return (
    <div className="flex flex-col gap-1 pt-4">
      <div className="flex flex-wrap items-center gap-3">
        <Select
          aria-label={t("members.which")}
          className="w-auto!"
          value={which}
          onChange={(event) => setWhich(event.target.value as Membership)}
        >
          {(["all", "present", "former"] as const).map((one) => (
            <option key={one} value={one}>
              {t(`members.filter.${one}`, { count: counts[one] })}
            </option>
          ))}
        </Select>
        <Link
          to="/companies/$id/chart"
          params={{ id }}
          className="hit ms-auto text-accent underline-offset-2 hover:underline"
        >
          {t("chart.open")}
        </Link>
      </div>
      {data.members.length === 0 ? (
        <p className="py-6 text-center text-muted">{t("members.none")}</p>
      ) : (
        <ul className="flex flex-col">
          {data.members.map((member) => (
            <Line key={`${member.contact_id} ${member.job_id}`} member={member} />
          ))}
        </ul>
      )}
      {data.members.length >= MANY && (
        <Link
          to="/contacts"
          search={{ rules: [{ field: "jobs.company_id", op: "equals", value: id }] }}
          className="pt-3 text-accent underline underline-offset-2"
        >
          {t("companies.allPeople", { count: counts.all })}
        </Link>
      )}
    </div>
  );
}

function Line({ member }: { member: Member }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useRoleWord();
  const { from, to } = member;
  const job = [member.title, member.role, member.department].filter(Boolean).join(" · ");
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1.5 last:border-0">
      <Avatar name={member.name} company={false} size="md" />
      <div className="min-w-40 flex-1">
        <Link
          to="/contacts/$id"
          params={{ id: member.contact_id }}
          className="hit font-medium hover:underline"
        >
          <bdi>{member.name}</bdi>
        </Link>
        {job && <div className="text-xs text-muted">{job}</div>}
        {member.reports_to_id && member.reports_to && (
          <div className="text-xs text-muted">
            {t("members.reportsTo")}{" "}
            <Link
              to="/contacts/$id"
              params={{ id: member.reports_to_id }}
              className="hit text-accent underline-offset-2 hover:underline"
            >
              <bdi>{member.reports_to}</bdi>
            </Link>
          </div>
        )}
      </div>
      {member.say && <Tag name={word(member.say)} colour="indigo" />}
      {!member.present && <Tag name={t("members.left")} colour="grey" />}
      {(from ?? to) && (
        <span className="tabular text-xs text-muted">
          {from && to
            ? t("members.span", { from: format.day(from), to: format.day(to) })
            : from
              ? t("members.since", { day: format.day(from) })
              : t("members.until", { day: format.day(to ?? "") })}
        </span>
      )}
    </li>
  );
}
