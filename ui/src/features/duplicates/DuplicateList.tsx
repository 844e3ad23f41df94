// Contacts or leads that may be one person, companies that may be one, leads that may be a contact, pair by pair: what speaks
// for it and what against, in words. The seller says whether they are one, and then they are merged, or two, and then nobody
// asks again.
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Combine } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type LikelyPair } from "@/client";
import { Banner, Button, EmptyState, Page, Tabs, Unanswered, useKeys, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { MergeDialog } from "@/records/MergeDialog";
import { useDone } from "@/shell/undo";
import { LOOKS, TABS, type Tab } from "./looks";
import { PairCard } from "./PairCard";

export interface DuplicateSearch {
  /** The import whose contacts are asked about; everybody when absent. */
  import?: string;
  /** Companies, leads, or leads beside contacts; people when absent. */
  of?: Exclude<Tab, "contacts">;
}

export const parseDuplicateSearch = ({ import: from, of }: Record<string, unknown>): DuplicateSearch => ({
  ...(typeof from === "string" ? { import: from } : {}),
  ...(of === "companies" || of === "leads" || of === "known" ? { of } : {}),
});

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
  if (error || !data) return <Unanswered of={{ error, refetch }} />;
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
              <PairCard
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
