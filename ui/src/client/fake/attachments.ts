// Invented files on invented records.
import type { Attachment } from "../attachments";
import { taskId } from "../fakeDoing";
import { NOW, idOf } from "../fakePeople";

const TYPES: Record<string, string> = {
  pdf: "application/pdf",
  jpg: "image/jpeg",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  mp4: "video/mp4",
  zip: "application/zip",
};

/** A file that hangs on a record. */
export function hung(
  at: number,
  kind: string,
  owner: string,
  name: string,
  size: number,
  ago = 0,
): Attachment {
  const own = kind.startsWith("own_");
  return {
    id: idOf("attachment", at),
    kind: "attachment",
    version: 1,
    created_ms: NOW - ago,
    modified_ms: NOW - ago,
    name,
    size,
    media_type: TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream",
    file: String(at % 10).repeat(64),
    added_by: at % 4 === 3 ? "cli" : "owner",
    [own ? "own_record_id" : `${kind}_id`]: owner,
    ...(own ? { own_kind: kind } : {}),
  };
}

const HOUR = 3_600_000;

export const ATTACHED: Attachment[] = [
  hung(1, "contact", idOf("contact", 0), "Angebot 4711 – Müller Maschinenbau.pdf", 482_113, 2 * HOUR),
  hung(2, "contact", idOf("contact", 0), "Visitenkarte.jpg", 1_204_332, 26 * HOUR),
  hung(
    3,
    "contact",
    idOf("contact", 0),
    "A very long name of a price list that somebody exported from a spreadsheet for the second half of 2026.xlsx",
    38_400,
    49 * HOUR,
  ),
  hung(4, "task", taskId(2), "Figures.xlsx", 21_900, 5 * HOUR),
];

/** Whether a file hangs on this record. */
export const hangs = (one: Attachment, id: string): boolean =>
  [
    one.contact_id,
    one.company_id,
    one.deal_id,
    one.lead_id,
    one.task_id,
    one.communication_id,
    one.own_record_id,
  ].includes(id);
