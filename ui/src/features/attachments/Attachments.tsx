// A record's page with what files need of it: it takes what is dropped and pasted, by its keys files are chosen, and it
// shows what hangs there.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "@/client";
import { useKeys } from "@/kit";
import { usePastedFiles, useTaker } from "@/records/dropping";
import { AttachmentList } from "./AttachmentList";
import { useImportInstead } from "./importing";
import { useAttach, useAttached, useChooseFiles } from "./queries";

/** What a page shows of its files, and how many there are. */
export interface Hanging {
  count: number | undefined;
  list: ReactNode;
}

/** Files of the record whose page this is. `onAttach` runs when some are put there. */
export function useAttachments(
  {
    kind,
    id,
    title,
    locked,
    among = false,
  }: { kind: string; id: Id; title: string; locked: boolean; among?: boolean },
  onAttach?: () => void,
): Hanging {
  const { t } = useTranslation();
  const attach = useAttach(kind, id);
  const choose = useChooseFiles(attach);
  const { files, total } = useAttached(kind, id);
  const importInstead = useImportInstead();
  // Unless it was taken back meanwhile.
  const meant = attach.meant.filter((one) => files?.some((file) => file.id === one));
  const takeFiles = (files: File[]) => {
    onAttach?.();
    attach.attachFiles(files);
  };
  useTaker(
    locked
      ? null
      : {
          title: t("attachments.dropTitle", { name: title }),
          text: t("attachments.dropText"),
          takeFiles,
          take: (files) => {
            onAttach?.();
            attach.attach(files);
          },
        },
  );
  usePastedFiles(locked ? null : takeFiles);
  useKeys(
    locked
      ? []
      : [
          {
            keys: "",
            label: t("attachments.attach"),
            words: t("attachments.searchWords"),
            group: t(`kind.${kind}` as "kind.contact"),
            run: () => {
              onAttach?.();
              choose();
            },
          },
          ...(meant.length > 0
            ? [
                {
                  keys: "",
                  label: t("attachments.insteadOf", { count: meant.length }),
                  words: t("attachments.insteadWords"),
                  group: t(`kind.${kind}` as "kind.contact"),
                  run: () => void importInstead(meant),
                },
              ]
            : []),
        ],
  );
  return {
    count: total || undefined,
    list: <AttachmentList kind={kind} id={id} locked={locked} among={among} attach={attach} />,
  };
}
