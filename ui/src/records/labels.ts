// What a change is called. The program writes the words down in English when it happens; those it has words for in the
// seller's language are said in that language, everything else as it was written.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** `Edit contact` → `edit_contact`. */
const slug = (label: string): string => label.toLowerCase().replace(/[^a-z0-9]+/g, "_");

export function useLabelWords(): (label: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (label) => {
      const key = `did.${slug(label)}`;
      if (i18n.exists(key)) return t(key as "did.edit_contact");
      const files = /^Import (\d+) files$/.exec(label);
      if (files) return t("did.import_files", { count: Number(files[1]) });
      const file = /^Import (.+)$/.exec(label);
      if (file) return t("did.import_file", { name: file[1] ?? "" });
      return label;
    },
    [t, i18n],
  );
}
