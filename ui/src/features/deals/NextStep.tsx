// The next step, written where it stands: Enter or leaving it saves, Escape leaves it as it was.
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Deal } from "@/client";
import { Input, useToast } from "@/kit";
import { useFieldLabel } from "@/records/catalogue";

export function NextStep({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const label = useFieldLabel("deal");
  const toast = useToast();
  const id = useId();
  const patch = useAct("deals.patch");
  const [typed, setTyped] = useState<string | null>(null);
  // What was typed stands until the deal says the same; what was refused stays to be tried again.
  const [sentFrom, setSentFrom] = useState<number | null>(null);
  if (sentFrom !== null && sentFrom !== deal.version) {
    setSentFrom(null);
    setTyped(null);
  }
  const given = useRef(false);
  const save = () => {
    const next = typed?.trim();
    if (given.current || next === undefined || next === (deal.next_step ?? "")) return setTyped(null);
    setSentFrom(deal.version);
    patch.mutate(
      { id: deal.id, patch: { next_step: next || null } },
      {
        onError: (failure) => {
          setSentFrom(null);
          toast.fail(failure);
        },
      },
    );
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label("next_step")}
      </label>
      <Input
        id={id}
        value={typed ?? deal.next_step ?? ""}
        placeholder={t("deals.nextStepEmpty")}
        disabled={Boolean(deal.deleted_ms)}
        onFocus={() => (given.current = false)}
        onChange={(event) => {
          setSentFrom(null);
          setTyped(event.target.value);
        }}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key !== "Escape") return;
          event.stopPropagation();
          given.current = true;
          event.currentTarget.blur();
        }}
      />
    </div>
  );
}
