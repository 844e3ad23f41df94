// What the form of every kind does around its fields: it keeps the draft, saves what differs or makes the record, says
// what went wrong and where, and asks before something typed is left.
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/client";
import { useWords } from "@/locales";
import { useDone } from "@/shell/undo";
import { difference, tidy, UnfinishedContext, useDraft } from "./draft";
import type { Draft } from "./editors/parts";
import { FaultContext } from "./faults";
import { FormPage } from "./FormPage";
import type { KindConfig } from "./kinds";
import { useSave } from "./useSave";

type Base = Draft & { id: string; version: number };

/** What the fields of a form are given. */
export interface Drafting<D> {
  draft: D;
  set: (change: { [F in keyof D]?: D[F] | null }) => void;
  /** What is wrong with a field, or with something in it. */
  wrong: (field: string) => string | null;
}

export function DraftForm<D extends object>({
  config,
  record,
  before,
  children,
}: {
  config: KindConfig;
  /** The record that is set right; a new one is made when there is none. */
  record?: { id: string; name: string };
  /** What has to be there before a new record is made. */
  before?: () => Promise<unknown>;
  children: (drafting: Drafting<D>) => ReactNode;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const done = useDone();
  const create = useAct(`${config.plural}.create`);
  const patch = useAct(`${config.plural}.patch`);
  // The draft's keeper knows people and companies; the fields of other kinds are their own.
  const state = useDraft<Base>(
    `${config.name}-${record?.id ?? "new"}`,
    record as unknown as Base | undefined,
  );
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
    await before?.();
    const made = (await create.mutateAsync(tidy(now.draft))) as unknown as {
      id: string;
      name: string;
    };
    state.drop();
    done(t("form.created", { name: made.name }));
    await navigate({ to: `/${config.plural}/$id`, params: { id: made.id } });
    return null;
  });
  const wrong = (field: string) =>
    failure && (failure.field === field || failure.field?.startsWith(`${field}.`)) ? words(failure) : null;
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
          {children({
            draft: state.draft as unknown as D,
            set: (change) => state.set(change),
            wrong,
          })}
        </FaultContext>
      </UnfinishedContext>
    </FormPage>
  );
}
