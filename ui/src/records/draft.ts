// A record while it is being written. Drafts live in this window's memory until they are saved or given up: going to
// another screen loses nothing, and nothing of a closed vault stays on the disk.
import { useCallback, useState } from "react";
import type { Draft } from "./editors/parts";

const kept = new Map<string, Draft>();

/** Rows that hold nothing are not sent; texts are trimmed at the ends. */
export function tidy(draft: Draft): Draft {
  const says = (row: Record<string, unknown>) =>
    Object.entries(row).some(
      ([key, value]) =>
        !["id", "label", "primary", "channel", "state"].includes(key) &&
        typeof value === "string" &&
        value.trim() !== "",
    );
  return Object.fromEntries(
    Object.entries(draft).map(([key, value]) => {
      if (typeof value === "string") return [key, value.trim()];
      if (!Array.isArray(value)) return [key, value];
      const rows = (value as (string | Record<string, unknown>)[])
        .filter((row) => typeof row === "string" || key === "consents" || says(row))
        .map((row) =>
          typeof row === "string"
            ? row
            : Object.fromEntries(
                Object.entries(row)
                  .map(([name, one]) => [name, typeof one === "string" ? one.trim() : one] as const)
                  .filter(([name, one]) => one !== "" || name === "value"),
              ),
        );
      return [key, rows];
    }),
  ) as Draft;
}

/** Only what differs, as a patch. */
export function difference(before: Draft, after: Draft): { [field: string]: unknown } {
  const [was, is] = [tidy(before) as Record<string, unknown>, tidy(after) as Record<string, unknown>];
  return Object.fromEntries(
    Object.entries(is).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(was[key] ?? null)),
  );
}

export function useDraft(
  key: string,
  start: Draft | undefined,
): [Draft, (change: Draft) => void, () => void, boolean] {
  const [changes, setChanges] = useState<Draft>(() => kept.get(key) ?? {});
  const set = useCallback(
    (change: Draft) =>
      setChanges((old) => {
        const next = { ...old, ...change };
        kept.set(key, next);
        return next;
      }),
    [key],
  );
  const drop = useCallback(() => {
    kept.delete(key);
    setChanges({});
  }, [key]);
  return [{ ...start, ...changes }, set, drop, Object.keys(changes).length > 0];
}
