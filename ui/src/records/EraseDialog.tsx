// Erasing for good: the only thing that cannot be taken back. The dialog says so, says what goes and what stays, and
// waits until the name is typed (of several how many they are, of a note a word). A Cancel is always one key away.
import { CircleAlert, Eraser } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Id } from "@/client";
import { beginHere, Button, Dialog, Field, Input, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { ALL_KINDS, type KindConfig } from "./kinds";

/** Records in the trash that are to go, and what they are called; several have no name. */
export interface Doomed {
  plural: KindConfig["plural"] | keyof typeof OTHERS;
  ids: Id[];
  name?: string;
}

const OTHERS = {
  notes: "note",
  tasks: "task",
  communications: "communication",
  views: "view",
  own_kinds: "own_kind",
  attachments: "attachment",
} as const;
const kindOf = (plural: Doomed["plural"]) =>
  plural in OTHERS
    ? OTHERS[plural as keyof typeof OTHERS]
    : (ALL_KINDS.find((kind) => kind.plural === plural)?.name ?? "contact");
/** The program erases so many at once. */
const AT_ONCE = 500;

export function EraseDialog({
  doomed,
  onClose,
  onErased,
}: {
  /** Null while nothing is asked. */
  doomed: Doomed | null;
  onClose: () => void;
  onErased?: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const several = doomed && doomed.ids.length > 1;
  const shown = doomed && t(`did.${doomed.plural}`);
  const title = !doomed
    ? ""
    : several
      ? t("erase.titleMany", {
          count: doomed.ids.length,
          shown: `${format.number(doomed.ids.length)} ${shown}`,
        })
      : t("erase.title", { name: doomed.name || t(`kind.${kindOf(doomed.plural)}`) });
  return (
    <Dialog
      open={doomed !== null}
      onOpenChange={(on) => !on && onClose()}
      title={title}
      description={
        doomed && (
          <span className="mt-2 flex flex-col gap-2 text-text">
            <strong className="flex items-start gap-2 font-semibold text-danger">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              {t("erase.warning")}
            </strong>
            <span>{t(`erase.goes.${several ? "many" : kindOf(doomed.plural)}`)}</span>
            <span>{t("erase.stays")}</span>
          </span>
        )
      }
    >
      {doomed && <Confirm doomed={doomed} onClose={onClose} onErased={onErased} />}
    </Dialog>
  );
}

/** Blanks and capitals do not matter, nor does how an accent is put together. */
const plainly = (text: string) => text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();

function Confirm({
  doomed: { plural, ids, name },
  onClose,
  onErased,
}: {
  doomed: Doomed;
  onClose: () => void;
  onErased: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const toast = useToast();
  const erase = useAct(`${plural}.erase`);
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const one = ids.length === 1;
  const phrase = !one ? String(ids.length) : (plural !== "notes" && name?.trim()) || t("erase.word");
  const agreed = plainly(typed) === plainly(phrase);
  const go = async () => {
    setBusy(true);
    try {
      for (let at = 0; at < ids.length; at += AT_ONCE)
        await erase.mutateAsync({ ids: ids.slice(at, at + AT_ONCE) });
      const text =
        one && name && plural !== "notes"
          ? t("erase.doneName", { name })
          : t("erase.done", { count: ids.length, shown: format.number(ids.length) });
      toast.show({ text });
      onClose();
      onErased?.();
    } catch (thrown) {
      toast.fail(thrown);
      setBusy(false);
    }
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (agreed && !busy) void go();
      }}
    >
      <Field label={t("erase.type", { phrase })}>
        <Input
          ref={beginHere}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t("kit.cancel")}</Button>
        <Button type="submit" weight="danger" icon={Eraser} busy={busy} disabled={!agreed}>
          {t("erase.do")}
        </Button>
      </div>
    </form>
  );
}
