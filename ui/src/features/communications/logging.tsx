// Writing conversations down from anywhere: `l` and the letter of a channel about the record on the screen; and after a
// number was dialled, with the time it took, once one comes back to the window.
import { PhoneCall, X } from "lucide-react";
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useClient, type Channel, type Communication } from "@/client";
import { Button, IconButton, useKeys } from "@/kit";
import { nowMs } from "@/locales/format";
import { aboutOf, aboutSubject, type About } from "@/records/about";
import { useGroups } from "@/records/layout";
import { subjectNow } from "@/records/subject";
import { LogDialog, type Logged } from "./LogDialog";

interface Logging {
  /** Asks about a conversation with the record on the screen. */
  log: (channel: Channel) => void;
  edit: (record: Communication) => void;
}

const LoggingContext = createContext<Logging | null>(null);

export function useLogging(): Logging {
  const logging = use(LoggingContext);
  if (!logging) throw new Error("useLogging stands outside <LoggingProvider>.");
  return logging;
}

interface Dialled {
  number: string;
  at: number;
  about: About;
}

/** Shorter than that nobody has been away to talk. */
const BRIEFEST_MS = 2_000;

export function LoggingProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const client = useClient();
  const [open, setOpen] = useState<Logged | null>(null);
  // How its boxes are arranged is known before it opens: none changes its place while one begins to type.
  useGroups("communication");
  const [dialled, setDialled] = useState<Dialled | null>(null);
  const log = useCallback((channel: Channel) => {
    setOpen({ channel, about: aboutSubject(subjectNow()) });
  }, []);
  const edit = useCallback(
    (record: Communication) => setOpen({ channel: record.channel, about: aboutOf(record), record }),
    [],
  );

  const group = t("log.group");
  useKeys([
    {
      keys: "l c",
      label: t("log.command.call"),
      group,
      words: t("palette.words.log"),
      run: () => log("call"),
    },
    {
      keys: "l v",
      label: t("log.command.visit"),
      group,
      words: t("palette.words.log"),
      run: () => log("visit"),
    },
    {
      keys: "l m",
      label: t("log.command.meeting"),
      group,
      words: t("palette.words.log"),
      run: () => log("meeting"),
    },
    {
      keys: "l s",
      label: t("log.command.message"),
      group,
      words: t("palette.words.log"),
      run: () => log("message"),
    },
  ]);

  // The desktop's menu and its icon in the tray.
  useEffect(
    () => client.subscribe((event) => event.type === "menu" && event.item === "log.call" && log("call")),
    [client, log],
  );

  const ask = useCallback(
    ({ at, about }: Dialled) =>
      setOpen({
        channel: "call",
        about,
        at_ms: at,
        duration_s: Math.round((nowMs() - at) / 1000),
      }),
    [],
  );
  const latest = useRef<Dialled | null>(null);
  useEffect(() => {
    latest.current = dialled;
  });

  useEffect(() => {
    /** Whoever has the number; if nobody is found, whom the screen is about. */
    const dial = async (number: string) => {
      const at = nowMs();
      const subject = subjectNow();
      const about = aboutSubject(subject);
      setDialled({ number, at, about });
      const found = await client
        .call("contacts.matches", { phones: [{ value: number }] })
        .then(({ matches }) => matches)
        .catch(() => []);
      const here = found.find(({ id }) => id === subject?.id || about.contacts.includes(id));
      const elsewhere = subject?.kind === "company" || subject?.kind === "lead";
      const who = here ?? (elsewhere ? undefined : found[0]);
      const meant = { ...about, contacts: who ? [who.id] : [], companies: [] };
      if (who) setDialled((now) => (now?.at === at ? { ...now, about: meant } : now));
    };
    const listen = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href^='tel:']") : null;
      const href = link?.getAttribute("href");
      if (href) void dial(decodeURIComponent(href.slice("tel:".length)).replace(/;.*$/, ""));
    };
    let away: number | null = null;
    const left = () => (away = nowMs());
    const back = () => {
      const now = latest.current;
      if (now && away !== null && nowMs() - away >= BRIEFEST_MS) ask(now);
      away = null;
    };
    // Links in lists keep their clicks to themselves: they are heard on the way down.
    document.addEventListener("click", listen, true);
    window.addEventListener("blur", left);
    window.addEventListener("focus", back);
    return () => {
      document.removeEventListener("click", listen, true);
      window.removeEventListener("blur", left);
      window.removeEventListener("focus", back);
    };
  }, [client, ask]);

  const value = useMemo(() => ({ log, edit }), [log, edit]);
  return (
    <LoggingContext value={value}>
      {children}
      {dialled && !open && (
        <CallStrip dialled={dialled} onLog={() => ask(dialled)} onDismiss={() => setDialled(null)} />
      )}
      {open && (
        <LogDialog
          key={`${open.channel} ${open.at_ms ?? ""} ${open.record?.id ?? ""}`}
          logged={open}
          onClose={() => setOpen(null)}
          onLogged={() => setDialled(null)}
        />
      )}
    </LoggingContext>
  );
}

/** A number was dialled: how long ago, and the way to write down what came of it. */
function CallStrip({
  dialled,
  onLog,
  onDismiss,
}: {
  dialled: Dialled;
  onLog: () => void;
  onDismiss: () => void;
}) {
  const { t } = useTranslation();
  const [now, setNow] = useState(nowMs());
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - dialled.at) / 1000));
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <aside
      aria-label={t("log.dialled")}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-raised px-4 py-2"
    >
      <PhoneCall aria-hidden className="size-4 text-success" />
      <span className="font-medium">{t("log.dialled")}</span>
      <bdi className="tabular">{dialled.number}</bdi>
      <span className="tabular text-muted" aria-hidden>
        {time}
      </span>
      <span className="ms-auto flex items-center gap-1">
        <Button small weight="primary" onClick={onLog}>
          {t("log.command.call")}
        </Button>
        <IconButton small icon={X} label={t("log.dismiss")} tip={false} onClick={onDismiss} />
      </span>
    </aside>
  );
}
