// The client in React: one provider, one hook to read, one to act. Reads are cached by command and input; a change
// event makes stale whatever it may concern, so no screen lists cache keys by hand.
import {
  QueryClient,
  QueryClientProvider,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryFilters,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { createContext, use, useEffect, useMemo, type ReactNode } from "react";
import type { CommandName, Input, Output, SatchelEvent } from "./commands";
import { Failure, type Client } from "./transport";

const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = use(ClientContext);
  if (!client) throw new Error("No client: the screen stands outside <ClientProvider>.");
  return client;
}

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 5 * 60_000,
        retry: (count, error) => Failure.from(error).code === "unreachable" && count < 2,
        // Everything is local: the state of the network says nothing about whether a command can run.
        networkMode: "always",
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** Reads that no change of a record can touch. */
const UNTOUCHED = new Set<string>([
  "vault.status",
  "vault.doctor",
  "jobs.list",
  "imports.inspect",
  "photos.get",
  "attachments.file",
]);

/** Asks again for what is stale. A first answer still on its way was perhaps read before the change: it is shown, and
 *  asked for once more, because the cache takes a first answer as fresh whatever was said meanwhile. */
export function makeStale(queries: QueryClient, filters: QueryFilters = {}): void {
  const first = queries
    .getQueryCache()
    .findAll({ ...filters, fetchStatus: "fetching" })
    .filter(({ state }) => state.data === undefined);
  void queries.invalidateQueries(filters);
  for (const { promise, queryKey } of first) {
    const again = () => void queries.invalidateQueries({ queryKey, exact: true });
    promise?.then(again, again);
  }
}

/** Marks as stale what a change may concern; with few ids known, other records stay as they are. */
export function refresh(queries: QueryClient, event: Extract<SatchelEvent, { type: "change" }>): void {
  const touched = event.ids ? new Set(event.ids.map(({ id }) => id)) : null;
  makeStale(queries, {
    predicate: ({ queryKey: [name, input] }) => {
      if (typeof name !== "string" || UNTOUCHED.has(name)) return false;
      if (touched && name.endsWith(".get") && isWithId(input)) return touched.has(input.id);
      return true;
    },
  });
}

/** After a command that changed something: the change event says the same a moment later; a screen should not wait for it. */
export const refreshAll = (queries: QueryClient): void =>
  refresh(queries, { type: "change", from_seq: 0, to_seq: 0, kinds: [], ids: null });

/** What a step of a job may show differently. */
const OF_JOBS = new Set<unknown>([
  "jobs.list",
  "imports.get",
  "imports.list",
  "imports.rows",
  "contacts.duplicates",
  "companies.duplicates",
  "leads.duplicates",
  "leads.known",
]);

/** Whether an answer is as of an earlier change; one that is on its way may be. */
const isBefore = ({ data, fetchStatus }: { data: unknown; fetchStatus: string }, seq: number): boolean => {
  if (fetchStatus === "fetching") return true;
  const answers = (data as { pages?: unknown[] } | undefined)?.pages ?? [data];
  return answers.some((answer) => {
    const asOf = typeof answer === "object" && answer !== null && (answer as { as_of?: unknown }).as_of;
    return typeof asOf === "number" && asOf < seq;
  });
};

const isWithId = (input: unknown): input is { id: string } =>
  typeof input === "object" && input !== null && typeof (input as { id?: unknown }).id === "string";

/** What is told changes without a change of a record. */
const OF_NOTES = new Set<unknown>(["notifications.list", "watches.list", "watches.events"]);

/** Changes arrive in bursts during an import; the screen follows at most four times a second. */
const BURST_MS = 250;

function useRefresh(client: Client, queries: QueryClient): void {
  useEffect(() => {
    let pending: Extract<SatchelEvent, { type: "change" }> | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const flush = () => {
      timer = undefined;
      last = Date.now();
      if (pending) refresh(queries, pending);
      pending = null;
    };
    const stop = client.subscribe((event) => {
      if (event.type === "vault" || event.type === "gap") {
        makeStale(queries);
      } else if (event.type === "index") {
        makeStale(queries, { predicate: ({ state }) => isBefore(state, event.seq) });
      } else if (event.type === "job") {
        makeStale(queries, { predicate: ({ queryKey: [name] }) => OF_JOBS.has(name) });
      } else if (event.type === "notify") {
        makeStale(queries, { predicate: ({ queryKey: [name] }) => OF_NOTES.has(name) });
      } else if (event.type === "change") {
        pending = pending ? { ...event, ids: merged(pending.ids, event.ids) } : event;
        const wait = Math.max(0, BURST_MS - (Date.now() - last));
        if (timer === undefined) timer = setTimeout(flush, last === 0 ? 0 : wait);
      }
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, queries]);
}

type Ids = Extract<SatchelEvent, { type: "change" }>["ids"];
const merged = (one: Ids, other: Ids): Ids => (one && other ? [...one, ...other] : null);

export function ClientProvider({
  client,
  queries,
  children,
}: {
  client: Client;
  queries?: QueryClient;
  children: ReactNode;
}) {
  const cache = useMemo(() => queries ?? newQueryClient(), [queries]);
  useRefresh(client, cache);
  return (
    <ClientContext value={client}>
      <QueryClientProvider client={cache}>{children}</QueryClientProvider>
    </ClientContext>
  );
}

/** Screens meet failures only, whatever a transport throws. */
export async function asFailure<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    throw Failure.from(thrown);
  }
}

/** The answer of a reading command, kept up to date. */
export function useRead<N extends CommandName>(
  name: N,
  input: Input<N>,
  options: { enabled?: boolean; keep?: boolean } = {},
): UseQueryResult<Output<N>, Failure> {
  const client = useClient();
  return useQuery<Output<N>, Failure>({
    queryKey: [name, input],
    queryFn: ({ signal }) => asFailure(client.call(name, input, signal)),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: (previous: Output<N> | undefined) => previous as never } : {}),
  });
}

/** Runs a command that changes something, then makes everything it may concern stale. */
export function useAct<N extends CommandName>(name: N): UseMutationResult<Output<N>, Failure, Input<N>> {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation<Output<N>, Failure, Input<N>>({
    mutationFn: (input) => asFailure(client.call(name, input)),
    onSuccess: (answer) => {
      if (name.startsWith("vault.")) {
        if (isStatus(answer)) queries.setQueryData(["vault.status", {}], answer);
        else void queries.invalidateQueries({ queryKey: ["vault.status"] });
      }
      refreshAll(queries);
    },
  });
}

const isStatus = (answer: unknown): boolean =>
  typeof answer === "object" && answer !== null && "state" in answer && "recovery_confirmed" in answer;
