// Two that may be one: both, what speaks for it and what against, and what the seller may say of them.
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Combine, Split, UserRoundCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Evidence, LikelyPair } from "@/client";
import { Button } from "@/kit";
import { useFormat } from "@/locales/format";
import { LOOKS, type Tab } from "./looks";
import { asWritten } from "./written";

export function PairCard({
  id,
  tab,
  pair,
  certain,
  current,
  onMerge,
  onApart,
}: {
  id: string;
  tab: Tab;
  pair: LikelyPair;
  certain: boolean;
  current: boolean;
  onMerge: () => void;
  onApart: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { plurals, merge } = LOOKS[tab];
  const names = pair.records.map(({ title }) => title).join(", ");
  return (
    <li
      id={id}
      aria-current={current || undefined}
      aria-label={names}
      className={clsx(
        "rounded-xl border bg-surface p-4",
        current ? "border-focus" : "border-line contrast:border-line-strong",
      )}
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="grid min-w-0 flex-1 basis-72 gap-3 sm:grid-cols-2">
          {pair.records.map(({ id: record, title, subtitle }, at) => (
            <div key={record} className="min-w-0">
              <Link
                to={`/${plurals[at === 0 ? 0 : 1]}/$id`}
                params={{ id: record }}
                className="hit font-semibold wrap-anywhere underline-offset-2 hover:underline"
              >
                <bdi>{title}</bdi>
              </Link>
              {subtitle && <bdi className="block text-muted wrap-anywhere">{subtitle}</bdi>}
            </div>
          ))}
        </div>
        <p className="tabular flex items-baseline gap-2 sm:block sm:text-end">
          <span className="block text-lg font-semibold">
            {t("deals.percent", { percent: format.number(Math.floor(pair.probability * 100)) })}
          </span>
          <span className="text-xs text-muted">
            {t(certain ? "duplicates.certain" : "duplicates.probable")}
          </span>
        </p>
      </div>
      <Why pair={pair} />
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <Button icon={Split} onClick={onApart}>
          {t(`duplicates.two.${tab}`)}
          <span className="sr-only">: {names}</span>
        </Button>
        <Button
          weight={current ? "primary" : "secondary"}
          icon={merge ? Combine : UserRoundCheck}
          onClick={onMerge}
        >
          {t(merge ? "merge.do" : "duplicates.toLead")}
          <span className="sr-only">: {names}</span>
        </Button>
      </div>
    </li>
  );
}

/** Too small to be said. */
const LITTLE = 0.5;

function Why({ pair: { evidence, records } }: { pair: LikelyPair }) {
  const { t } = useTranslation();
  const texts = records.flatMap(({ title, subtitle }) => [title, subtitle ?? ""]);
  const words = ({ code, value, other }: Evidence) =>
    t(`duplicates.evidence.${code}` as "duplicates.evidence.same_phone", {
      value: asWritten(value ?? "", texts),
      other: asWritten(other ?? value ?? "", [...texts].reverse()),
    });
  const said = evidence.filter(({ weight }) => Math.abs(weight) >= LITTLE);
  const pro = said.filter(({ weight }) => weight > 0);
  const contra = said.filter(({ weight }) => weight < 0);
  return (
    <dl className="mt-3 flex flex-col gap-1 text-sm">
      {pro.length > 0 && (
        <div className="flex flex-wrap gap-x-2">
          <dt className="text-muted">{t("duplicates.pro")}</dt>
          <dd className="min-w-0 flex-1 wrap-anywhere">{pro.map(words).join("; ")}</dd>
        </div>
      )}
      {contra.length > 0 && (
        <div className="flex flex-wrap gap-x-2">
          <dt className="text-muted">{t("duplicates.contra")}</dt>
          <dd className="min-w-0 flex-1 wrap-anywhere">{contra.map(words).join("; ")}</dd>
        </div>
      )}
    </dl>
  );
}
