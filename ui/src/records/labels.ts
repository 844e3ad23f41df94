// What a change is called. The program writes the words down in English when it happens; those it has words for in the
// seller's language are said in that language, everything else as it was written.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/locales/format";

/** `Edit contact` → `edit_contact`. */
const slug = (label: string): string => label.toLowerCase().replace(/[^a-z0-9]+/g, "_");

/** A note is called by its first line, whose marks are for its page. */
const withoutMarks = (label: string): string => label.replace(/(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1/g, "$2");

/** What the program calls what it did, by how its words begin and end. */
const DEEDS = [
  [/^Bring back (?<name>.+)$/, "did.brought_back"],
  [/^Renamed the tag “(?<from>.+)” to “(?<to>.+)”$/, "did.tag_renamed"],
  [/^Joined the tag “(?<from>.+)” with “(?<to>.+)”$/, "did.tag_joined"],
  [/^Removed the tag “(?<what>.+)”$/, "did.tag_removed"],
  [/^Moved the view “(?<what>.+)”$/, "did.placed"],
  [/^Moved (?<what>.+) to “(?<to>.+)”$/, "did.moved"],
  [/^Removed the stage “(?<what>.+)”$/, "did.stage_removed"],
  [/^Removed the pipeline “(?<what>.+)”$/, "did.pipeline_removed"],
  [/^Merged (?<whom>.+) into (?<to>.+)$/, "did.merged"],
  [/^Set (?<whom>.+) and (?<to>.+) apart$/, "did.set_apart"],
  [/^Erased (?<whom>.+)$/, "did.erased"],
  [/^Restored (?<whom>.+) to an earlier state$/, "did.brought_back"],
  [/^Changed photo of (?<whom>.+)$/, "did.photo"],
  [/^Added “(?<what>.+)” to (?<whom>.+)$/, "did.added"],
  [/^Removed “(?<what>.+)” from (?<whom>.+)$/, "did.removed"],
  [/^Set the role of “(?<what>.+)” at (?<whom>.+)$/, "did.role_set"],
  [/^Took “(?<what>.+)” off the committee of (?<whom>.+)$/, "did.role_taken"],
  [/^Completed (?<what>.+)$/, "did.completed"],
  [/^Snoozed (?<what>.+)$/, "did.snoozed"],
  [/^Woke (?<what>.+)$/, "did.woke"],
  [/^Logged (?<channel>call|visit|meeting|message|email|sms|chat)(?: with (?<whom>.+))?$/, "did.logged"],
  [/^Converted (?<whom>.+)$/, "did.converted"],
  [/^Qualified (?<whom>.+)$/, "did.qualified"],
  [/^Ruled out (?<whom>.+)$/, "did.ruled_out"],
  [/^Attached (?<whom>.+)$/, "did.attached"],
  [/^Created (?<whom>.+)$/, "did.created"],
  [/^Changed (?<whom>.+)$/, "did.changed"],
  [/^Deleted (?<whom>.+)$/, "did.deleted"],
  [/^Restored (?<whom>.+)$/, "did.restored"],
] as const;

const BACK = { Undo: "undo.done", Redo: "undo.redone", Unmerged: "did.unmerged" } as const;

const MANY =
  /^(\d+) (contacts|companies|deals|leads|notes|tags|fields|tasks|communications|views|own_kinds|records|attachments|files)$/;

export function useLabelWords(): (label: string) => string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return useCallback(
    (label) => {
      const whom = (text: string): string => {
        const [, count, kind] = MANY.exec(text) ?? [];
        return kind ? `${format.number(Number(count))} ${t(`did.${kind as "contacts"}`)}` : text;
      };
      const words = (said: string): string => {
        const key = `did.${slug(said)}`;
        if (i18n.exists(key)) return t(key as "did.edit_contact");
        const back = /^(Undo|Redo|Unmerged): (.+)$/.exec(said);
        if (back) return t(BACK[back[1] as keyof typeof BACK], { label: words(back[2] ?? "") });
        const files = /^Import (\d+) files$/.exec(said);
        if (files) return t("did.import_files", { count: Number(files[1]) });
        const row = /^Import row (\d+) of (.+)$/.exec(said);
        if (row) return t("did.import_row", { row: format.number(Number(row[1])), name: row[2] ?? "" });
        const file = /^Import (.+)$/.exec(said);
        if (file) return t("did.import_file", { name: file[1] ?? "" });
        for (const [pattern, deed] of DEEDS) {
          const found = pattern.exec(said)?.groups;
          if (!found) continue;
          const { channel } = found;
          // Of a conversation with nobody the channel is all there is to say.
          if (channel && !found["whom"]) return t(`log.done.${channel as "call"}`);
          return t(deed, {
            ...found,
            ...(channel ? { channel: t(`choice.communication.channel.${channel as "call"}`) } : {}),
            whom: whom(found["whom"] ?? ""),
          });
        }
        return said;
      };
      return words(withoutMarks(label));
    },
    [t, i18n, format],
  );
}
