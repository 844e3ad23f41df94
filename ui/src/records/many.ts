// Something done to many records at once: said when it is done, and waited for where it is a job.
import { useTranslation } from "react-i18next";
import { useQueryClient } from "@tanstack/react-query";
import { Failure, makeStale, useClient, type Client, type Id, type JobRow, type ManyOutcome } from "@/client";
import { useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { useDone } from "@/shell/undo";
import type { KindConfig } from "./kinds";

/** The kinds of which many are deleted and restored at once. */
export type Many =
  | Pick<KindConfig, "name" | "plural">
  | { name: "note"; plural: "notes" }
  | { name: "task"; plural: "tasks" }
  | { name: "communication"; plural: "communications" }
  | { name: "view"; plural: "views" }
  | { name: "own_kind"; plural: "own_kinds" }
  | { name: "attachment"; plural: "attachments" };

/** Does something to many records, waits for its job if there are very many, and says what came of it. What goes wrong
 *  is said too, unless somebody else says it. */
export function useMany(
  name: Many["name"] | "record",
): (
  run: (client: Client) => Promise<ManyOutcome>,
  said: (outcome: ManyOutcome, shown: string) => string,
  failed?: (thrown: unknown) => void,
) => Promise<boolean> {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useClient();
  const queries = useQueryClient();
  const toast = useToast();
  const done = useDone();
  return async (run, said, failed = toast.fail) => {
    try {
      const outcome = await ended(client, run, () => {
        makeStale(queries, { queryKey: ["jobs.list"] });
        toast.show({ text: t("bulk.working") });
      });
      const { refused, selected, change_set: set } = outcome;
      const text = said(outcome, format.number(selected - refused));
      const detail = refused > 0 ? t(`bulk.refused.${name}`, { count: refused }) : undefined;
      if (set) done(text, { set, detail });
      else toast.show({ text, detail });
      return true;
    } catch (thrown) {
      failed(thrown);
      return false;
    }
  };
}

/** The outcome, at once or when its job has ended. A job that was stopped or failed is a failure. */
async function ended(
  client: Client,
  run: (client: Client) => Promise<ManyOutcome>,
  begun: () => void,
): Promise<ManyOutcome> {
  const over = new Map<Id, JobRow>();
  let wake = () => {};
  const hear = (job: JobRow) => {
    if (job.state === "waiting" || job.state === "running") return;
    over.set(job.id, job);
    wake();
  };
  const look = () =>
    void client.call("jobs.list", {}).then(
      ({ jobs }) => jobs.forEach(hear),
      () => undefined,
    );
  const stop = client.subscribe((event) => {
    if (event.type === "job") hear(event.job);
    // Its end may have been among what was missed.
    else if (event.type === "gap") look();
  });
  try {
    const outcome = await run(client);
    if (!outcome.job) return outcome;
    begun();
    for (;;) {
      const job = over.get(outcome.job);
      if (job?.state === "done") return job.output as ManyOutcome;
      if (job)
        throw new Failure(job.error ?? { code: "cancelled", kind: "refused", message: "It was stopped." });
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    stop();
  }
}
