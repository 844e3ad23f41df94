// The sections of a form in the order and groups the seller arranged, each with the boxes of its fields.
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { isOwnField, useKind } from "./catalogue";
import { OwnField } from "./editors/fields";
import type { Draft } from "./editors/parts";
import { isNeeded, isShown } from "./holds";
import type { Grouped } from "./kinds";
import { useGroups, useGroupTitle, type FieldGroup } from "./layout";

export function ArrangedForm({
  kind,
  draft,
  set,
  boxes,
  wide,
  wrong,
}: {
  kind: Grouped;
  draft: Draft;
  set: (change: Draft) => void;
  /** The box of each field or part there is one for. */
  boxes: Record<string, ReactNode>;
  /** Those that take the whole width. */
  wide: string[];
  /** What is wrong with a section and cannot be said at one of its boxes. */
  wrong?: (field: string) => string | null;
}) {
  const { groups, known } = useGroups(kind);
  const title = useGroupTitle(kind);
  const described = useKind(kind);
  const box = (field: string): ReactNode => {
    const own = isOwnField(field) ? described?.fields.find(({ id }) => id === field) : undefined;
    if (!own) return boxes[field];
    return (
      isShown(own, draft) && (
        <OwnField
          field={own}
          needed={isNeeded(own, draft)}
          value={draft.custom?.[own.id] ?? null}
          onChange={(value) => set({ custom: { ...draft.custom, [own.id]: value } })}
        />
      )
    );
  };
  /** Above its only box a heading would say the same; a part, such as telephone numbers, has its name from it alone. */
  const saysTwice = ({ title: own, fields: [field, ...others] }: FieldGroup): boolean =>
    !own && others.length === 0 && Boolean(described?.fields.some(({ id }) => id === field));
  // Boxes that change their places while one begins to type would lose what is typed.
  if (!known) return null;
  return groups.map((group) => {
    const shown = group.fields
      .map((field) => [field, box(field)] as const)
      .filter(([, content]) => Boolean(content));
    if (shown.length === 0) return null;
    const said = group.fields.map((field) => wrong?.(field)).find(Boolean);
    return (
      <section
        key={group.fields[0]}
        className="grid gap-x-8 gap-y-2 border-t border-line py-5 first:border-0 md:grid-cols-[9rem_1fr]"
      >
        <h2 className={clsx("pt-1.5 font-medium wrap-anywhere", saysTwice(group) && "max-md:sr-only")}>
          {title(group)}
        </h2>
        <div className="grid min-w-0 gap-3 sm:grid-cols-2">
          {shown.map(([field, content]) => (
            <div key={field} className={wide.includes(field) ? "min-w-0 sm:col-span-2" : "min-w-0"}>
              {content}
            </div>
          ))}
          {said && (
            <p role="alert" className="text-danger sm:col-span-2">
              {said}
            </p>
          )}
        </div>
      </section>
    );
  });
}
