// Why a lead is worth the time, or is not: asked for so that the reason is part of the change.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Lead } from "@/client";
import { Button, Dialog, Field, Input, beginHere } from "@/kit";
import { useWords } from "@/locales";
import { useDone } from "@/shell/undo";

const USUAL = {
  qualified: ["budget", "asked", "fits"],
  disqualified: ["noBudget", "noNeed", "unreachable", "competitor"],
} as const;

export function ReasonDialog({
  lead,
  verdict,
  onClose,
}: {
  lead: Lead;
  verdict: "qualified" | "disqualified";
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const done = useDone();
  const qualify = useAct("leads.qualify");
  const disqualify = useAct("leads.disqualify");
  const [reason, setReason] = useState("");
  const good = verdict === "qualified";
  const failure = qualify.error ?? disqualify.error;
  const save = (why: string) => {
    const after = {
      onSuccess: () => {
        done(t(good ? "leads.wasQualified" : "leads.wasRuledOut", { name: lead.name }));
        onClose();
      },
    };
    const said = why.trim();
    if (good) qualify.mutate({ id: lead.id, ...(said ? { reason: said } : {}) }, after);
    else disqualify.mutate({ id: lead.id, reason: said }, after);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(good ? "leads.whyQualified" : "leads.whyRuledOut")}
    >
      <form
        className="flex flex-col gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save(reason);
        }}
      >
        <Field label={t("leads.reason")} error={failure ? words(failure) : null}>
          <Input ref={beginHere} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <div className="flex flex-wrap gap-2">
          {USUAL[verdict].map((one) => {
            const usual = t(`leads.usualReason.${one}`);
            return (
              <Button key={one} small onClick={() => save(usual)}>
                {usual}
              </Button>
            );
          })}
        </div>
        <Button
          weight="primary"
          type="submit"
          className="self-end"
          busy={qualify.isPending || disqualify.isPending}
        >
          {t(good ? "leads.qualify" : "leads.disqualify")}
        </Button>
      </form>
    </Dialog>
  );
}
