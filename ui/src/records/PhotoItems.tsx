// The photo of a record in its menu: another one, or none.
import { ImageOff, ImageUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAct, useClient, type Company, type Contact } from "@/client";
import { MenuItem, useToast } from "@/kit";
import { useDone } from "@/shell/undo";
import type { KindConfig, PersonKind } from "./kinds";

/** What a photo may be, by the ending of its name. */
const PICTURES = ["jpg", "jpeg", "png", "gif", "webp", "bmp"];

/** Asks for a picture and sets it as somebody's photo. */
export function useChoosePhoto(kind: string, id: string): () => Promise<void> {
  const client = useClient();
  const toast = useToast();
  const set = useAct("photos.set");
  return async () => {
    try {
      const files = client.pick ? await client.pick(PICTURES) : await client.upload(await chooseImage());
      const file = files[0];
      if (file) await set.mutateAsync({ kind, id, file });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
}

export function PhotoItem({ onChoose }: { onChoose: () => void }) {
  const { t } = useTranslation();
  return (
    <MenuItem icon={ImageUp} onSelect={onChoose}>
      {t("record.photo")}
    </MenuItem>
  );
}

export function PhotoOffItem({
  config,
  record,
}: {
  config: KindConfig<PersonKind>;
  record: Contact | Company;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const done = useDone();
  const patch = useAct(`${config.plural}.patch`);
  const remove = async () => {
    try {
      await patch.mutateAsync({ id: record.id, version: record.version, patch: { photo: null } });
      done(t("record.photoRemoved"));
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
  return (
    <MenuItem icon={ImageOff} onSelect={() => void remove()}>
      {t("record.photoOff")}
    </MenuItem>
  );
}

function chooseImage(): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = "image/*";
    input.onchange = () => resolve([...(input.files ?? [])]);
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}
