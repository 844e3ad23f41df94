// Everything out as an archive, and back: jobs whose end is waited for wherever one is on the screens.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  Failure,
  makeStale,
  useClient,
  type BroughtBack,
  type Client,
  type FileHandle,
  type Id,
} from "@/client";
import { useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { EXPORTING } from "./exports";
import { useDone } from "./undo";

/** What a job ends with; one that failed or was stopped is a failure. */
export async function outcome<T>(client: Client, begin: () => Promise<{ job: Id }>): Promise<T> {
  let wake = () => {};
  const stop = client.subscribe((event) => {
    if (event.type === "job" || event.type === "gap") wake();
  });
  try {
    const { job } = await begin();
    for (;;) {
      const heard = new Promise<void>((resolve) => (wake = resolve));
      const found = (await client.call("jobs.list", {})).jobs.find(({ id }) => id === job);
      if (found?.state === "done") return found.output as T;
      if (!found || found.state === "failed" || found.state === "cancelled")
        throw new Failure(found?.error ?? { code: "cancelled", kind: "refused", message: "It was stopped." });
      await heard;
    }
  } finally {
    stop();
  }
}

/** One file of this ending, as the desktop or the page lets it be chosen. */
async function choose(client: Client): Promise<FileHandle | undefined> {
  if (client.pick) return (await client.pick(["zip"]))[0];
  const files = await new Promise<File[]>((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".zip";
    input.onchange = () => resolve([...(input.files ?? [])]);
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
  return files.length > 0 ? (await client.upload(files))[0] : undefined;
}

export function useEverything() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useClient();
  const queries = useQueryClient();
  const toast = useToast();
  const done = useDone();
  const out = useMutation({
    mutationKey: EXPORTING,
    mutationFn: async (what: { history?: boolean }) => {
      const { file } = await outcome<{ file: FileHandle }>(client, () =>
        client.call("exports.everything", what),
      );
      return { file, saved: await client.save(file) };
    },
    onSuccess: ({ file, saved }) => {
      makeStale(queries, { queryKey: ["exports.list"] });
      if (saved) toast.show({ text: t("export.done", { name: file.name }), detail: format.bytes(file.size) });
    },
    onError: toast.fail,
  });
  const back = useMutation({
    mutationFn: async (file: FileHandle) =>
      outcome<BroughtBack>(client, () => client.call("imports.everything", { file })),
    onSuccess: ({ change_set: set, records, altered, lost }) => {
      makeStale(queries);
      const sum = (fate: "created" | "updated" | "unchanged") =>
        Object.values(records).reduce((all, counts) => all + counts[fate], 0);
      const shown = {
        created: format.number(sum("created")),
        updated: format.number(sum("updated")),
        unchanged: format.number(sum("unchanged")),
      };
      const doubts = [
        altered.length > 0 && t("export.altered", { files: altered.join(", ") }),
        lost > 0 && t("export.lost", { count: lost }),
      ].filter((doubt) => doubt !== false);
      const detail = [t("export.broughtCounts", shown), ...doubts].join(" ");
      if (set) done(t("export.brought"), { set, detail });
      else toast.show({ text: t("export.broughtNothing"), detail });
    },
    onError: toast.fail,
  });
  const bringBack = () =>
    void choose(client).then((file) => {
      if (file) back.mutate(file);
    }, toast.fail);
  return { out, bringBack, isBringing: back.isPending };
}
