// Whose day is near, and what was looked at last.
import { Link } from "@tanstack/react-router";
import { Cake, Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { PageSkeleton } from "@/kit";
import { useFormat } from "@/locales/format";
import { useLabelWord } from "@/records/FactGroup";
import { HitFace } from "../search/HitFace";
import { useOpenHit } from "../search/open";
import { zoneHere } from "../tasks/queries";
import { useDayWords } from "../tasks/words";
import { Nothing, Part, Trouble } from "./Part";

export function OccasionsPart() {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useDayWords();
  const word = useLabelWord();
  const { data, error, refetch } = useRead("home.occasions", { zone: zoneHere() });
  return (
    <Part title={t("home.part.occasions")} icon={Cake} to="/contacts" toLabel={t("home.allContacts")}>
      {error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : !data ? (
        <PageSkeleton lines={3} />
      ) : data.occasions.length === 0 ? (
        <Nothing>{t("home.noOccasions")}</Nothing>
      ) : (
        <ul className="flex flex-col">
          {data.occasions.slice(0, 10).map((one) => (
            <li
              key={`${one.contact_id} ${one.label} ${one.day}`}
              className="flex min-h-11 flex-wrap items-center gap-x-3 border-b border-line py-1 last:border-0"
            >
              <Link
                to="/contacts/$id"
                params={{ id: one.contact_id }}
                className="hit min-w-0 flex-1 truncate font-medium hover:underline"
              >
                <bdi>{one.name}</bdi>
              </Link>
              <span className="text-muted">
                {word(one.label) || t("field.contact.dates")}
                {one.years
                  ? ` · ${t("home.years", { count: one.years, shown: format.number(one.years) })}`
                  : ""}
              </span>
              <time dateTime={one.day} className={one.in_days === 0 ? "font-medium" : "tabular"}>
                {day(one.day)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

export function RecentPart() {
  const { t } = useTranslation();
  const open = useOpenHit();
  const { data, error, refetch } = useRead("search.recent", {});
  return (
    <Part title={t("home.part.recent")} icon={Clock}>
      {error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : !data ? (
        <PageSkeleton lines={4} />
      ) : data.hits.length === 0 ? (
        <Nothing>{t("home.noRecent")}</Nothing>
      ) : (
        <ul className="flex flex-col">
          {data.hits.slice(0, 8).map((hit) => (
            <li key={hit.id}>
              <button
                type="button"
                onClick={() => void open(hit)}
                className="-mx-2 flex min-h-11 w-[calc(100%+1rem)] items-center gap-3 rounded-md px-2 text-start hover:bg-hover"
              >
                <HitFace hit={hit} small />
                <span className="min-w-0 flex-1 truncate">
                  <bdi className="font-medium">{hit.title}</bdi>
                  {hit.subtitle && <span className="text-muted"> · {hit.subtitle}</span>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
