// A section of rules in the settings: what they are for, one line each, and a way to make another.
import { Pencil, Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, Row } from "@/client";
import { Button, IconButton, useToast } from "@/kit";
import { useDone } from "@/shell/undo";

export interface RuleLine {
  key: string;
  name: string;
  text: string;
  figure?: string;
  onEdit?: () => void;
  onRemove?: () => void;
}

/** Takes a rule away, and says so with the way back. */
export function useRemoveRule(remove: {
  mutateAsync: (input: { id: string }) => Promise<unknown>;
}): (row: Row) => void {
  const { t } = useTranslation();
  const toast = useToast();
  const done = useDone();
  return ({ id, title }) =>
    void remove.mutateAsync({ id }).then(
      () => done(t("leads.removedRule", { name: title })),
      (thrown: Failure) => toast.fail(thrown),
    );
}

export function RuleSection({
  title,
  text,
  add,
  onAdd,
  children,
}: {
  title: string;
  text: string;
  add?: string;
  onAdd?: () => void;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="border-t border-line py-5">
      <h2 className="text-base font-semibold tracking-tight">{title}</h2>
      <p className="mt-1 mb-3 text-muted">{text}</p>
      {children}
      {add && onAdd && (
        <Button small weight="ghost" icon={Plus} className="mt-2" onClick={onAdd}>
          {add}
        </Button>
      )}
    </section>
  );
}

export function RuleLines({ lines, empty }: { lines: RuleLine[]; empty: string }) {
  const { t } = useTranslation();
  if (lines.length === 0) return <p className="text-muted">{empty}</p>;
  return (
    <ol className="overflow-hidden rounded-lg border border-line bg-surface">
      {lines.map(({ key, name, text, figure, onEdit, onRemove }) => (
        <li
          key={key}
          className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line py-1 ps-4 pe-2 last:border-0"
        >
          <span className="min-w-0 flex-1 basis-40 py-1">
            <bdi className="block font-medium wrap-anywhere">{name}</bdi>
            {text && <span className="block text-xs text-muted">{text}</span>}
          </span>
          {figure && <span className="tabular pe-2 text-end">{figure}</span>}
          {(onEdit ?? onRemove) && (
            <span className="flex">
              {onEdit && <IconButton icon={Pencil} label={t("leads.edit", { name })} onClick={onEdit} />}
              {onRemove && <IconButton icon={Trash2} label={t("kit.remove", { name })} onClick={onRemove} />}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
