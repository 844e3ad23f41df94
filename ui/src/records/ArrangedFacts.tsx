// The facts of a page in the order and groups the seller arranged: what says nothing takes no room.
import type { ReactNode } from "react";
import type { Id, Json } from "@/client";
import { useFieldLabel } from "./catalogue";
import type { KindName } from "./kinds";
import { useGroups } from "./layout";
import { useOwnLines } from "./OwnSection";

export function ArrangedFacts({
  kind,
  custom,
  lines,
  rest,
}: {
  kind: KindName;
  custom: Record<Id, Json> | undefined;
  /** What each field says; nothing where it says nothing. */
  lines: Record<string, ReactNode>;
  /** What is not arranged and stands at the end: the label and what it says. */
  rest: [label: string, value: ReactNode][];
}) {
  const label = useFieldLabel(kind);
  const own = new Map(useOwnLines(kind, custom).map(({ id, line }) => [id, line]));
  const { groups } = useGroups(kind);
  const line = (field: string): readonly [string, ReactNode] =>
    own.get(field) ?? [label(field), lines[field]];
  return (
    <div className="flex flex-col">
      {groups.map((group) => {
        const said = group.fields
          .map((field) => [field, ...line(field)] as const)
          .filter(([, , value]) => Boolean(value));
        if (said.length === 0) return null;
        return (
          <section key={group.fields[0]} className={group.own ? "pt-3 first:pt-0" : ""}>
            {group.own && <h2 className="mb-1 font-medium">{group.title}</h2>}
            <dl>
              {said.map(([field, name, value]) => (
                <Fact key={field} label={name}>
                  {value}
                </Fact>
              ))}
            </dl>
          </section>
        );
      })}
      {rest.some(([, value]) => Boolean(value)) && (
        <dl>
          {rest
            .filter(([, value]) => Boolean(value))
            .map(([name, value]) => (
              <Fact key={name} label={name}>
                {value}
              </Fact>
            ))}
        </dl>
      )}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8.5rem_1fr] gap-3 py-1">
      <dt className="text-muted wrap-anywhere">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
