// The last line: whether the program answers, whether there is a network, what runs and how long it will take.
import { clsx } from "clsx";
import { useIsMutating } from "@tanstack/react-query";
import { CloudOff, History, Loader2, PlugZap, ShieldCheck, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bell } from "@/features/notifications/Bell";
import { useAct, useCatchingUp, useClient, useRead, type Connection } from "@/client";
import { IconButton, Progress } from "@/kit";
import { useFormat } from "@/locales/format";
import { useLabelWords } from "@/records/labels";
import { EXPORTING } from "./exports";
import { useJobs, type Running } from "./jobs";
import { useWide } from "./Sidebar";

export function useConnection(): Connection {
  const client = useClient();
  const [state, setState] = useState<Connection>("connected");
  useEffect(() => client.watchConnection(setState), [client]);
  return state;
}

export function useOnline(): boolean {
  const [online, setOnline] = useState(() => navigator.onLine);
  useEffect(() => {
    const listen = () => setOnline(navigator.onLine);
    window.addEventListener("online", listen);
    window.addEventListener("offline", listen);
    return () => {
      window.removeEventListener("online", listen);
      window.removeEventListener("offline", listen);
    };
  }, []);
  return online;
}

export function StatusLine() {
  const { t } = useTranslation();
  const online = useOnline();
  const connection = useConnection();
  const jobs = useJobs();
  const behind = useCatchingUp();
  const wide = useWide();
  const exporting = useIsMutating({ mutationKey: EXPORTING }) > 0;
  const status = useRead("vault.status", {}).data;
  return (
    <footer
      aria-label={t("status.label")}
      className="flex min-h-8 items-center gap-4 border-t border-line bg-bg px-4 text-xs text-muted"
    >
      <span role="status" className={clsx("flex items-center gap-1.5", jobs.length > 0 && "max-sm:sr-only")}>
        {connection === "lost" ? (
          <>
            <PlugZap aria-hidden className="size-3.5 text-danger" />
            {t("status.lost")}
          </>
        ) : online ? (
          <>
            <ShieldCheck aria-hidden className="size-3.5 text-success" />
            {status?.sample ? t("status.sample") : t("status.ready")}
          </>
        ) : (
          <>
            <CloudOff aria-hidden className="size-3.5" />
            {t("status.offline")}
          </>
        )}
      </span>
      {/* One region that stays, so that what comes into it is heard. */}
      <span role="status" className="flex min-w-0 items-center gap-4">
        {behind && (
          <span className="flex min-w-0 items-center gap-1.5">
            <History aria-hidden className="size-3.5 shrink-0" />
            <span className="truncate">{t("status.behind")}</span>
          </span>
        )}
        {exporting && (
          <span className="flex min-w-0 items-center gap-1.5">
            <Loader2 aria-hidden className="size-3.5 shrink-0 animate-spin text-accent" />
            <span className="truncate">{t("export.working")}</span>
          </span>
        )}
      </span>
      <div className="ms-auto flex min-w-0 items-center gap-4">
        {jobs.slice(0, 2).map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
        {jobs.length > 2 && <span>{t("status.more", { count: jobs.length - 2 })}</span>}
        {!wide && <Bell />}
      </div>
    </footer>
  );
}

function JobLine({ job }: { job: Running }) {
  const { t } = useTranslation();
  const format = useFormat();
  const cancel = useAct("jobs.cancel");
  const label = useLabelWords()(job.label);
  // Of files bytes are counted, of everything else things.
  const amount = job.kind === "attach" ? format.bytes : format.number;
  const counts = job.total
    ? t("status.of", { done: amount(job.done), total: amount(job.total) })
    : amount(job.done);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Loader2 aria-hidden className="size-3.5 shrink-0 animate-spin text-accent" />
      <span className="truncate">{label}</span>
      <span className="hidden w-28 lg:block">
        <Progress done={job.done} total={job.total} label={label} />
      </span>
      <span className="tabular shrink-0">{counts}</span>
      {job.left !== null && (
        <span className="hidden shrink-0 sm:inline">
          {t("status.left", { time: format.seconds(job.left) })}
        </span>
      )}
      <IconButton
        icon={X}
        small
        label={t("status.cancel", { job: label })}
        onClick={() => cancel.mutate({ id: job.id })}
      />
    </span>
  );
}
