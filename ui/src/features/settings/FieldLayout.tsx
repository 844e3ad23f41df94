// How pages and forms show the fields of a kind: groups and order, by buttons or dragged, and what is left out. Each step is
// saved at once and taken back like any other change.
import { ArrowDown, ArrowUp, EyeOff, GripVertical, Plus, RotateCcw, Trash2 } from "lucide-react";
import { useEffect, useRef, useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/client";
import { Button, Field, IconButton, Input, Page, Select, Unanswered, useToast } from "@/kit";
import { useFieldLabel } from "@/records/catalogue";
import { ALL_KINDS, arrangementOf, COMMUNICATIONS, TASKS, type Grouped } from "@/records/kinds";
import { useGroups } from "@/records/layout";
import { hide, merge, moveField, moveGroup, placeAt, show, type Placed } from "./arranging";

export function FieldLayout() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Grouped>("contact");
  return (
    <Page narrow title={t("layout.title")}>
      <p className="pb-4 text-muted">{t("layout.text")}</p>
      <Field label={t("layout.kind")} className="max-w-xs pb-4">
        <Select value={kind} onChange={(event) => setKind(event.target.value as Grouped)}>
          {[...ALL_KINDS.filter(({ arranged }) => arranged), TASKS, COMMUNICATIONS].map(
            ({ name: one, plural }) => (
              <option key={one} value={one}>
                {t(`kinds.${plural}`)}
              </option>
            ),
          )}
        </Select>
      </Field>
      <Arranging key={kind} kind={kind} />
    </Page>
  );
}

function Arranging({ kind }: { kind: Grouped }) {
  const { t } = useTranslation();
  const toast = useToast();
  const name = useName(kind);
  const { groups, layout, known, error, refetch } = useGroups(kind);
  const set = useAct("layouts.set");
  const reset = useAct("layouts.reset");
  const [dragged, setDragged] = useState<string | null>(null);
  // What was moved by its button keeps the focus where it went.
  const moved = useRef<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const said = moved.current;
    moved.current = null;
    if (said) box.current?.querySelector<HTMLElement>(`[data-do="${said}"]:enabled`)?.focus();
  }, [groups]);
  if (error || !known) return <Unanswered of={{ error, refetch }} lines={8} />;
  const now: Placed = {
    groups: groups.map(({ title, fields }) => ({ name: title, fields })),
    hidden: layout?.hidden ?? [],
  };
  const save = (next: Placed, focus?: string) => {
    moved.current = focus ?? null;
    set.mutate({ of: kind, ...next }, { onError: toast.fail });
  };
  const drag = (field: string) => ({
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = "move";
      setDragged(field);
    },
    onDragEnd: () => setDragged(null),
  });
  const drop = (group: number, at: number) => ({
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      if (dragged) save(placeAt(now, dragged, group, at));
      setDragged(null);
    },
  });
  return (
    <div ref={box} className="flex flex-col gap-4">
      {now.groups.map((group, at) => {
        const title = group.name || name(group.fields[0] ?? "");
        return (
          <section
            key={at}
            aria-label={title}
            className="rounded-lg border border-line bg-surface"
            {...drop(at, group.fields.length)}
          >
            <header className="flex flex-wrap items-end gap-2 border-b border-line p-2 ps-4">
              <GroupName
                key={group.name}
                name={group.name}
                usual={title}
                onName={(said) =>
                  save({
                    ...now,
                    groups: now.groups.map((one, n) => (n === at ? { ...one, name: said } : one)),
                  })
                }
              />
              <span className="ms-auto flex">
                <IconButton
                  icon={ArrowUp}
                  label={t("layout.up", { name: title })}
                  disabled={at === 0}
                  data-do={`group-${at}-up`}
                  onClick={() => save(moveGroup(now, at, at - 1), `group-${at - 1}-up`)}
                />
                <IconButton
                  icon={ArrowDown}
                  label={t("layout.down", { name: title })}
                  disabled={at === now.groups.length - 1}
                  data-do={`group-${at}-down`}
                  onClick={() => save(moveGroup(now, at, at + 1), `group-${at + 1}-down`)}
                />
                <IconButton
                  icon={Trash2}
                  label={t("layout.merge", { name: title })}
                  disabled={now.groups.length < 2}
                  onClick={() => save(merge(now, at))}
                />
              </span>
            </header>
            <ul>
              {group.fields.map((field, place) => (
                <li
                  key={field}
                  {...drag(field)}
                  {...drop(at, place)}
                  className="flex min-h-12 items-center gap-3 border-b border-line ps-3 pe-2 last:border-0"
                >
                  <GripVertical aria-hidden className="size-4 shrink-0 cursor-grab text-muted" />
                  <bdi className="min-w-0 flex-1 wrap-anywhere">{name(field)}</bdi>
                  <span className="flex">
                    <IconButton
                      icon={ArrowUp}
                      label={t("layout.up", { name: name(field) })}
                      disabled={at === 0 && place === 0}
                      data-do={`${field}-up`}
                      onClick={() => save(moveField(now, field, -1), `${field}-up`)}
                    />
                    <IconButton
                      icon={ArrowDown}
                      label={t("layout.down", { name: name(field) })}
                      disabled={at === now.groups.length - 1 && place === group.fields.length - 1}
                      data-do={`${field}-down`}
                      onClick={() => save(moveField(now, field, 1), `${field}-down`)}
                    />
                    <IconButton
                      icon={EyeOff}
                      label={t("layout.hide", { name: name(field) })}
                      disabled={arrangementOf(kind)?.fixed.includes(field) ?? false}
                      onClick={() => save(hide(now, field))}
                    />
                  </span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <div className="flex flex-wrap gap-2">
        <Button
          icon={Plus}
          onClick={() =>
            save({ ...now, groups: [...now.groups, { name: t("layout.newGroup"), fields: [] }] })
          }
        >
          {t("layout.addGroup")}
        </Button>
        <Button
          icon={RotateCcw}
          disabled={!layout}
          onClick={() => reset.mutate({ of: kind }, { onError: toast.fail })}
        >
          {t("layout.reset")}
        </Button>
      </div>
      {now.hidden.length > 0 && (
        <section aria-label={t("layout.hidden")} className="flex flex-wrap items-center gap-2">
          <h2 className="w-full font-medium">{t("layout.hidden")}</h2>
          {now.hidden.map((field) => (
            <Button key={field} small icon={Plus} onClick={() => save(show(now, field))}>
              {name(field)}
            </Button>
          ))}
        </section>
      )}
    </div>
  );
}

/** What a field is called here: `display_name` and `name` stand for more than themselves. */
function useName(kind: Grouped): (field: string) => string {
  const { t } = useTranslation();
  const label = useFieldLabel(kind);
  return (field) => {
    if (field === "display_name") return label("name");
    return kind === "company" && field === "name" ? t("form.facts") : label(field);
  };
}

/** The name of a group, saved when one leaves the box. */
function GroupName({ name, usual, onName }: { name: string; usual: string; onName: (name: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(name);
  const save = () => text.trim() !== name && onName(text.trim());
  return (
    <Field label={t("layout.groupName")} className="min-w-0 flex-1 basis-40">
      <Input
        value={text}
        placeholder={usual}
        maxLength={60}
        onChange={(event) => setText(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => event.key === "Enter" && save()}
      />
    </Field>
  );
}
