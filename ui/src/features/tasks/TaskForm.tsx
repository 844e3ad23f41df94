// A task in all its parts, written down anew or set right. What is written and not saved is still there after a look
// elsewhere. Long because every part of a task has its box here.
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Priority, type Task, type TaskStatus, type TaskType } from "@/client";
import { beginHere, Field, Input, Select, TextArea, Unanswered } from "@/kit";
import { useWords } from "@/locales";
import { difference, tidy, UnfinishedContext, useDraft } from "@/records/draft";
import type { About } from "@/records/about";
import { ArrangedForm } from "@/records/ArrangedForm";
import { aboutBoxes } from "@/records/editors/LinkInput";
import type { Draft as People } from "@/records/editors/parts";
import { TagInput } from "@/records/editors/TagInput";
import { FaultContext } from "@/records/faults";
import { FormPage } from "@/records/FormPage";
import { useSave } from "@/records/useSave";
import { useDone } from "@/shell/undo";

import { useTask, zoneHere } from "./queries";
import { useMinutesWords, useRuleWords } from "./words";

export function TaskFormScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useTask(id);
  if (id && (error || !data)) return <Unanswered of={{ error, refetch }} whole title={t("kind.task")} />;
  return <TaskForm key={id ?? "new"} {...(data ? { task: data } : {})} />;
}

type Base = People & { id: string; version: number };

type Draft = Partial<
  Pick<
    Task,
    | "title"
    | "notes"
    | "status"
    | "priority"
    | "type"
    | "due"
    | "due_time"
    | "due_zone"
    | "duration_min"
    | "recurrence"
    | "tags"
    | "reminders"
    | "outcome"
  > &
    About
>;

const STATUSES: TaskStatus[] = ["open", "in_progress", "waiting", "done", "cancelled"];
const PRIORITIES: Priority[] = ["none", "low", "normal", "high"];
const TYPES: TaskType[] = ["call", "visit", "meeting", "message"];
const RULES = [
  "FREQ=DAILY",
  "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  "FREQ=WEEKLY",
  "FREQ=WEEKLY;INTERVAL=2",
  "FREQ=MONTHLY",
  "FREQ=MONTHLY;INTERVAL=3",
  "FREQ=YEARLY",
];
const REMINDERS = [0, 10, 60, 24 * 60, 7 * 24 * 60];
const DURATIONS = [5, 15, 30, 45, 60, 90, 120, 240];

/** An emptied box takes the value away. */
const emptied = (change: { [field: string]: unknown }) =>
  Object.fromEntries(Object.entries(change).map(([field, value]) => [field, value === "" ? null : value]));

