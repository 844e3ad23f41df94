// The facts of a record page. Each group is read until one clicks it; then it is edited in place and saved as soon as
// one leaves it, field by field as a patch with the version one saw. What is empty waits as a small button.
import { clsx } from "clsx";
import { Check, Pencil, Plus } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Company, Contact } from "@/client";
import { Button, Code, IconButton } from "@/kit";
import { useWords } from "@/locales";
import { nowMs, useFormat } from "@/locales/format";
import { isOwnField, useFieldLabel } from "./catalogue";
import { Conflict } from "./Conflict";
import { UnfinishedContext, useDraft } from "./draft";
import { CompanyFields, NameFields, OwnFields } from "./editors/fields";
import { PartEditor, type Draft } from "./editors/parts";
import { FactGroup, groupIsEmpty, type GroupId } from "./FactGroup";
import { FaultContext } from "./faults";
import type { KindConfig, PersonKind } from "./kinds";
import { useLabelWords } from "./labels";
import { useGroups } from "./layout";
import { useSaving } from "./saving";
import { useSave } from "./useSave";

/** The group that shows a field. */
const groupOf = (field: string): GroupId =>
  field === "display_name" ? "name" : isOwnField(field) ? "custom" : (field as GroupId);

export function EditableFacts({
  config,
  record,
}: {
  config: KindConfig<PersonKind>;
  record: Contact | Company;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = useFieldLabel(config.name);
  const words = useLabelWords();
  const [open, setOpen] = useState<GroupId | null>(null);
  // What was edited gives the focus back to the button that opened it, unless it went elsewhere already.
  const box = useRef<HTMLDivElement>(null);
  const last = useRef<GroupId | null>(null);
  useEffect(() => {
    const closed = last.current;
    last.current = open;
    if (closed && !open && document.activeElement === document.body)
      box.current?.querySelector<HTMLElement>(`[data-edit="${closed}"]`)?.focus();
  }, [open]);
  const arranged = useGroups(config.name).groups;
  const groups = [...new Set(arranged.flatMap(({ fields }) => fields.map(groupOf)))];
  const title = (group: GroupId) =>
    group === "name" && config.name === "company" ? t("kind.company") : label(group);
  const shown = groups.filter((group) => group === open || !groupIsEmpty(group, record));
  const waiting = groups.filter((group) => group !== open && groupIsEmpty(group, record));
  return (
    <div ref={box} className="flex flex-col gap-0.5">
      {shown.map((group) => (
        <Group
          key={group}
          group={group}
          title={title(group)}
          config={config}
          record={record}
          open={open === group}
          onOpen={(now) => setOpen(now ? group : null)}
        />
      ))}
      {waiting.length > 0 && (
        <div className="mt-2 flex flex-wrap gap-x-1 gap-y-2 border-t border-line pt-3">
          {waiting.map((group) => (
            <Button
              key={group}
              small
              weight="ghost"
              icon={Plus}
              data-edit={group}
              className="text-muted"
              onClick={() => setOpen(group)}
            >
              {title(group)}
            </Button>
          ))}
        </div>
      )}
      {record.raw.length > 0 && (
        <details className="mt-3 border-t border-line pt-2">
          <summary className="hit min-h-8 py-1.5 text-muted select-none">
            {t("record.raw", { count: record.raw.length })}
          </summary>
          <dl className="mt-1 grid grid-cols-[8rem_1fr] gap-x-3 gap-y-1">
            {record.raw.map((raw, at) => (
              <div key={raw.id ?? at} className="contents">
                <dt className="truncate text-muted" title={raw.source}>
                  {raw.name}
                </dt>
                <dd className="break-words">{raw.value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <p className="mt-3 border-t border-line pt-3 text-xs text-muted">
        {t("record.created", { when: format.moment(record.created_ms) })}
        {"source" in record && record.source ? ` · ${words(record.source)}` : ""}
        <br />
        {t("record.modified", { when: format.moment(record.modified_ms) })}
      </p>
    </div>
  );
}

function Group({
  group,
  title,
  config,
  record,
  open,
  onOpen,
}: {
  group: GroupId;
  title: string;
  config: KindConfig<PersonKind>;
  record: Contact | Company;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const { t } = useTranslation();
  const [saved, setSaved] = useState(false);
  useEffect(() => {
    if (!saved) return;
    const timer = setTimeout(() => setSaved(false), 2500);
    return () => clearTimeout(timer);
  }, [saved]);
  return (
    <section
      aria-label={title}
      className={clsx(
        "group/fact relative -mx-2 rounded-lg px-2",
        open ? "my-2 bg-sunken py-2" : "hover:bg-hover touch:min-h-11 touch:pe-12",
      )}
    >
      <header
        className={open ? "flex h-7 items-center" : "absolute inset-e-1 top-0 z-1 flex items-center gap-2"}
      >
        <h2 className={open ? "text-xs font-medium text-muted" : "sr-only"}>{title}</h2>
        <span role="status" className="text-xs text-success">
          {saved && (
            <span className="inline-flex h-7 items-center gap-1">
              <Check aria-hidden className="size-3.5" />
              {t("record.saved")}
            </span>
          )}
        </span>
        {!open && (
          <IconButton
            icon={Pencil}
            small
            tip={false}
            label={t("record.editGroup", { group: title })}
            data-edit={group}
            onClick={() => onOpen(true)}
            className="bg-hover opacity-0 group-hover/fact:opacity-100 focus-visible:opacity-100 touch:opacity-100"
          />
        )}
      </header>
      {open ? (
        <GroupEditor
          group={group}
          config={config}
          record={record}
          done={(changed) => {
            onOpen(false);
            setSaved(changed);
          }}
        />
      ) : (
        <FactGroup group={group} kind={config.name} record={record} />
      )}
    </section>
  );
}

function GroupEditor({
  group,
  config,
  record,
  done,
}: {
  group: GroupId;
  config: KindConfig<PersonKind>;
  record: Contact | Company;
  done: (changed: boolean) => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const saving = useSaving(config);
  // The record as it was when editing began: what others change meanwhile must not be overwritten unseen.
  const [start] = useState(record as Base);
  const state = useDraft<Base>(null, startDraft(group, start) as Base);
  const { draft, set } = state;
  const { save, failure, clash, fault, unfinished } = useSave(state, async (now, over) => {
    const met = await saving.save(now.base ?? start, now.draft, over);
    if (typeof met === "object") return met;
    done(met === "saved");
    return null;
  });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>("input,select,textarea")?.focus();
    // Its buttons too are to be seen.
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  useEffect(() => {
    const here = box.current?.contains(document.activeElement);
    if (failure && here) box.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [failure]);

  const body: ReactNode =
    group === "name" ? (
      config.name === "contact" ? (
        <NameFields draft={draft} set={set} />
      ) : (
        <CompanyFields draft={draft} set={set} id={record.id} />
      )
    ) : group === "custom" ? (
      <OwnFields draft={draft} set={set} kind={config.name} />
    ) : (
      <PartEditor part={group} draft={draft} set={set} kind={config.name} />
    );

  return (
    // Keys and focus of the fields inside are heard here.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={box}
      className="flex flex-col gap-2 pb-1.5"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) {
          event.preventDefault();
          event.stopPropagation();
          done(false);
        } else if (
          event.key === "Enter" &&
          !event.defaultPrevented &&
          event.target instanceof HTMLInputElement
        ) {
          event.preventDefault();
          void save();
        }
      }}
      onBlur={(event) => {
        // Leaving the group saves it; moving inside, or the window losing the focus, does not.
        if (clash) return;
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) void save();
      }}
    >
      <UnfinishedContext value={unfinished}>
        <FaultContext value={fault}>{body}</FaultContext>
      </UnfinishedContext>
      {clash && (
        <Conflict
          kind={config.name}
          clash={clash}
          base={start}
          onMine={() => void save(clash)}
          onTheirs={() => done(false)}
        />
      )}
      {failure && !fault && (
        <p role="alert" className="text-danger">
          {words(failure)} <Code of={failure} />
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button small weight="ghost" onClick={() => done(false)}>
          {t("kit.cancel")}
        </Button>
        <Button small weight="primary" busy={saving.busy} onClick={() => void save()}>
          {t("kit.save")}
        </Button>
      </div>
    </div>
  );
}

type Base = Draft & { id: string; version: number };

/** An empty part opens with a first blank row, so that one can type at once. */
function startDraft(group: GroupId, record: Draft): Draft {
  if (group === "name" || group === "custom" || group === "tags") return record;
  const rows = record[group as "emails"];
  if (rows && rows.length > 0) return record;
  const blanks: Partial<Record<GroupId, object>> = {
    emails: { value: "", label: "work" },
    phones: { value: "", label: "mobile" },
    links: { value: "", label: "website" },
    dates: { value: "", label: "birthday" },
    handles: { service: "", value: "" },
    relations: { value: "", label: "colleague" },
    jobs: {},
    addresses: { label: "work" },
    domains: { value: "" },
    consents: { channel: "email", state: "granted", at_ms: nowMs() },
  };
  return { ...record, [group]: [blanks[group] ?? { value: "" }] };
}
