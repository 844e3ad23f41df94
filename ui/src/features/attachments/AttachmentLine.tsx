// One attached file: what it is called and is, since when and by whom, and what can be done with it.
import { Download, Ellipsis, FileInput, FolderOpen, PencilLine, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/client";
import { isImportable } from "@/features/imports/intake";
import { IconButton, Menu, MenuItem, MenuLine, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { usePicture } from "@/records/Face";
import { useDone } from "@/shell/undo";
import { endingOf, ICONS, isShown, sortOf } from "./icons";
import { useImportAttached } from "./importing";
import { useFile, type Attached } from "./queries";

export function AttachmentLine({
  file,
  locked,
  onRename,
}: {
  file: Attached;
  /** Whether it may only be looked at. */
  locked: boolean;
  onRename: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const toast = useToast();
  const done = useDone();
  const remove = useAct("attachments.delete");
  const { open, save, opens } = useFile();
  const importAttached = useImportAttached();
  const discard = () =>
    remove.mutate(
      { id: file.id },
      { onSuccess: () => done(t("attachments.removed", { name: file.name })), onError: toast.fail },
    );
  const by = file.added_by === "owner" ? t("attachments.you") : file.added_by;
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-line py-1.5 last:border-0">
      <Picture file={file} />
      <div className="min-w-0 flex-1">
        <button
          type="button"
          onClick={() => void open(file.id)}
          className="hit max-w-full truncate text-start font-medium hover:underline"
          aria-label={t(opens ? "attachments.openName" : "attachments.saveName", { name: file.name })}
        >
          <bdi>{file.name}</bdi>
        </button>
        <p className="flex flex-wrap gap-x-2 text-xs text-muted">
          {endingOf(file.name) && <bdi>{endingOf(file.name)}</bdi>}
          <span className="tabular">{format.bytes(file.size)}</span>
          <time dateTime={new Date(file.created_ms).toISOString()} className="tabular">
            {format.moment(file.created_ms)}
          </time>
          <span>{t("attachments.by", { who: by })}</span>
        </p>
      </div>
      <Menu
        label={t("attachments.actions", { name: file.name })}
        trigger={<IconButton icon={Ellipsis} label={t("attachments.actions", { name: file.name })} />}
      >
        {opens && (
          <MenuItem icon={FolderOpen} onSelect={() => void open(file.id)}>
            {t("attachments.open")}
          </MenuItem>
        )}
        <MenuItem icon={Download} onSelect={() => void save(file.id)}>
          {t("attachments.save")}
        </MenuItem>
        {isImportable(file.name) && (
          <MenuItem icon={FileInput} onSelect={() => void importAttached([file.id])}>
            {t("attachments.import")}
          </MenuItem>
        )}
        {!locked && (
          <>
            <MenuItem icon={PencilLine} asks onSelect={onRename}>
              {t("attachments.rename")}
            </MenuItem>
            <MenuLine />
            <MenuItem icon={Trash2} danger onSelect={discard}>
              {t("attachments.remove")}
            </MenuItem>
          </>
        )}
      </Menu>
    </li>
  );
}

/** A small picture of a picture, the sign of anything else. */
function Picture({ file }: { file: Attached }) {
  const [broken, setBroken] = useState(false);
  const picture = usePicture(isShown(file) && !broken ? file.file : null);
  const Icon = ICONS[sortOf(file.media_type)];
  return (
    <span className="flex size-10 shrink-0 items-center justify-center overflow-hidden rounded-md bg-sunken text-muted contrast:border contrast:border-line-strong">
      {picture ? (
        <img src={picture} alt="" onError={() => setBroken(true)} className="size-full object-cover" />
      ) : (
        <Icon aria-hidden className="size-5" strokeWidth={1.7} />
      )}
    </span>
  );
}
