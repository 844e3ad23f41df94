// The page of a kind of which the catalogue says everything: its fields by their types, what happened, its history. A kind
// whose page is more than that has one of its own, as deals and leads have.
import { useParams } from "@tanstack/react-router";
import { FileDown } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Json } from "@/client";
import { MenuItem, Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { NotFound } from "@/shell/NotFound";
import { ArrangedFacts } from "./ArrangedFacts";
import { useExport } from "./bulk";
import { isOwnField, useChoiceWord, useKind } from "./catalogue";
import { isOwnKind, pluralOf, type KindConfig } from "./kinds";
import { meaningOf, peopleOf, type Somebody } from "./meaning";
import { QuickActions } from "./QuickActions";
import { useReach, useReaches } from "./reach";
import { useRecordSlots } from "./slots";
import type { PlainRecord } from "./KindForm";
import { useOpened } from "./opened";
import { FieldValue } from "./OwnSection";
import { RecordFrame, type RecordTab } from "./RecordFrame";
import { useSubject } from "./subject";
import { RecordLink } from "./Value";
import { WorkingBar } from "./WorkingBar";

export function KindShow({
  config,
  tabs,
}: {
  config: KindConfig;
  /** Between the timeline and the history, once it is known what is shown. */
  tabs?: (record: PlainRecord) => RecordTab[];
}) {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useRead(
    `${config.plural}.get`,
    { id: id ?? "" },
    { enabled: id !== undefined },
  );
  const record = data as unknown as PlainRecord | undefined;
  const exportTo = useExport(config);
  useOpened(config.name, id, record?.name);
  const own = isOwnKind(config.name);
  const described = useKind(config.name);
  const people = own && record ? peopleOf(described, record["custom"] as Record<string, Json>) : [];
  useSubject(config.name, record?.id, meaningOf(people));
  const reach = useReach(config);
  const reaches = useReaches(config);
  const slots = useRecordSlots();
  const group = t(`kind.${config.name}`);
  if (error?.code === "not_found") return <NotFound />;
  if (error || !record) return <Unanswered of={{ error, refetch }} whole title={t(`kind.${config.name}`)} />;
  return (
    <RecordFrame
      key={record.id}
      config={config}
      record={{ ...record, tags: record.tags ?? [] }}
      title={record.name}
      face={
        <span className="flex size-12 shrink-0 items-center justify-center rounded-xl bg-sunken text-muted contrast:border contrast:border-line-strong">
          <config.icon aria-hidden className="size-6" strokeWidth={1.7} />
        </span>
      }
      subtitle={
        own ? (
          <>
            <bdi className="min-w-0 truncate">{group}</bdi>
            {people[0] && (
              <RecordLink kind={pluralOf(people[0].kind)} id={people[0].id} className="hit text-accent" />
            )}
          </>
        ) : undefined
      }
      actions={
        own && (
          <>
            {people[0] && people[0].kind !== "lead" && <Reaching who={people[0]} />}
            {slots.actions(config.plural, record.id)}
          </>
        )
      }
      keys={
        reaches
          ? [
              { keys: "t", label: t("keys.call"), group, run: () => void reach("call", record.id) },
              { keys: "m", label: t("keys.mail"), group, run: () => void reach("mail", record.id) },
            ]
          : []
      }
      menu={
        <MenuItem icon={FileDown} onSelect={() => void exportTo("json", { ids: [record.id] })}>
          {t("record.json")}
        </MenuItem>
      }
      facts={<KindFacts config={config} record={record} />}
      tabs={tabs?.(record) ?? []}
    >
      <WorkingBar id={record.id} group={group} />
    </RecordFrame>
  );
}

/** One click to call or to write to whom a record names. */
function Reaching({ who }: { who: Somebody }) {
  const plural = who.kind === "company" ? "companies" : "contacts";
  const { data } = useRead(`${plural}.get`, { id: who.id });
  return data && !data.deleted_ms ? <QuickActions record={data} /> : null;
}

function KindFacts({ config, record }: { config: KindConfig; record: PlainRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const choice = useChoiceWord(config.name);
  const described = useKind(config.name);
  const lines: Record<string, ReactNode> = Object.fromEntries(
    (described?.fields ?? [])
      .filter(({ id }) => id !== described?.title && !isOwnField(id))
      .flatMap((field) => {
        const value = (record[field.id] ?? null) as Json;
        if (value === null || value === "") return [];
        const word = (option: string) => choice(field.id, option);
        return [[field.id, <FieldValue key={field.id} field={field} value={value} word={word} />]];
      }),
  );
  return (
    <div className="flex flex-col gap-5">
      <h2 className="sr-only">{t("record.facts")}</h2>
      <ArrangedFacts
        kind={config.name}
        custom={record["custom"] as Record<string, Json> | undefined}
        lines={lines}
        rest={[]}
      />
      <p className="border-t border-line pt-3 text-xs text-muted">
        {t("record.created", { when: format.moment(record.created_ms) })}
        <br />
        {t("record.modified", { when: format.moment(record.modified_ms) })}
      </p>
    </div>
  );
}
