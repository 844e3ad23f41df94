// What was spoken, noted and to be done with a company and everybody who works there, and what of it changed: week by week, and
// one after the other.
import { Sparkles } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useReadBack } from "@/client";
import { Button, EmptyState, Select, Unanswered } from "@/kit";
import { Days } from "@/records/TimelineItems";
import { askedFor, EVERYTHING, isPart, TimelineFilter } from "@/records/TimelineFilter";
import { useMembers } from "./Members";
import { Weeks } from "./Weeks";

const PAGE = 50;
const WEEKS = 26;

export function Engagement({ id }: { id: string }) {
  const { t } = useTranslation();
  const [part, setPart] = useState(EVERYTHING);
  const [person, setPerson] = useState("");
  const with_ = person ? { contact_id: person } : {};
  const members = useMembers(id, "present").data?.members ?? [];
  const people = [...new Map(members.map(({ contact_id, name }) => [contact_id, name]))];
  const weeks = useRead("companies.weeks", { id, weeks: WEEKS, ...with_ }, { keep: true }).data?.weeks;
  const answer = useReadBack(
    "companies.engagement",
    { id, limit: PAGE, ...with_, ...askedFor(part) },
    ({ items: page }) => page,
    ({ next_before }) => next_before,
  );
  const items = answer.items ?? [];
  return (
    <div className="flex flex-col gap-5 pt-4">
      {weeks && <Weeks weeks={weeks} />}
      <div className="flex flex-wrap items-start gap-3">
        <TimelineFilter part={part} onPart={setPart} kind="company" />
        {people.length > 0 && (
          <Select
            aria-label={t("engagement.person")}
            className="w-auto!"
            value={person}
            onChange={(event) => setPerson(event.target.value)}
          >
            <option value="">{t("engagement.everybody")}</option>
            {people.map(([contact, name]) => (
              <option key={contact} value={contact}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </div>
      {answer.error || !answer.items ? (
        <Unanswered of={answer} lines={5} />
      ) : items.length === 0 && (isPart(part) || person) ? (
        <p className="py-6 text-center text-muted">{t("timeline.none")}</p>
      ) : items.length === 0 ? (
        <EmptyState icon={Sparkles} title={t("engagement.empty")} className="py-8!">
          {t("engagement.emptyText")}
        </EmptyState>
      ) : (
        <>
          <Days items={items} changesOf="company" />
          {answer.more && (
            <Button className="self-center" busy={answer.busy} onClick={answer.more}>
              {t("timeline.more")}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
