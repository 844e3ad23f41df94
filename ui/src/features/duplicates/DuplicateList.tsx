// Contacts that may be one person, or companies that may be one, pair by pair: what speaks for it and what against, in
// words. The seller says whether they are one, and then they are merged, or two, and then nobody asks again.
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Building2, Combine, Split, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type Evidence, type LikelyPair, type Mergeable } from "@/client";
import { Banner, Button, EmptyState, ErrorState, Page, PageSkeleton, Tabs, useKeys, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { KINDS } from "@/records/kinds";
import { MergeDialog } from "@/records/MergeDialog";
import { useDone } from "@/shell/undo";

export interface DuplicateSearch {
  /** The import whose contacts are asked about; everybody when absent. */
  import?: string;
  /** Companies; people when absent. */
  of?: "companies";
}

export const parseDuplicateSearch = ({ import: from, of }: Record<string, unknown>): DuplicateSearch => ({
  ...(typeof from === "string" ? { import: from } : {}),
  ...(of === "companies" ? { of } : {}),
});

const CONFIGS = { contacts: KINDS.contact, companies: KINDS.company };
const STANDS = {
  looking: "duplicates.looking",
  again: "duplicates.lookingAgain",
  stopped: "duplicates.stopped",
} as const;
const ICONS = { contacts: Users, companies: Building2 };

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
        onChange={(id) =>
          void navigate({ to: "/duplicates", search: id === "companies" ? { of: "companies" } : {} })
        }
        items={(["contacts", "companies"] as const).map((plural) => ({
          id: plural,
          label: t(`kinds.${plural}`),
          content: plural === kind && <Pairs key={plural} plural={plural} />,
        }))}
      />
    </Page>
  );
}

function Pairs({ plural }: { plural: Mergeable }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { import: of }: DuplicateSearch = useSearch({ strict: false });
  const { data, error, refetch } = useRead(`${plural}.duplicates`, of ? { import: of } : {});
  const [cursor, setCursor] = useState(0);
  const [merging, setMerging] = useState<LikelyPair | null>(null);
  const apart = useAct(`${plural}.set_apart`);
  const look = useAct(`${plural}.duplicates`);
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
          done(t(`duplicates.isApart.${plural}`, { one: one.title, other: other.title }));
          void refetch();
        },
      },
    );
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
    { keys: "shift+m", label: t("merge.do"), group, run: () => current && setMerging(current) },
    {
      keys: "shift+u",
      label: t(`duplicates.two.${plural}`),
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
        <EmptyState icon={ICONS[plural]} title={t("duplicates.noneTitle")}>
          {t(`duplicates.noneText.${plural}`)}
        </EmptyState>
      ) : (
        <>
          <p className="my-4 text-muted">
            {of ? t("duplicates.textImport") : t(`duplicates.text.${plural}`)}
            {of && (
              <>
                {" "}
                <Link
                  to="/duplicates"
                  search={{}}
                  className="hit text-accent underline-offset-2 hover:underline"
                >
                  {t("duplicates.everybody")}
                </Link>
              </>
            )}
          </p>
          <ul className="flex flex-col gap-3">
            {pairs.map((pair, index) => (
              <Pair
                key={pair.records.map(({ id }) => id).join()}
                id={`pair-${index}`}
                plural={plural}
                pair={pair}
                certain={pair.probability >= data.certain}
                current={index === at}
                onMerge={() => setMerging(pair)}
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
      {merging && (
        <MergeDialog
          config={CONFIGS[plural]}
          plural={plural}
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
  plural,
  pair,
  certain,
  current,
  onMerge,
  onApart,
}: {
  id: string;
  plural: Mergeable;
  pair: LikelyPair;
  certain: boolean;
  current: boolean;
  onMerge: () => void;
  onApart: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
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
          {pair.records.map(({ id: record, title, subtitle }) => (
            <div key={record} className="min-w-0">
              <Link
                to={`/${plural}/$id`}
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
      <Why evidence={pair.evidence} />
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <Button icon={Split} onClick={onApart}>
          {t(`duplicates.two.${plural}`)}
          <span className="sr-only">: {names}</span>
        </Button>
        <Button weight={current ? "primary" : "secondary"} icon={Combine} onClick={onMerge}>
          {t("merge.do")}
          <span className="sr-only">: {names}</span>
        </Button>
      </div>
    </li>
  );
}

/** Too small to be said. */
const LITTLE = 0.5;

function Why({ evidence }: { evidence: Evidence[] }) {
  const { t } = useTranslation();
  const words = ({ code, value, other }: Evidence) =>
    t(`duplicates.evidence.${code}` as "duplicates.evidence.same_phone", { value, other: other ?? value });
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
