// What a person changes stands on the screen before the program has answered. What the program said of it last stays as it
// said it; the changes on their way are reckoned on top of that whenever it is shown. So an answer from before a change takes
// nothing back, a refusal takes back its own change alone, and of two changes in a row neither is forgotten. They reach
// the program one after the other, in the order in which they were made.
import { useMutation, useMutationState, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { CommandName, Input, Output } from "./commands";
import { asFailure, refreshAll, useClient, useRead } from "./context";
import type { Failure } from "./transport";

/** What is shown, and what changes it. */
export interface AtOnce<R extends CommandName, N extends CommandName> {
  /** Answers what is shown. */
  read: R;
  input: Input<R>;
  /** Changes it, and answers it as it is then. */
  act: Output<N> extends Output<R> ? N : never;
  /** What is shown while a change is on its way. */
  shown: (answer: Output<R>, change: Input<N>) => Output<R>;
}

/** The answer with what is on its way to the program. */
export function useReadAtOnce<R extends CommandName, N extends CommandName>({
  read,
  input,
  act,
  shown,
}: AtOnce<R, N>) {
  const { data, error, isPending, refetch } = useRead(read, input);
  const changes = useMutationState({
    filters: { mutationKey: [act], status: "pending" },
    select: ({ state }) => state.variables as Input<N>,
  });
  const now = useMemo(
    () => (data === undefined ? undefined : changes.reduce(shown, data)),
    [data, changes, shown],
  );
  return { data: now, error, isPending, refetch };
}

/** Makes a change that is shown at once. */
export function useActAtOnce<R extends CommandName, N extends CommandName>(
  { read, input, act }: AtOnce<R, N>,
  refused: (failure: Failure) => void,
): (change: Input<N>) => void {
  const client = useClient();
  const queries = useQueryClient();
  // What is to happen then stands here and not beside each call: of several calls only the last one's would.
  const { mutate } = useMutation<Output<N>, Failure, Input<N>>({
    mutationKey: [act],
    scope: { id: act },
    mutationFn: (change) => asFailure(client.call<N>(act, change)),
    onSuccess: (now) => {
      queries.setQueryData<unknown>([read, input], now);
      refreshAll(queries);
    },
    onError: refused,
  });
  return mutate;
}
