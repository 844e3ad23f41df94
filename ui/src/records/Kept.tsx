// What an undo left as it is, value by value: whose, which, and why. It stands in a message, so nothing in it leads
// anywhere.
import { useTranslation } from "react-i18next";
import type { UndoReport } from "@/client";
import { useFormat } from "@/locales/format";
import { useFieldLabel } from "./catalogue";
import { isKind, KINDS } from "./kinds";
import { RecordName } from "./Value";

const SHOWN = 4;
type One = UndoReport["kept"][number];

export function Kept({ kept }: { kept: One[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const more = kept.length - SHOWN;
  return (
    <>
      {t("undo.kept", { count: kept.length })}
      <ul className="mt-1 flex flex-col">
        {kept.slice(0, SHOWN).map((one, at) => (
          <KeptLine key={at} one={one} />
        ))}
      </ul>
      {more > 0 && t("undo.keptMore", { count: more, shown: format.number(more) })}
    </>
  );
}

function KeptLine({ one }: { one: One }) {
  const { t, i18n } = useTranslation();
  const label = useFieldLabel(one.kind);
  const [part = "", inner] = one.field.split(".");
  const field =
    part &&
    (inner ? `${label(part)}: ${t(`part.${inner}` as "part.label", { defaultValue: inner })}` : label(part));
  const reason = `undo.reason.${one.reason}`;
  return (
    <li>
      <span className="font-medium text-text">
        {isKind(one.kind) ? (
          <RecordName kind={KINDS[one.kind].plural} id={one.id} />
        ) : (
          t(`kind.${one.kind}` as "kind.note", { defaultValue: one.kind })
        )}
        {field && ` · ${field}`}
      </span>
      {i18n.exists(reason) && ` – ${t(reason as "undo.reason.edited_since")}`}
    </li>
  );
}

/** What a message says beside the label of what was taken back. */
export const keptDetail = ({ kept }: UndoReport) => (kept.length > 0 ? { detail: <Kept kept={kept} /> } : {});
