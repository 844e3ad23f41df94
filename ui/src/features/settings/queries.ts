// What the settings screen asks for and changes.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  asFailure,
  useAct,
  useActAtOnce,
  useClient,
  useReadAtOnce,
  type AtOnce,
  type Diagnosis,
  type Failure,
  type Settings,
} from "@/client";
import { useToast } from "@/kit";

const SETTINGS: AtOnce<"settings.get", "settings.patch"> = {
  read: "settings.get",
  input: {},
  act: "settings.patch",
  shown: (settings, { patch }) => ({ ...settings, ...patch }),
};

export const useSettings = () => useReadAtOnce(SETTINGS);

export function usePatchSettings(): (change: Partial<Settings>) => void {
  const patch = useActAtOnce(SETTINGS, useToast().fail);
  return (change) => patch({ patch: change });
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
