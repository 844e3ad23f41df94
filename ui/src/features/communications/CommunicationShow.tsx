// One conversation: with whom, when, what came of it and what was said.
import { useNavigate, useParams } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Communication } from "@/client";
import { Button, ErrorState, PageSkeleton, useKeys } from "@/kit";
import { useFormat } from "@/locales/format";
import { useChoiceWord } from "@/records/catalogue";
import { useOpened } from "@/records/opened";
import { PlainShow, useAbout } from "@/records/PlainShow";
import { NotFound } from "@/shell/NotFound";
import { CHANNEL_ICONS } from "./channels";
import { useLogging } from "./logging";
import { useCommunication } from "./queries";
import { useLength } from "./words";

export function CommunicationShow() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useCommunication(id);
  useOpened("communication", id, data?.title);
  if (error?.code === "not_found") return <NotFound />;
  if (error) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton title={t("kind.communication")} />;
  return <Shown key={data.id} record={data} />;
}

function Shown({ record }: { record: Communication }) {
  const { t } = useTranslation();
  const format = useFormat();
  const length = useLength();
  const navigate = useNavigate();
  const choice = useChoiceWord("communication");
  const { edit } = useLogging();
  const about = useAbout(record);
  const { channel, direction, outcome, duration_s } = record;
  useKeys([{ keys: "e", label: t("keys.edit"), group: t("kind.communication"), run: () => edit(record) }]);
  return (
    <PlainShow
      kind={{ name: "communication", plural: "communications" }}
      record={record}
      title={record.title}
      icon={CHANNEL_ICONS[channel]}
      onBack={() => void navigate({ to: "/activity" })}
      actions={
        <Button icon={Pencil} onClick={() => edit(record)}>
          {t("record.edit")}
        </Button>
      }
      facts={[
        [t("field.communication.channel"), choice("channel", channel)],
        [t("field.communication.direction"), direction !== "none" && choice("direction", direction)],
        [t("field.communication.at_ms"), format.moment(record.at_ms)],
        [t("field.communication.duration_s"), duration_s !== undefined && length(duration_s)],
        [t("field.communication.outcome"), outcome && choice("outcome", outcome)],
        ...about,
      ]}
      text={{ label: t("log.text"), body: record.body }}
    />
  );
}
