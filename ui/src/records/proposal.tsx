// A mail's signature as a contact: read by the program, put into the form, looked over and only then saved by the seller.
import { useNavigate } from "@tanstack/react-router";
import { Signature } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure, useClient, type FileHandle, type Proposal } from "@/client";
import { beginHere, Button, Dialog, Field, TextArea, useKeys, useToast } from "@/kit";
import { useWords } from "@/locales";
import { beginDraft } from "./draft";
import type { Draft } from "./editors/parts";

type Row = string | Record<string, unknown>;

/** What the form itself takes from the jobs. */
const FOLLOWS = ["company", "job_title"];

/** By what a row of a list is known: its value, or all that it says. */
const key = (row: Row): string => {
  if (typeof row === "string") return row.toLowerCase();
  const { value, id: _, label: __, primary: ___, e164: ____, ...rest } = row;
  return typeof value === "string"
    ? value.replace(/\s/g, "").toLowerCase()
    : JSON.stringify(rest).toLowerCase();
};

/** What a proposal adds to a draft: fields that are empty, rows that are not there. Nothing is replaced. */
export function withProposal(draft: Draft, proposed: Proposal["record"]): Draft {
  const now = draft as Record<string, unknown>;
  const added = Object.entries(proposed).flatMap(([field, value]): [string, unknown][] => {
    if (FOLLOWS.includes(field)) return [];
    if (Array.isArray(value)) {
      const there = (now[field] ?? []) as Row[];
      const known = new Set(there.map(key));
      const rows = (value as Row[]).filter((row) => !known.has(key(row)));
      return rows.length > 0 ? [[field, [...there, ...rows]]] : [];
    }
    const is = now[field];
    return typeof value === "string" && (typeof is !== "string" || is.trim() === "") ? [[field, value]] : [];
  });
  return Object.fromEntries(added);
}

/** Opens the form of a new contact with what a signature or a mail says. */
export function useOffer(): (from: { text: string } | { file: FileHandle }) => Promise<boolean> {
  const { t } = useTranslation();
  const client = useClient();
  const navigate = useNavigate();
  const toast = useToast();
  return async (from) => {
    try {
      const proposal = await client.call("imports.propose", from);
      const begun = beginDraft("contact-new", withProposal({}, proposal.record));
      await navigate({ to: "/contacts/new" });
      if (!begun) toast.show({ text: t("signature.busy"), bad: true });
      else
        toast.show({
          text: t("signature.offered"),
          ...(proposal.left.length > 0
            ? { detail: t("signature.left", { lines: proposal.left.join(" · ") }) }
            : {}),
        });
      return begun;
    } catch (thrown) {
      toast.fail(thrown);
      return false;
    }
  };
}

/** Fills the form from a signature that is pasted into a box. */
export function PasteSignature({ draft, set }: { draft: Draft; set: (change: Draft) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const client = useClient();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [left, setLeft] = useState<string[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  useKeys([{ keys: "", label: t("signature.paste"), group: t("form.group"), run: () => setOpen(true) }]);
  const take = async () => {
    try {
      const proposal = await client.call("imports.propose", { text });
      set(withProposal(draft, proposal.record));
      setLeft(proposal.left);
      setOpen(false);
      setText("");
    } catch (thrown) {
      setFailure(Failure.from(thrown));
    }
  };
  return (
    <div className="mb-3 flex flex-col items-start gap-2">
      <Button small icon={Signature} onClick={() => setOpen(true)}>
        {t("signature.paste")}
      </Button>
      {left.length > 0 && (
        <p role="status" className="text-muted">
          {t("signature.left", { lines: left.join(" · ") })}
        </p>
      )}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("signature.paste")}
        description={t("signature.text")}
        footer={
          <Button weight="primary" disabled={text.trim() === ""} onClick={() => void take()}>
            {t("signature.take")}
          </Button>
        }
      >
        <Field label={t("signature.into")} {...(failure ? { error: words(failure) } : {})}>
          <TextArea
            ref={beginHere}
            rows={10}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setFailure(null);
            }}
          />
        </Field>
      </Dialog>
    </div>
  );
}
