// The form of one record, new or old: everything at once, one save. The record page edits single facts; this is for
// writing somebody down from scratch, and for setting many things right.
import { useNavigate } from "@tanstack/react-router";
import { Users } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Match } from "@/client";
import { useWords } from "@/locales";
import { useDone } from "@/shell/undo";
import { ArrangedForm } from "./ArrangedForm";
import { Conflict } from "./Conflict";
import { tidy, UnfinishedContext, useDraft } from "./draft";
import { CompanyFields, NameFields } from "./editors/fields";
import { PartEditor, type Draft, type PartId } from "./editors/parts";
import { FaultContext } from "./faults";
import { FormPage } from "./FormPage";
import type { KindConfig, PersonKind } from "./kinds";
import { useSaving } from "./saving";
import { useSave } from "./useSave";

const PARTS: Record<PersonKind, PartId[]> = {
  contact: [
    "emails",
    "phones",
    "jobs",
    "addresses",
    "links",
    "handles",
    "dates",
    "relations",
    "tags",
    "consents",
  ],
  company: ["domains", "emails", "phones", "addresses", "links", "tags"],
};

type Base = Draft & { id: string; version: number };

export interface RecordFormProps {
  config: KindConfig<PersonKind>;
  /** The record as it is; absent for a new one. */
  record?: Base;
  /** Stands above the fields. */
  matches?: (draft: Draft, set: (change: Draft) => void) => ReactNode;
}

export function RecordForm({ config, record, matches }: RecordFormProps) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const done = useDone();
  const create = useAct(`${config.plural}.create`);
  const saving = useSaving(config);
  const state = useDraft(`${config.name}-${record?.id ?? "new"}`, record);
  const { draft, base, set, changed } = state;
  const leave = () =>
    void navigate(
      record ? { to: `/${config.plural}/$id`, params: { id: record.id } } : { to: `/${config.plural}` },
    );
  const { save, forget, failure, clash, fault, unfinished } = useSave(state, async (now, over) => {
    if (now.base) {
      const met = await saving.save(now.base, now.draft, over);
      if (typeof met === "object") return met;
      state.drop();
      leave();
      return null;
    }
    const made = await create.mutateAsync(tidy(now.draft));
    state.drop();
    done(t("form.created", { name: "display_name" in made ? made.display_name : made.name }));
    await navigate({ to: `/${config.plural}/$id`, params: { id: made.id } });
    return null;
  });
  const discard = () => {
    state.drop();
    forget();
  };
  /** Said at the section when no field of it can say it. */
  const concerns = (id: string) =>
    !fault && (failure?.field === id || /^[^.[]*/.exec(failure?.field ?? "")?.[0] === id);
  const boxes: Record<string, ReactNode> = {
    ...(config.name === "contact"
      ? { display_name: <NameFields draft={draft} set={set} focus={!record} /> }
      : { name: <CompanyFields draft={draft} set={set} focus={!record} id={record?.id} /> }),
    ...Object.fromEntries(
      PARTS[config.name].map((part) => [
        part,
        <PartEditor key={part} part={part} draft={draft} set={set} kind={config.name} />,
      ]),
    ),
  };
  const title = record
    ? t("form.edit", { name: record.display_name ?? record.name ?? "" })
    : t(`list.new.${config.name}`);
  return (
    <FormPage
      title={title}
      isNew={!record}
      changed={changed}
      busy={create.isPending || saving.busy}
      failure={failure}
      clash={
        clash &&
        base && (
          <Conflict
            kind={config.name}
            clash={clash}
            base={base}
            onMine={() => void save(clash)}
            onTheirs={() => {
              state.rebase(clash.live as Base, clash.fields);
              forget();
            }}
          />
        )
      }
      onSave={() => void save()}
      onLeave={leave}
      onDiscard={discard}
    >
      {matches?.(draft, set)}
      <UnfinishedContext value={unfinished}>
        <FaultContext value={fault}>
          <ArrangedForm
            kind={config.name}
            draft={draft}
            set={set}
            boxes={boxes}
            wide={Object.keys(boxes)}
            wrong={(field) =>
              concerns(field === "display_name" ? "name" : field) && failure ? words(failure) : null
            }
          />
        </FaultContext>
      </UnfinishedContext>
    </FormPage>
  );
}

/** Who it might be already. */
export function MatchWarning({ matches, onOpen }: { matches: Match[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  if (matches.length === 0) return null;
  return (
    <div
      role="status"
      className="mb-3 rounded-lg bg-warn-soft p-3.5 contrast:border contrast:border-line-strong"
    >
      <p className="flex items-center gap-2 font-medium">
        <Users aria-hidden className="size-4 text-warn" />
        {t("form.matches", { count: matches.length })}
      </p>
      <ul className="mt-1.5 flex flex-col">
        {matches.slice(0, 4).map((match) => (
          <li key={`${match.id}-${match.value}`} className="flex min-h-9 flex-wrap items-center gap-x-2">
            <button
              type="button"
              onClick={() => onOpen(match.id)}
              className="hit font-medium text-accent underline underline-offset-2"
            >
              {match.title}
            </button>
            <span className="text-muted">{match.subtitle}</span>
            <span className="text-xs text-muted">
              {t(`form.same.${match.reason}`)} <bdi>{match.value}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
