// A conversation in a timeline: on which channel, what came of it, and what was said.
import { Link } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Communication } from "@/client";
import { IconButton } from "@/kit";
import { Markdown } from "@/records/Markdown";
import { PinButton } from "@/records/PinButton";
import { useLogging } from "./logging";
import { useLength } from "./words";

export function TimelineCall({ record, time }: { record: Communication; time: string }) {
  const { t } = useTranslation();
  const length = useLength();
  const { edit } = useLogging();
  const facts = [
    record.direction === "in" ? t("choice.communication.direction.in") : "",
    record.outcome ? t(`choice.communication.outcome.${record.outcome as "reached"}`) : "",
    record.duration_s === undefined ? "" : length(record.duration_s),
  ].filter(Boolean);
  return (
    <article className="rounded-lg border border-line bg-raised px-3.5 py-2.5 shadow-1">
      <header className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-muted">
        <Link
          to="/activity/$id"
          params={{ id: record.id }}
          className="hit text-sm font-medium text-text hover:underline"
        >
          {t(`choice.communication.channel.${record.channel}`)}
        </Link>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        <time className="tabular">{time}</time>
        <span className="ms-auto flex">
          <PinButton plural="communications" record={record} />
          <IconButton
            icon={Pencil}
            small
            tip={false}
            label={t("log.edit")}
            onClick={() => edit(record)}
            className="-my-1"
          />
        </span>
      </header>
      {record.subject && (
        <p className="font-medium">
          <bdi>{record.subject}</bdi>
        </p>
      )}
      {record.body && <Markdown text={record.body} />}
    </article>
  );
}
