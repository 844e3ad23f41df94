// The form of a kind of which the catalogue says everything: a box for each field by its type, and tags. A kind whose form
// is more than that has one of its own, as deals and leads have.
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type Json } from "@/client";
import { ErrorState, PageSkeleton } from "@/kit";
import { useWords } from "@/locales";
import { NotFound } from "@/shell/NotFound";
import { useDone } from "@/shell/undo";
import { ArrangedForm } from "./ArrangedForm";
import { isOwnField, useChoiceWord, useFieldLabel, useKind } from "./catalogue";
import { difference, tidy, UnfinishedContext, useDraft } from "./draft";
import { OwnField } from "./editors/fields";
import type { Draft } from "./editors/parts";
import { TagInput } from "./editors/TagInput";
import { FaultContext } from "./faults";
import { FormPage } from "./FormPage";
import type { KindConfig } from "./kinds";
import { useSave } from "./useSave";

/** A record whose fields only the catalogue knows. */
export interface PlainRecord {
  id: string;
  version: number;
  name: string;
  tags: string[];
  deleted_ms?: number | null;
  created_ms: number;
  modified_ms: number;
  [field: string]: unknown;
}

/** The form at an address: of the record that is named there, or of a new one. */
export function KindFormScreen({ config }: { config: KindConfig }) {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useRead(
    `${config.plural}.get`,
    { id: id ?? "" },
    { enabled: id !== undefined },
  );
  if (id && error?.code === "not_found") return <NotFound />;
  if (id && error) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (id && !data) return <PageSkeleton title={t(`kind.${config.name}`)} />;
  const record = data as unknown as PlainRecord | undefined;
  return <KindForm key={id ?? "new"} config={config} {...(record ? { record } : {})} />;
}

function KindForm({ config, record }: { config: KindConfig; record?: PlainRecord }) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const done = useDone();
  const label = useFieldLabel(config.name);
  const choice = useChoiceWord(config.name);
  const described = useKind(config.name);
  const create = useAct(`${config.plural}.create`);
  const patch = useAct(`${config.plural}.patch`);
  // The draft's keeper knows people and companies; these fields are the catalogue's.
  const state = useDraft(`${config.name}-${record?.id ?? "new"}`, record as unknown as Base | undefined);
  const draft = state.draft as Record<string, unknown>;
  const set = (field: string, value: unknown) => state.set({ [field]: value });
  const leave = () =>
    void navigate(
      record ? { to: `/${config.plural}/$id`, params: { id: record.id } } : { to: `/${config.plural}` },
    );
  const { save, forget, failure, fault, unfinished } = useSave(state, async (now) => {
    if (now.base) {
      const change = difference(now.base, now.draft);
      if (Object.keys(change).length > 0)
        await patch.mutateAsync({ id: now.base.id, version: now.base.version, patch: change });
      state.drop();
      leave();
      return null;
    }
    const made = (await create.mutateAsync(tidy(now.draft))) as unknown as PlainRecord;
    state.drop();
    done(t("form.created", { name: made.name }));
    await navigate({ to: `/${config.plural}/$id`, params: { id: made.id } });
    return null;
  });
  const wrong = (field: string) => (failure && failure.field === field ? words(failure) : null);
  const fields = (described?.fields ?? []).filter(({ id, derived }) => !derived && !isOwnField(id));
  const boxes: Record<string, ReactNode> = Object.fromEntries(
    fields.map((field) => [
      field.id,
      <OwnField
        key={field.id}
        field={{ ...field, label: label(field.id) }}
        error={wrong(field.id)}
        word={(option) => choice(field.id, option)}
        focus={!record && field.id === described?.title}
        value={(draft[field.id] ?? null) as Json}
        onChange={(value) => set(field.id, value)}
      />,
    ]),
  );
  return (
    <FormPage
      title={record ? t("form.edit", { name: record.name }) : t(`list.new.${config.name}`)}
      isNew={!record}
      changed={state.changed}
      busy={create.isPending || patch.isPending}
      failure={failure}
      onSave={() => void save()}
      onLeave={leave}
      onDiscard={() => {
        state.drop();
        forget();
      }}
    >
      <UnfinishedContext value={unfinished}>
        <FaultContext value={fault}>
          <ArrangedForm
            kind={config.name}
            draft={state.draft}
            set={state.set}
            boxes={{
              ...boxes,
              tags: (
                <TagInput
                  name={label("tags")}
                  value={(draft["tags"] ?? []) as string[]}
                  onChange={(tags) => set("tags", tags)}
                />
              ),
            }}
            wide={[described?.title ?? "", "tags", ...fields.filter(isLong).map(({ id }) => id)]}
          />
        </FaultContext>
      </UnfinishedContext>
    </FormPage>
  );
}

type Base = Draft & { id: string; version: number };

const isLong = ({ type }: { type: string }) => type === "long_text";
