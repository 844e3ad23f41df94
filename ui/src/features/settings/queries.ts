// What the settings screen asks for and changes.
import { useAct, useRead, type Settings } from "@/client";
import { useToast } from "@/kit";

export const useSettings = () => useRead("settings.get", {});

export function usePatchSettings(): (patch: Partial<Settings>) => void {
  const toast = useToast();
  const patch = useAct("settings.patch");
  return (change) => patch.mutate({ patch: change }, { onError: toast.fail });
}
