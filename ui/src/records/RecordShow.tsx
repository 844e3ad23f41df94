// The page of a person or a company: who it is and how to reach them, the facts (each edited where it stands and saved at
// once), and beside them everything that happened.
import { FileDown, QrCode, Split } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Company, Contact } from "@/client";
import { MenuItem } from "@/kit";
import { useExport } from "./bulk";
import { useCardDrag } from "./cardDrag";
import { EditableFacts } from "./EditableFacts";
import { Face } from "./Face";
import type { KindConfig, PersonKind } from "./kinds";
import { PhotoItem, PhotoOffItem, useChoosePhoto } from "./PhotoItems";
import { QrDialog } from "./QrDialog";
import { QuickActions } from "./QuickActions";
import { useReach } from "./reach";
import { RecordFrame, type RecordTab } from "./RecordFrame";
import { useRecordSlots } from "./slots";
import { useSubject } from "./subject";
import { useTakeApart } from "./merging";
import { UnmergeDialog } from "./UnmergeDialog";
import { WorkingBar } from "./WorkingBar";

export function RecordShow({
  config,
  record,
  tabs = [],
}: {
  config: KindConfig<PersonKind>;
  record: Contact | Company;
  tabs?: RecordTab[];
}) {
  const { t } = useTranslation();
  const exportTo = useExport(config);
  const reach = useReach(config);
  const drag = useCardDrag(config);
  const title = "display_name" in record ? record.display_name : record.name;
  const subtitle =
    "jobs" in record ? jobLine(record) : [record.industry, record.size].filter(Boolean).join(" · ");
  const slots = useRecordSlots();
  const choosePhoto = useChoosePhoto(config.name, record.id);
  useSubject(config.name, record.id);
  const { merges, run: takeApart, dialog: apart } = useTakeApart(config.plural, record.id);
  const [coded, setCoded] = useState(false);
  const group = t(`kind.${config.name}`);
  return (
    <RecordFrame
      config={config}
      record={record}
      title={title}
      face={
        <span {...drag(() => ({ ids: [record.id], name: title }))} className="shrink-0">
          <Face record={record} size="lg" />
        </span>
      }
      subtitle={
        subtitle && (
          <span dir="auto" className="line-clamp-2 min-w-0 wrap-anywhere">
            {subtitle}
          </span>
        )
      }
      actions={
        <>
          <QuickActions record={record} />
          {slots.actions(config.plural, record.id)}
        </>
      }
      menu={
        <>
          <PhotoItem onChoose={() => void choosePhoto()} />
          {record.photo && <PhotoOffItem config={config} record={record} />}
          {config.name === "contact" && (
            <MenuItem icon={FileDown} onSelect={() => void exportTo("vcard", { ids: [record.id] })}>
              {t("record.vcard")}
            </MenuItem>
          )}
          {config.name === "contact" && (
            <MenuItem icon={QrCode} asks onSelect={() => setCoded(true)}>
              {t("qr.title")}
            </MenuItem>
          )}
          {merges.length > 0 && (
            <MenuItem icon={Split} keys="shift+u" asks={merges.length > 1} onSelect={takeApart}>
              {t("merge.apart")}
            </MenuItem>
          )}
          <MenuItem icon={FileDown} onSelect={() => void exportTo("json", { ids: [record.id] })}>
            {t("record.json")}
          </MenuItem>
        </>
      }
      keys={[
        { keys: "t", label: t("keys.call"), group, run: () => void reach("call", record) },
        { keys: "m", label: t("keys.mail"), group, run: () => void reach("mail", record) },
        { keys: "", label: t("record.photo"), group, run: () => void choosePhoto() },
        ...(config.name === "contact"
          ? [{ keys: "", label: t("qr.title"), group, run: () => setCoded(true) }]
          : []),
        ...(merges.length > 0 ? [{ keys: "shift+u", label: t("merge.apart"), group, run: takeApart }] : []),
      ]}
      facts={<EditableFacts key={record.id} config={config} record={record} />}
      tabs={tabs}
    >
      <WorkingBar id={record.id} group={group} />
      {config.name === "contact" && (
        <QrDialog id={record.id} title={title} open={coded} onClose={() => setCoded(false)} />
      )}
      <UnmergeDialog {...apart} />
    </RecordFrame>
  );
}

function jobLine(contact: Contact): string {
  const job = contact.jobs.find(({ to }) => !to) ?? contact.jobs[0];
  return [job?.title, job?.company].filter(Boolean).join(" · ");
}
