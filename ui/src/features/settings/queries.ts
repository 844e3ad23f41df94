// What the settings screen asks for and changes. A change is shown at once and taken back if it is refused.
import { useQueryClient } from "@tanstack/react-query";
import { useAct, useRead, type Settings } from "@/client";
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
