// What the settings screen asks for and changes. A change is shown at once and taken back if it is refused.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asFailure, useAct, useClient, useRead, type Diagnosis, type Failure, type Settings } from "@/client";
import { useToast } from "@/kit";

const KEY = ["settings.get", {}];

export const useSettings = () => useRead("settings.get", {});

export function usePatchSettings(): (patch: Partial<Settings>) => void {
  const toast = useToast();
  const queries = useQueryClient();
  const patch = useAct("settings.patch");
  return (change) => {
    const before = queries.getQueryData<Settings>(KEY);
    if (before) queries.setQueryData(KEY, { ...before, ...change });
    patch.mutate(
      { patch: change },
      {
        onSuccess: (now) => queries.setQueryData(KEY, now),
        onError: (failure) => {
          queries.setQueryData(KEY, before);
          toast.fail(failure);
        },
      },
    );
  };
}

/** The doctor looks only when asked to; what it found stays until it looks again. */
export function useDoctor() {
  const client = useClient();
  const found = useQuery<Diagnosis, Failure>({
    queryKey: ["vault.doctor", {}],
    queryFn: ({ signal }) => asFailure(client.call("vault.doctor", {}, signal)),
    enabled: false,
  });
  return { ...found, run: () => void found.refetch() };
}

export function useRebuild() {
  const { t } = useTranslation();
  const toast = useToast();
  const rebuild = useAct("search.rebuild");
  const options = { onSuccess: () => toast.show({ text: t("settings.rebuilt") }), onError: toast.fail };
  return { ...rebuild, mutate: (input: Record<string, never>) => rebuild.mutate(input, options) };
}
