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

/** The signs of files. */
export const ICONS = {
  picture: FileImage,
  sound: FileAudio,
  film: FileVideo,
  sheet: FileSpreadsheet,
  archive: FileArchive,
  text: FileText,
  other: File,
} satisfies Record<string, LucideIcon>;

/** What sort of file it is, as its sign says. */
export function sortOf(mediaType: string): keyof typeof ICONS {
  if (mediaType.startsWith("image/")) return "picture";
  if (mediaType.startsWith("audio/")) return "sound";
  if (mediaType.startsWith("video/")) return "film";
  if (/spreadsheet|excel|csv/.test(mediaType)) return "sheet";
  if (/zip|7z/.test(mediaType)) return "archive";
  if (/^text\/|pdf|word|document|presentation|powerpoint|rtf/.test(mediaType)) return "text";
  return "other";
}

/** `PDF` of `Offer.pdf`. */
export const endingOf = (name: string): string =>
  /[^.]\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toUpperCase() ?? "";