function TaskForm({ task }: { task?: Task }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = useWords();
  const done = useDone();
  const rule = useRuleWords();
  const minutes = useMinutesWords();
  const create = useAct("tasks.create");
  const patch = useAct("tasks.patch");
  // The draft's keeper knows people and companies; a task's fields are its own.
  const state = useDraft<Base>(`task-${task?.id ?? "new"}`, task);
  const draft = state.draft as unknown as Draft;
  const set = (change: Draft) => state.set(change);
  const leave = () => void navigate(task ? { to: "/tasks/$id", params: { id: task.id } } : { to: "/tasks" });
  const {
    save,
    forget,
    failure,
    fault: atField,
    unfinished,
  } = useSave(state, async (now) => {
    const finish = async (made: Task) => {
      state.drop();
      done(t(task ? "record.saved" : "form.created", { name: made.title }));
      await navigate({ to: "/tasks/$id", params: { id: made.id } });
      return null;
    };
    const { due_time: time, due_zone: zone } = now.draft as unknown as Draft;
    const placed = { ...now.draft, ...(time ? { due_zone: zone ?? zoneHere() } : {}) };
    if (!now.base) {
      const filled = Object.entries(tidy(placed)).filter(([, value]) => value !== "");
      return finish(await create.mutateAsync(Object.fromEntries(filled)));
    }
    const { id, version } = now.base;
    const change = emptied(difference(now.base, placed));
    if (Object.keys(change).length > 0)
      return finish(await patch.mutateAsync({ id, version, patch: change }));
    state.drop();
    leave();
    return null;
  });
  const fault = (...fields: string[]) =>
    failure && fields.some((field) => failure.field?.startsWith(field)) ? words(failure) : null;
  const rules = [...new Set([...RULES, ...(draft.recurrence ? [draft.recurrence] : [])])];
  const reminder = draft.reminders?.[0]?.minutes;
  const reminders = [...new Set([...REMINDERS, ...(reminder === undefined ? [] : [reminder])])];
  const durations = [...new Set([...DURATIONS, ...(draft.duration_min ? [draft.duration_min] : [])])];
  const number = (value: string) => (value === "" ? undefined : Number(value));
  const boxes: Record<string, ReactNode> = {
    title: (
      <Field label={t("field.task.title")} error={fault("title")}>
        <Input
          required
          ref={beginHere}
          value={draft.title ?? ""}
          onChange={(event) => set({ title: event.target.value })}
        />
      </Field>
    ),
    due: (
      <Field label={t("field.task.due")} error={fault("due")}>
        <Input type="date" value={draft.due ?? ""} onChange={(event) => set({ due: event.target.value })} />
      </Field>
    ),
    due_time: (
      <Field
        label={t("field.task.due_time")}
        hint={draft.due_time ? (draft.due_zone ?? zoneHere()) : t("tasks.wholeDay")}
      >
        <Input
          type="time"
          value={draft.due_time ?? ""}
          onChange={(event) => set({ due_time: event.target.value })}
        />
      </Field>
    ),
    priority: (
      <Field label={t("field.task.priority")}>
        <Select
          value={draft.priority ?? "none"}
          onChange={(event) => set({ priority: event.target.value as Priority })}
        >
          {PRIORITIES.map((one) => (
            <option key={one} value={one}>
              {t(`choice.task.priority.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
    ),
    type: (
      <Field label={t("field.task.type")}>
        <Select
          value={draft.type ?? ""}
          onChange={(event) => state.set({ type: event.target.value } as unknown as People)}
        >
          <option value="">{t("tasks.noType")}</option>
          {TYPES.map((one) => (
            <option key={one} value={one}>
              {t(`choice.task.type.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
    ),
    status: (
      <Field label={t("field.task.status")}>
        <Select
          value={draft.status ?? "open"}
          onChange={(event) => set({ status: event.target.value as TaskStatus })}
        >
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {t(`choice.task.status.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
    ),
    recurrence: (
      <Field label={t("field.task.recurrence")} error={fault("recurrence")}>
        <Select value={draft.recurrence ?? ""} onChange={(event) => set({ recurrence: event.target.value })}>
          <option value="">{t("tasks.never")}</option>
          {rules.map((one) => (
            <option key={one} value={one}>
              {rule(one)}
            </option>
          ))}
        </Select>
      </Field>
    ),
    reminders: (
      <Field label={t("field.task.reminders")} error={fault("reminders")}>
        <Select
          value={reminder ?? ""}
          onChange={(event) => {
            const minutes_ = number(event.target.value);
            set({ reminders: minutes_ === undefined ? [] : [{ minutes: minutes_ }] });
          }}
        >
          <option value="">{t("tasks.noReminder")}</option>
          {reminders.map((one) => (
            <option key={one} value={one}>
              {one > 0 ? t("tasks.before", { time: minutes(one) }) : t("tasks.atDue")}
            </option>
          ))}
        </Select>
      </Field>
    ),
    duration_min: (
      <Field label={t("field.task.duration_min")} error={fault("duration_min")}>
        <Select
          value={draft.duration_min ?? ""}
          onChange={(event) =>
            state.set({ duration_min: number(event.target.value) ?? "" } as unknown as People)
          }
        >
          <option value="" />
          {durations.map((one) => (
            <option key={one} value={one}>
              {minutes(one)}
            </option>
          ))}
        </Select>
      </Field>
    ),
    tags: (
      <div className="flex flex-col gap-1">
        <span className="text-xs font-medium text-muted">{t("field.any.tags")}</span>

        <TagInput name={t("field.any.tags")} value={draft.tags ?? []} onChange={(tags) => set({ tags })} />
      </div>
    ),
    ...aboutBoxes(draft, set, (part) => t(`kinds.${part}`)),
    notes: (
      <Field label={t("field.task.notes")}>
        <TextArea
          rows={5}
          value={draft.notes ?? ""}
          onChange={(event) => set({ notes: event.target.value })}
        />
      </Field>
    ),
    outcome: (draft.status === "done" || draft.outcome) && (
      <Field label={t("field.task.outcome")}>
        <Input value={draft.outcome ?? ""} onChange={(event) => set({ outcome: event.target.value })} />
      </Field>
    ),
  };
  return (
    <FormPage
      title={task ? t("form.edit", { name: task.title }) : t("list.new.task")}
      isNew={!task}
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
        <FaultContext value={atField}>
          <ArrangedForm
            kind="task"
            draft={state.draft}
            set={state.set}
            boxes={boxes}
            wide={["title", "notes", "outcome"]}
          />
        </FaultContext>
      </UnfinishedContext>
    </FormPage>
  );
}
