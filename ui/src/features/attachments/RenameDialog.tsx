// Another name for an attached file.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Failure } from "@/client";
import { beginHere, Button, Dialog, Field, Input } from "@/kit";
import { useWords } from "@/locales";
import { useDone } from "@/shell/undo";
import type { Attached } from "./queries";

export function RenameDialog({ file, onClose }: { file: Attached; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const done = useDone();
  const patch = useAct("attachments.patch");
  const [name, setName] = useState(file.name);
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = () =>
    patch.mutate(
      { id: file.id, patch: { name: name.trim() } },
      {
        onSuccess: (renamed) => {
          done(t("attachments.renamed", { name: renamed.name }));
          onClose();
        },
        onError: setFailure,
      },
    );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("attachments.rename")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) save();
        }}
      >
        <Field label={t("field.any.name")} {...(failure ? { error: words(failure) } : {})}>
          <Input ref={beginHere} value={name} onChange={({ target }) => setName(target.value)} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button weight="ghost" onClick={onClose}>
            {t("kit.cancel")}
          </Button>
          <Button type="submit" weight="primary" disabled={!name.trim()} busy={patch.isPending}>
            {t("kit.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
