// Several records side by side before they become one: which of them stays, and whose value each field takes. What they
// list is kept from all of them, and what refers to them goes along; both are said, not asked.
import { clsx } from "clsx";
import { Combine } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type Comparison, type Id, type Json, type Mergeable } from "@/client";
import { beginHere, Button, Dialog, Skeleton, Unanswered, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { useDone } from "@/shell/undo";
import { useFieldLabel, useKind } from "./catalogue";
import type { KindConfig } from "./kinds";
import { useLabelWords } from "./labels";
import { formatValue, RecordName } from "./Value";
import { pluralOf } from "./kinds";

export function MergeDialog({
  config,
  plural,
  ids,
  onClose,
  onMerged,
}: {
  config: KindConfig;
  plural: Mergeable;
  ids: Id[];
  onClose: () => void;
  onMerged: () => void;
}) {
  const { t } = useTranslation();
  const [stays, setStays] = useState(ids[0] ?? "");
  const [chosen, setChosen] = useState<Record<string, Id>>({});
  // The one that stays comes first in the question, and stands where it stood on the screen.
  const order = [stays, ...ids.filter((id) => id !== stays)];
  const { data, error, refetch } = useRead(`${plural}.compare`, { ids: order });
  const merge = useAct(`${plural}.merge`);
  const toast = useToast();
  const done = useDone();
  const go = async () => {
    const fields = Object.fromEntries(
      Object.entries(chosen).filter(([field]) => data?.fields.some((one) => one.field === field)),
    );
    try {
      const merged = await merge.mutateAsync({ id: stays, others: order.slice(1), fields });
      done(t("merge.done", { name: merged.title }), merged.change_set ? { set: merged.change_set } : {});
      onClose();
      onMerged();
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
  return (
    <Dialog
      open
      broad
      onOpenChange={(on) => !on && onClose()}
      title={t(`merge.title.${plural}`, { count: ids.length })}
      description={t("merge.text")}
      footer={
        <>
          <Button onClick={onClose}>{t("kit.cancel")}</Button>
          <Button
            weight="primary"
            icon={Combine}
            busy={merge.isPending}
            disabled={!data}
            type="submit"
            form="merge-sides"
          >
            {t("merge.do")}
          </Button>
        </>
      }
    >
      {error || !data ? (
        <Unanswered of={{ error, refetch }} waiting={<Skeleton className="h-48 w-full" />} />
      ) : (
        <form
          id="merge-sides"
          onSubmit={(event) => {
            event.preventDefault();
            if (!merge.isPending) void go();
          }}
        >
          <Sides
            config={config}
            ids={ids}
            data={data}
            stays={stays}
            onStays={setStays}
            chosen={chosen}
            onChoose={(field, id) => setChosen({ ...chosen, [field]: id })}
          />
          {/* So that Enter merges. */}
          <button type="submit" className="sr-only" tabIndex={-1} aria-hidden>
            {t("merge.do")}
          </button>
        </form>
      )}
    </Dialog>
  );
}

function Sides({
  config,
  ids,
  data,
  stays,
  onStays,
  chosen,
  onChoose,
}: {
  config: KindConfig;
  ids: Id[];
  data: Comparison;
  stays: Id;
  onStays: (id: Id) => void;
  chosen: Record<string, Id>;
  onChoose: (field: string, id: Id) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useFieldLabel(config.name);
  const said = useSaid(config.name);
  const places = ids.map((id) => data.records.findIndex((one) => one.id === id)).filter((at) => at >= 0);
  const attached = (of: Record<string, number>) =>
    Object.entries(of)
      .map(
        ([kind, count]) =>
          `${format.number(count)} ${t(`merge.kind.${kind}` as "merge.kind.note", { count, defaultValue: kind })}`,
      )
      .join(" · ");
  const head = "px-3 py-2 text-start align-top";
  const cell = "min-w-44 px-3 py-1.5 align-top wrap-anywhere";
  return (
    <div className="-mx-5 overflow-x-auto px-5" role="group" aria-label={t("merge.sides")}>
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr>
            <th scope="row" className={clsx(head, "text-xs font-medium text-muted")}>
              {t("merge.stays")}
            </th>
            {places.map((at) => {
              const one = data.records[at]!;
              return (
                <th key={one.id} scope="col" className={clsx(head, "font-normal")}>
                  <Choice
                    name="merge-stays"
                    label={t("merge.staysOne", { name: one.title })}
                    checked={one.id === stays}
                    onChoose={() => onStays(one.id)}
                    begins={one.id === stays}
                  >
                    <bdi className="block font-semibold">{one.title}</bdi>
                    {one.subtitle && <bdi className="block text-muted">{one.subtitle}</bdi>}
                    <span className="block text-xs text-muted">
                      {t("record.created", { when: format.moment(one.created_ms) })}
                    </span>
                    {Object.keys(one.attached).length > 0 && (
                      <span className="block text-xs text-muted">{attached(one.attached)}</span>
                    )}
                  </Choice>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {data.fields.map(({ field, values, from, differs }) => {
            const name = label(field.replace(/^custom\./, ""));
            return (
              <tr key={field} className="border-t border-line">
                <th scope="row" className={clsx(head, "py-1.5 text-xs font-medium text-muted")}>
                  {name}
                </th>
                {places.map((at) => {
                  const { id } = data.records[at]!;
                  const value = values[at] ?? null;
                  const shown = said(field, value);
                  return (
                    <td key={id} className={cell}>
                      {value === null ? (
                        <span className="text-muted" aria-label={t("merge.nothing")}>
                          –
                        </span>
                      ) : differs ? (
                        <Choice
                          name={`merge-${field}`}
                          label={`${name}: ${typeof shown === "string" ? shown : (data.records[at]?.title ?? "")}`}
                          checked={(chosen[field] ?? from) === id}
                          onChoose={() => onChoose(field, id)}
                        >
                          <bdi>{shown}</bdi>
                        </Choice>
                      ) : (
                        <bdi>{shown}</bdi>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
          {data.lists.map(({ part, values }) => (
            <tr key={part} className="border-t border-line">
              <th scope="row" className={clsx(head, "py-1.5 text-xs font-medium text-muted")}>
                {label(part)}
                <span className="block font-normal">{t("merge.allKept")}</span>
              </th>
              {places.map((at) => (
                <td key={data.records[at]!.id} className={cell}>
                  {(values[at] ?? []).map((value, line) => (
                    <bdi key={line} className="block">
                      {said(part, value)}
                    </bdi>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A value in words, by the type its field has. */
function useSaid(kind: string): (field: string, value: Json) => React.ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const described = useKind(kind);
  const words = useLabelWords();
  return (name, value) => {
    const id = name.replace(/^custom\./, "");
    const part = described?.parts.find((one) => one.id === id);
    const field = part
      ? part.fields.find((one) => one.id === part.main)
      : described?.fields.find((one) => one.id === id);
    const type = field?.type ?? "text";
    if (type === "blob") return t("value.picture");
    if (type === "record" && typeof value === "string")
      return <RecordName kind={pluralOf(field?.kind)} id={value} />;
    // What an import brought says so in the program's words.
    if (id === "source" && typeof value === "string") return words(value);
    if (typeof value === "boolean") return t(value ? "value.yes" : "value.no");
    return formatValue(value, type, format);
  };
}

function Choice({
  name,
  label,
  checked,
  begins = false,
  onChoose,
  children,
}: {
  name: string;
  label: string;
  checked: boolean;
  /** Whether the dialog begins here: Enter merges. */
  begins?: boolean;
  onChoose: () => void;
  children: React.ReactNode;
}) {
  return (
    <label
      className={clsx(
        "-mx-2 flex cursor-pointer items-start gap-2 rounded-md px-2 py-1 hover:bg-hover touch:min-h-11",
        checked && "bg-selected",
      )}
    >
      <input
        type="radio"
        name={name}
        ref={begins ? beginHere : undefined}
        aria-label={label}
        checked={checked}
        onChange={onChoose}
        className="mt-0.5 size-5 shrink-0 accent-(--fill)"
      />
      <span className="min-w-0">{children}</span>
    </label>
  );
}
