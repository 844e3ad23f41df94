// The sign of a file by what it is.
import {
  File,
  FileArchive,
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type LucideIcon,
} from "lucide-react";

/** What the page itself shows of a picture, and up to which size. */
const SHOWN = new Set(["image/jpeg", "image/png", "image/gif", "image/webp"]);
const SHOWN_UP_TO = 5_000_000;

export const isShown = ({ media_type, size }: { media_type: string; size: number }): boolean =>
  SHOWN.has(media_type) && size <= SHOWN_UP_TO;

export function iconOf(mediaType: string): LucideIcon {
  if (mediaType.startsWith("image/")) return FileImage;
  if (mediaType.startsWith("audio/")) return FileAudio;
  if (mediaType.startsWith("video/")) return FileVideo;
  if (/spreadsheet|excel|csv/.test(mediaType)) return FileSpreadsheet;
  if (/zip|7z/.test(mediaType)) return FileArchive;
  if (/^text\/|pdf|word|document|presentation|powerpoint|rtf/.test(mediaType)) return FileText;
  return File;
}

/** `PDF` of `Offer.pdf`. */
export const endingOf = (name: string): string =>
  /[^.]\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toUpperCase() ?? "";
