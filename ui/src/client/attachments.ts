// Files attached to records, as the screens see them.
import type { FileHandle, Id, Json, RecordBase } from "./commands";

export interface Attachment extends RecordBase {
  name: string;
  media_type: string;
  /** Bytes. */
  size: number;
  /** Its name in the store of files. */
  file: string;
  /** `owner`, `cli`, or a token's name. */
  added_by: string;
  contact_id?: Id | null;
  company_id?: Id | null;
  deal_id?: Id | null;
  lead_id?: Id | null;
  task_id?: Id | null;
  communication_id?: Id | null;
  own_record_id?: Id | null;
  /** The kind of that record. */
  own_kind?: string;
}

/** What became of files that were to be attached. */
export interface Added {
  attachments: Attachment[];
  /** Files that were not, and why. */
  left: { name: string; code: string; message: string; details?: Json | null }[];
  /** The job that copies them, which ends with the same. */
  job?: Id | null;
}

export interface AttachmentCommands {
  "attachments.add": { input: { kind: string; id: Id; files: FileHandle[] }; output: Added };
  "attachments.file": { input: { id: Id }; output: FileHandle };
}
