// Contacts or leads that may be one person, companies that may be one, leads that may be a contact, pair by pair: what speaks
// for it and what against, in words. The seller says whether they are one, and then they are merged, or two, and then nobody
// asks again.
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Building2, Combine, Split, UserRoundCheck, UserRoundSearch, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type Evidence, type LikelyPair } from "@/client";
import { Banner, Button, EmptyState, ErrorState, Page, PageSkeleton, Tabs, useKeys, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { KINDS } from "@/records/kinds";
import { MergeDialog } from "@/records/MergeDialog";
import { useDone } from "@/shell/undo";
import { asWritten } from "./written";

export interface DuplicateSearch {
  /** The import whose contacts are asked about; everybody when absent. */
  import?: string;
  /** Companies, leads, or leads beside contacts; people when absent. */
  of?: Exclude<Tab, "contacts">;
}

/** What is looked at, in the order of the tabs; leads beside contacts are `known`. */
const TABS = ["contacts", "companies", "leads", "known"] as const;
type Tab = (typeof TABS)[number];

export const parseDuplicateSearch = ({ import: from, of }: Record<string, unknown>): DuplicateSearch => ({
  ...(typeof from === "string" ? { import: from } : {}),
  ...(of === "companies" || of === "leads" || of === "known" ? { of } : {}),
});

/** Who is asked, which kinds the two of a pair are of, and what becomes of two that are one. */
const LOOKS = {
  contacts: {
    find: "contacts.duplicates",
    apart: "contacts.set_apart",
    plurals: ["contacts", "contacts"],
    merge: { plural: "contacts", config: KINDS.contact },
    icon: Users,
  },
  companies: {
    find: "companies.duplicates",
    apart: "companies.set_apart",
    plurals: ["companies", "companies"],
    merge: { plural: "companies", config: KINDS.company },
    icon: Building2,
  },
  leads: {
    find: "leads.duplicates",
    apart: "leads.set_apart",
    plurals: ["leads", "leads"],
    merge: { plural: "leads", config: KINDS.lead },
    icon: UserRoundSearch,
  },
  // A lead that is a contact is converted, on its own page.
  known: {
    find: "leads.known",
    apart: "leads.set_apart_from",
    plurals: ["leads", "contacts"],
    merge: null,
    icon: UserRoundSearch,
  },
} as const;
const STANDS = {
  looking: "duplicates.looking",
  again: "duplicates.lookingAgain",
  stopped: "duplicates.stopped",
} as const;

export function DuplicateList() {
  const { t } = useTranslation();
  const { of }: DuplicateSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const kind = of ?? "contacts";
  return (
    <Page narrow title={t("place.duplicates")}>
      <Tabs
        label={t("duplicates.kind")}
        value={kind}
        onChange={(id) => void navigate({ to: "/duplicates", search: parseDuplicateSearch({ of: id }) })}
        items={TABS.map((tab) => ({
          id: tab,
          label: tab === "known" ? t("duplicates.known") : t(`kinds.${tab}`),
          content: tab === kind && <Pairs key={tab} tab={tab} />,
        }))}
      />
    </Page>
  );
}

function Pairs({ tab }: { tab: Tab }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const how = LOOKS[tab];
  const format = useFormat();
  const { import: of }: DuplicateSearch = useSearch({ strict: false });
  const { data, error, refetch } = useRead(how.find, of && tab !== "known" ? { import: of } : {});
  const [cursor, setCursor] = useState(0);
  const [merging, setMerging] = useState<LikelyPair | null>(null);
  const apart = useAct(how.apart);
  const look = useAct(how.find);
  const toast = useToast();
  const done = useDone();
  const pairs = data?.pairs ?? [];
  const at = Math.max(0, Math.min(cursor, pairs.length - 1));
  const current = pairs[at];
  const setApart = ({ records: [one, other] }: LikelyPair) =>
    one &&
    other &&
    apart.mutate(
      { id: one.id, other: other.id },
      {
        onError: toast.fail,
        onSuccess: () => {
          done(t(`duplicates.isApart.${tab}`, { one: one.title, other: other.title }));
          void refetch();
        },
      },
    );
  // One that is the other: merged here, or the lead is converted where it stands.
  const join = (pair: LikelyPair) => {
    if (how.merge) setMerging(pair);
    else void navigate({ to: "/leads/$id", params: { id: pair.records[0]?.id ?? "" } });
  };
  const group = t("place.duplicates");
  const move = (to: number) => {
    const next = Math.max(0, Math.min(to, pairs.length - 1));
    setCursor(next);
    document.getElementById(`pair-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  useKeys([
    { keys: "j", label: t("keys.down"), group, run: () => move(at + 1) },
    { keys: "k", label: t("keys.up"), group, run: () => move(at - 1) },
    { keys: "ArrowDown", label: t("keys.down"), group, hidden: true, run: () => move(at + 1) },
    { keys: "ArrowUp", label: t("keys.up"), group, hidden: true, run: () => move(at - 1) },
    {
      keys: "shift+m",
      label: t(how.merge ? "merge.do" : "duplicates.toLead"),
      group,
      run: () => current && join(current),
    },
    {
      keys: "shift+u",
      label: t(`duplicates.two.${tab}`),
      group,
      run: () => current && setApart(current),
    },
  ]);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <>
      {data.stand !== "ready" && (
        <Banner
          className="mt-4 rounded-lg"
          action={
            data.stand === "stopped" && (
              <Button
                icon={Combine}
                onClick={() =>
                  look.mutate({ look: true }, { onError: toast.fail, onSuccess: () => void refetch() })
                }
              >
                {t("duplicates.look")}
              </Button>
            )
          }
        >
          {t(STANDS[data.stand === "stopped" ? "stopped" : pairs.length > 0 ? "again" : "looking"])}
        </Banner>
      )}
      {pairs.length === 0 && data.stand !== "ready" ? null : pairs.length === 0 ? (
        <EmptyState icon={how.icon} title={t("duplicates.noneTitle")}>
          {t(`duplicates.noneText.${tab}`)}
        </EmptyState>
      ) : (
        <>
          <p className="my-4 text-muted">
            {of && tab === "contacts" ? t("duplicates.textImport") : t(`duplicates.text.${tab}`)}
            {of && (
              <>
                {" "}
                <Link
                  to="/duplicates"
                  search={parseDuplicateSearch({ of: tab })}
                  className="hit text-accent underline-offset-2 hover:underline"
                >
                  {t("duplicates.everybody")}
                </Link>
              </>
            )}
          </p>
          {data.learnt_from > 0 && (
            <p className="-mt-2 mb-4 text-sm text-muted">
              {t("duplicates.learnt", { count: data.learnt_from })}{" "}
              <Link
                to="/settings"
                hash="duplicates"
                className="hit text-accent underline-offset-2 hover:underline"
              >
                {t("duplicates.learntSettings")}
              </Link>
            </p>
          )}
          <ul className="flex flex-col gap-3">
            {pairs.map((pair, index) => (
              <Pair
                key={pair.records.map(({ id }) => id).join()}
                id={`pair-${index}`}
                tab={tab}
                pair={pair}
                certain={pair.probability >= data.certain}
                current={index === at}
                onMerge={() => join(pair)}
                onApart={() => setApart(pair)}
              />
            ))}
          </ul>
          {data.total > pairs.length && (
            <p className="mt-4 text-muted">
              {t("duplicates.more", { shown: format.number(data.total - pairs.length) })}
            </p>
          )}
        </>
      )}
      {merging && how.merge && (
        <MergeDialog
          {...how.merge}
          ids={merging.records.map(({ id }) => id)}
          onClose={() => setMerging(null)}
          onMerged={() => void refetch()}
        />
      )}
    </>
  );
}

function Pair({
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
