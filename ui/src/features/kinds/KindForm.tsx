// What a kind of record is called, one of it and many, what its title is called, and its sign.
import { clsx } from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type OwnKind } from "@/client";
import { beginHere, Button, Code, Field, Input } from "@/kit";
import { useWords } from "@/locales";
import { KIND_ICONS } from "@/records/ownIcons";
import type { Learnt } from "@/records/own";
import { useDone } from "@/shell/undo";

type Draft = Pick<OwnKind, "one" | "many"> & { title_label: string; icon: string };

export function KindForm({ kind, done: close }: { kind?: Learnt; done: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const done = useDone();
  const create = useAct("own_kinds.create");
  const patch = useAct("own_kinds.patch");
  const title = useRead("catalogue.get", {}).data?.kinds[kind?.config.name ?? ""]?.fields[0]?.label;
  const [draft, setDraft] = useState<Draft>({
    one: kind?.names.one ?? "",
    many: kind?.names.many ?? "",
    title_label: title ?? "",
    icon: kind?.names.icon ?? "box",
  });
  const put = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const failure = create.error ?? patch.error;
  const wrong = (field: string) => (failure?.field === field ? words(failure) : null);
  const save = () => {
    const one = draft.one.trim();
    const many = draft.many.trim();
    const kept = { one, many, icon: draft.icon, title_label: draft.title_label.trim() || null };
    const onSuccess = () => {
      close();
      done(t(kind ? "ownKinds.changed" : "ownKinds.made", { name: many }));
    };
    if (kind) patch.mutate({ id: kind.names.id, patch: kept }, { onSuccess });
    else create.mutate(kept, { onSuccess });
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.one.trim() && draft.many.trim()) save();
      }}
    >
      {failure && !["one", "many", "title_label"].includes(failure.field ?? "") && (
        <p role="alert" className="text-danger">
          {words(failure)} <Code of={failure} />
        </p>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("ownKinds.one")} hint={t("ownKinds.oneHint")} error={wrong("one")}>
          <Input ref={beginHere} value={draft.one} onChange={(event) => put({ one: event.target.value })} />
        </Field>
        <Field label={t("ownKinds.many")} hint={t("ownKinds.manyHint")} error={wrong("many")}>
          <Input value={draft.many} onChange={(event) => put({ many: event.target.value })} />
        </Field>
      </div>
      <Field label={t("ownKinds.titleLabel")} hint={t("ownKinds.titleHint")} error={wrong("title_label")}>
        <Input value={draft.title_label} onChange={(event) => put({ title_label: event.target.value })} />
      </Field>
      <div role="radiogroup" aria-label={t("ownKinds.icon")} className="flex flex-wrap gap-1">
        {Object.entries(KIND_ICONS).map(([icon, Icon]) => (
          <label
            key={icon}
            className={clsx(
              "flex size-11 items-center justify-center rounded-md border focus-within:outline-2 focus-within:outline-focus hover:bg-hover",
              draft.icon === icon
                ? "border-line-strong bg-selected text-text"
                : "border-transparent text-muted",
            )}
          >
            <input
              type="radio"
              name="kind-icon"
              className="sr-only"
              checked={draft.icon === icon}
              onChange={() => put({ icon })}
              aria-label={t(`ownKinds.icons.${icon}` as "ownKinds.icons.boat")}
            />
            <Icon aria-hidden className="size-[18px]" strokeWidth={1.8} />
          </label>
        ))}
      </div>
      <Button
        type="submit"
        weight="primary"
        className="self-end"
        busy={create.isPending || patch.isPending}
        disabled={!draft.one.trim() || !draft.many.trim()}
      >
        {t("kit.save")}
      </Button>
    </form>
  );
}
