// Fields moved among groups: each step gives the whole arrangement that follows.
import type { FieldLayout } from "@/client";

export type Placed = FieldLayout;

const without = (now: Placed, field: string): Placed => ({
  groups: now.groups.map((group) => ({ ...group, fields: group.fields.filter((one) => one !== field) })),
  hidden: now.hidden.filter((one) => one !== field),
});

const into = (now: Placed, field: string, group: number, at: number): Placed => ({
  ...now,
  groups: now.groups.map((one, n) =>
    n === group ? { ...one, fields: [...one.fields.slice(0, at), field, ...one.fields.slice(at)] } : one,
  ),
});

/** Puts a field before the one that stands at a place now. */
export function placeAt(now: Placed, field: string, group: number, at: number): Placed {
  const from = now.groups[group]?.fields.indexOf(field) ?? -1;
  const before = from >= 0 && from < at ? at - 1 : at;
  return into(without(now, field), field, group, before);
}

/** Moves a field by one place, over the border of its group into the next. */
export function moveField(now: Placed, field: string, by: -1 | 1): Placed {
  const group = now.groups.findIndex(({ fields }) => fields.includes(field));
  const fields = now.groups[group]?.fields ?? [];
  const to = fields.indexOf(field) + by;
  const rest = without(now, field);
  if (group < 0) return now;
  if (to >= 0 && to < fields.length) return into(rest, field, group, to);
  const next = now.groups[group + by];
  return next ? into(rest, field, group + by, by > 0 ? 0 : next.fields.length) : now;
}

export function moveGroup(now: Placed, from: number, to: number): Placed {
  const groups = [...now.groups];
  groups.splice(to, 0, ...groups.splice(from, 1));
  return { ...now, groups };
}

/** A group goes; its fields join the one before it, or else the next. */
export function merge(now: Placed, at: number): Placed {
  const gone = now.groups[at]?.fields ?? [];
  const to = at > 0 ? at - 1 : 1;
  return {
    ...now,
    groups: now.groups
      .map((group, n) =>
        n === to
          ? { ...group, fields: at > 0 ? [...group.fields, ...gone] : [...gone, ...group.fields] }
          : group,
      )
      .filter((_, n) => n !== at),
  };
}

export const hide = (now: Placed, field: string): Placed => {
  const rest = without(now, field);
  return { ...rest, hidden: [...rest.hidden, field] };
};

/** A hidden field comes back at the end. */
export function show(now: Placed, field: string): Placed {
  const last = now.groups.length - 1;
  return into(without(now, field), field, last, now.groups[last]?.fields.length ?? 0);
}
