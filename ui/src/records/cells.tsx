// The cells of a list that stand for the whole record: its face and name, or on a phone everything in two lines.
import { Phone } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Row } from "@/client";
import type { CardDrag } from "./cardDrag";
import { RowFace } from "./Face";
import { KINDS, type KindName } from "./kinds";
import { useRecordSlots } from "./slots";
import { DISTANCE } from "./near";
import { Distance, first, OutLink, telHref } from "./Value";

/** A whole row in two lines, for a phone; the number is one tap away. */
export function LineCell({ row, kind }: { row: Row; kind: KindName }) {
  const { t } = useTranslation();
  const phone = first(row["phones"]);
  const slots = useRecordSlots();
  const { face } = KINDS[kind];
  return (
    <span className="flex w-full min-w-0 items-center gap-3">
      {face && <RowFace row={row} company={face === "company"} size="md" />}
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">{row.title}</bdi>
        <span className="block truncate text-xs text-muted">
          <Further row={row} />
          <bdi>{row.subtitle || first(row["emails"]) || first(row["domains"])}</bdi>
        </span>
      </span>
      {slots.line(kind, row)}
      {phone && (
        <OutLink
          href={telHref({ value: phone })}
          className="flex size-11 items-center justify-center rounded-full text-accent"
        >
          <Phone aria-hidden className="size-[18px]" />
          <span className="sr-only">{t("record.callNumber", { number: phone })}</span>
        </OutLink>
      )}
    </span>
  );
}

/** How far it is, before what else a line says, while the list goes by nearness. */
export function Further({ row }: { row: Row }) {
  if (typeof row[DISTANCE] !== "number") return null;
  return (
    <>
      <Distance row={row} />
      {" · "}
    </>
  );
}

export function NameCell({ row, kind, drag }: { row: Row; kind: KindName; drag: CardDrag | null }) {
  const { face } = KINDS[kind];
  return (
    <span {...drag} className="flex min-w-0 items-center gap-2.5">
      {face && <RowFace row={row} company={face === "company"} />}
      <bdi className="truncate font-medium">{row.title}</bdi>
    </span>
  );
}
