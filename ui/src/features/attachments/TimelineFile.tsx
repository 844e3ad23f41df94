// That a file was attached, in a timeline.
import { useTranslation } from "react-i18next";
import type { Attachment } from "@/client";
import { useFormat } from "@/locales/format";
import { useFile } from "./queries";

export function TimelineFile({ file, time }: { file: Attachment; time: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { open, opens } = useFile();
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 pt-1">
      <span className="text-muted">{t("attachments.attached")}</span>
      <button
        type="button"
        onClick={() => void open(file.id)}
        aria-label={t(opens ? "attachments.openName" : "attachments.saveName", { name: file.name })}
        className="hit min-w-0 text-start font-medium wrap-anywhere hover:underline"
      >
        <bdi>{file.name}</bdi>
      </button>
      <span className="tabular text-xs text-muted">{format.bytes(file.size)}</span>
      <time className="tabular text-xs text-muted">{time}</time>
    </p>
  );
}
