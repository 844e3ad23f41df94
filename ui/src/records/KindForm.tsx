// The form of a kind of which the catalogue says everything: a box for each field by its type, and tags. A kind whose form
// is more than that has one of its own, as deals and leads have.
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Json } from "@/client";
import { Unanswered } from "@/kit";
import { NotFound } from "@/shell/NotFound";
import { ArrangedForm } from "./ArrangedForm";
import { isOwnField, useChoiceWord, useFieldLabel, useKind } from "./catalogue";
import { DraftForm } from "./DraftForm";
import { OwnField } from "./editors/fields";
import type { Draft } from "./editors/parts";
import { TagInput } from "./editors/TagInput";
import type { KindConfig } from "./kinds";

/** A record whose fields only the catalogue knows. */
export interface PlainRecord {
  id: string;
  version: number;
  name: string;
  tags?: string[];
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
  if (id && (error || !data))
    return <Unanswered of={{ error, refetch }} whole title={t(`kind.${config.name}`)} />;
  const record = data as unknown as PlainRecord | undefined;
  return <KindForm key={id ?? "new"} config={config} {...(record ? { record } : {})} />;
}

function KindForm({ config, record }: { config: KindConfig; record?: PlainRecord }) {
  const label = useFieldLabel(config.name);
  const choice = useChoiceWord(config.name);
  const described = useKind(config.name);
  const fields = (described?.fields ?? []).filter(({ id, derived }) => !derived && !isOwnField(id));
  const isTagged = described?.parts.some(({ id }) => id === "tags");
  return (
    <DraftForm<Draft> config={config} {...(record ? { record } : {})}>
      {({ draft, set, wrong }) => {
        const values = draft as Record<string, unknown>;
        const boxes: Record<string, ReactNode> = Object.fromEntries(
          fields.map((field) => [
            field.id,
            <OwnField
              key={field.id}
              field={{ ...field, label: label(field.id) }}
              error={wrong(field.id)}
              word={(option) => choice(field.id, option)}
              focus={!record && field.id === described?.title}
              value={(values[field.id] ?? null) as Json}
              onChange={(value) => set({ [field.id]: value })}
            />,
          ]),
        );
        const tags = (
          <TagInput name={label("tags")} value={draft.tags ?? []} onChange={(tags) => set({ tags })} />
        );
        return (
          <ArrangedForm
            kind={config.name}
            draft={draft}
            set={set}
            boxes={isTagged ? { ...boxes, tags } : boxes}
            wide={[described?.title ?? "", "tags", ...fields.filter(isLong).map(({ id }) => id)]}
          />
        );
      }}
    </DraftForm>
  );
}

const isLong = ({ type }: { type: string }) => type === "long_text";
