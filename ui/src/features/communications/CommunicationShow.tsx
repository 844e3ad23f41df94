// One conversation: with whom, when, what came of it and what was said.
import { useNavigate, useParams } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Communication } from "@/client";
import { Button, Unanswered, useKeys } from "@/kit";
import { useFormat } from "@/locales/format";
import { useChoiceWord } from "@/records/catalogue";
import { useOpened } from "@/records/opened";
import { aboutLines, PlainShow, useArranged } from "@/records/PlainShow";
import { PagePin } from "@/records/PinButton";
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
  if (error || !data) return <Unanswered of={{ error, refetch }} whole title={t("kind.communication")} />;
  return <Shown key={data.id} record={data} />;
}

function Shown({ record }: { record: Communication }) {
  const { t } = useTranslation();
  const format = useFormat();
  const length = useLength();
  const navigate = useNavigate();
  const choice = useChoiceWord("communication");
  const { edit } = useLogging();
  const { channel, direction, outcome, duration_s } = record;
  const facts = useArranged("communication", undefined, {
    channel: choice("channel", channel),
    direction: direction !== "none" && choice("direction", direction),
    at_ms: format.moment(record.at_ms),
    duration_s: duration_s !== undefined && length(duration_s),
    outcome: outcome && choice("outcome", outcome),
    ...aboutLines(record),
  });
  useKeys([{ keys: "e", label: t("keys.edit"), group: t("kind.communication"), run: () => edit(record) }]);
  return (
    <PlainShow
      kind={{ name: "communication", plural: "communications" }}
      record={record}
      title={record.title}
      icon={CHANNEL_ICONS[channel]}
      onBack={() => void navigate({ to: "/activity" })}
      actions={
        <>
          <PagePin plural="communications" record={record} group={t("kind.communication")} />
          <Button icon={Pencil} onClick={() => edit(record)}>
            {t("record.edit")}
          </Button>
        </>
      }
      facts={facts}
      text={{ label: t("log.text"), body: record.body }}
    />
  );
}
