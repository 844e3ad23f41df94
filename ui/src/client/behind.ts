// Whether what is on the screen is as of an earlier change: during a large write lists and search answer at once, as of
// the change the index knows, and say so. Small changes are in every answer.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useClient } from "./context";

/** An answer is asked for again as soon as a change is heard of; only what stays behind is worth a word. */
const WAIT_MS = 600;

const asOf = (data: unknown): number | null => {
  const found = typeof data === "object" && data !== null ? (data as { as_of?: unknown }).as_of : undefined;
  return typeof found === "number" ? found : null;
};

export function useCatchingUp(): boolean {
  const client = useClient();
  const queries = useQueryClient();
  const [behind, setBehind] = useState(false);
  useEffect(() => {
    let newest = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      setBehind(
        queries
          .getQueryCache()
          .findAll({ type: "active" })
          .some(({ state }) => {
            const seq = asOf(state.data);
            return seq !== null && seq < newest;
          }),
      );
    };
    const soon = () => (timer ??= setTimeout(look, WAIT_MS));
    const stopEvents = client.subscribe((event) => {
      if (event.type === "change") newest = Math.max(newest, event.to_seq);
      // Another vault counts its changes anew.
      else if (event.type === "vault") newest = 0;
      else return;
      soon();
    });
    const stopAnswers = queries.getQueryCache().subscribe(({ type }) => {
      if (type === "updated" || type === "observerRemoved") soon();
    });
    return () => {
      clearTimeout(timer);
      stopEvents();
      stopAnswers();
    };
  }, [client, queries]);
  return behind;
}
